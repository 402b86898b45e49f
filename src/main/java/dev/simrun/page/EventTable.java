package dev.simrun.page;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.picture.Length;
import dev.simrun.picture.Phase;
import dev.simrun.picture.Picture;
import dev.simrun.report.EventText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened in a case as a table. Log lines in a row are folded, and of very many events those in the middle, so
 * that a page stays one that opens; what the failures and the sentences are about always has a row of its own.
 */
final class EventTable {
    /** More rows than that are not shown. */
    static final int ROWS = 1_000;

    /** So many log lines in a row are folded, all but the first two and the last. */
    private static final int FOLDED_LINES = 7;

    private final List<Event> timeline;
    private final int number;
    private final Set<Integer> phases;
    private final Set<Integer> decisive;
    private final Set<Integer> linked;

    EventTable(List<Event> timeline, int number, Picture picture) {
        this.timeline = timeline;
        this.number = number;
        this.phases = picture.phases().stream()
                .map(Phase::from)
                .flatMap(from -> from.event().stream().boxed())
                .collect(Collectors.toSet());
        this.decisive =
                picture.pins().stream().flatMap(pin -> pin.events().stream()).collect(Collectors.toSet());
        this.linked = picture.sentences().stream().map(it -> it.event()).collect(Collectors.toSet());
    }

    /**
     * A stretch of the timeline that has a row.
     *
     * @param first the position of its first event
     * @param last that of its last one
     */
    private record Row(int first, int last) {}

    void write(Html html) {
        html.add(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Events\"><table class=\"events\">"
                        + "<caption>What happened ({} from the actor, {} to the actor, * the environment)</caption>"
                        + "<thead><tr><th scope=\"col\">at</th><th scope=\"col\">after</th><th scope=\"col\">actor</th>"
                        + "<th scope=\"col\">what</th></tr></thead><tbody>\n",
                '<',
                '>');
        var before = Duration.ZERO;
        for (var row : shown(rows())) {
            write(row, before, html);
            before = timeline.get(row.last()).at();
        }
        html.add("</tbody></table></div>\n");
    }

    private boolean isMarked(int position) {
        return decisive.contains(position) || linked.contains(position);
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        int next = 0;
        while (next < timeline.size()) {
            int end = endOfLines(next);
            if (end - next >= FOLDED_LINES) {
                rows.add(new Row(next, next));
                rows.add(new Row(next + 1, next + 1));
                rows.add(new Row(next + 2, end - 2));
                rows.add(new Row(end - 1, end - 1));
                next = end;
            } else {
                rows.add(new Row(next, next));
                next++;
            }
        }
        return rows;
    }

    /** Where the log lines of one actor end that begin there: what is marked is not one of them. */
    private int endOfLines(int begin) {
        int end = begin;
        var actor = timeline.get(begin).actor();
        while (end < timeline.size()
                && timeline.get(end).fact() instanceof Fact.Log
                && timeline.get(end).actor().equals(actor)
                && !isMarked(end)) {
            end++;
        }
        return end;
    }

    private List<Row> shown(List<Row> rows) {
        if (rows.size() <= ROWS) {
            return rows;
        }
        var shown = new ArrayList<Row>(rows.subList(0, ROWS / 2));
        var kept = new HashSet<>(rows.subList(rows.size() - ROWS / 2, rows.size()));
        for (var row : rows.subList(ROWS / 2, rows.size())) {
            if (kept.contains(row) || isMarked(row.first())) {
                int gap = shown.getLast().last() + 1;
                if (gap < row.first()) {
                    shown.add(new Row(gap, row.first() - 1));
                }
                shown.add(row);
            }
        }
        return shown;
    }

    private void write(Row row, Duration before, Html html) {
        var event = timeline.get(row.first());
        html.add("<tr data-seq=\"{}\"", event.seq());
        if (row.last() > row.first()) {
            html.add(" data-to=\"{}\"", timeline.get(row.last()).seq());
        }
        if (isMarked(row.first())) {
            html.add(" id=\"case-{}-{}\"", number, event.seq());
        }
        var kind = kind(row.first(), event);
        if (!kind.isEmpty()) {
            html.add(" class=\"{}\"", kind);
        }
        var line = EventText.of(event);
        boolean sameActor = row.last() == row.first() || isLines(row);
        html.add(
                "><td>{}</td><td>{}</td><td>{} <bdi>{}</bdi></td><td dir=\"auto\">{}</td></tr>\n",
                Seconds.exact(event.at()),
                after(event.at().minus(before)),
                sameActor ? line.direction() : ' ',
                sameActor ? line.actor() : "",
                text(row, line));
    }

    private boolean isLines(Row row) {
        return timeline.subList(row.first(), row.last() + 1).stream().allMatch(it -> it.fact() instanceof Fact.Log);
    }

    private String text(Row row, EventText.Line line) {
        if (row.last() == row.first()) {
            return line.text();
        }
        var until = " up to " + Seconds.exact(timeline.get(row.last()).at());
        var what = isLines(row) ? " more lines" : " more events";
        return "… " + SummaryHtml.count(row.last() - row.first() + 1) + what + until;
    }

    private String kind(int position, Event event) {
        if (decisive.contains(position)) {
            return "hit";
        }
        if (event.type() == EventType.FREEZE) {
            return "frozen";
        }
        return phases.contains(position) ? "phase" : "";
    }

    /** What is too short to be seen is left out. */
    private static String after(Duration since) {
        return since.toNanos() < 500_000 ? "" : "+" + Length.of(since);
    }
}
