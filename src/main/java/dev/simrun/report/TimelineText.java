package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.run.Evidence.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A timeline as lines: when, who, what, and which of it to look at. */
public final class TimelineText {
    /** More lines than that are not shown: the marked ones, the last ones and the environment's own are. */
    static final int LIMIT = 60;

    /** How many of the last events are shown before the surroundings of the marked ones. */
    private static final int LAST = 15;

    /** How far around a marked event is looked for more. */
    private static final int AROUND = 20;

    private static final int TIME_COLUMNS = 7;
    private static final int LEAST_ACTOR_COLUMNS = 9;
    private static final int TEXT_COLUMNS = 38;

    /** Fewer have no room for what only aligns. */
    private static final int ALIGNED_COLUMNS = 60;

    private static final int ENVIRONMENT_COLUMNS = Event.ENVIRONMENT.length();

    private TimelineText() {}

    /** What happened, with the marks beside the events; each line ends with a line break. */
    static String of(List<Event> timeline, List<Mark> marks) {
        var texts = new HashMap<Long, String>();
        marks.forEach(mark -> texts.merge(mark.seq(), mark.text(), TimelineText::both));
        var told = new HashSet<List<String>>();
        var events = timeline.stream()
                .filter(it -> isTelling(it, texts) && isFirst(it, told))
                .toList();
        var lines = folded(events, texts);
        return rows(lines, selected(lines, texts), texts);
    }

    /** An event with how many follow it at once that read the same. */
    private record Folded(Event event, int count) {
        private boolean readsAs(Event next) {
            return EventText.of(event).equals(EventText.of(next));
        }
    }

    /** What reads the same several times in a row stands once, with a count. */
    private static List<Folded> folded(List<Event> events, Map<Long, String> marks) {
        var lines = new ArrayList<Folded>();
        for (var event : events) {
            var last = lines.isEmpty() ? Optional.<Folded>empty() : Optional.of(lines.getLast());
            boolean marked = marks.containsKey(event.seq())
                    || last.filter(it -> marks.containsKey(it.event.seq())).isPresent();
            if (!marked && last.filter(it -> it.readsAs(event)).isPresent()) {
                lines.set(lines.size() - 1, new Folded(lines.getLast().event, lines.getLast().count + 1));
            } else {
                lines.add(new Folded(event, 1));
            }
        }
        return lines;
    }

    /**
     * The poll or the exit that acknowledged says the same as the event that says so; and the begin of an invocation,
     * and the poll that ended its phase, as good as the same.
     */
    private static boolean isTelling(Event event, Map<Long, String> marks) {
        return switch (event.fact()) {
            case Fact.ExtensionAcknowledged _, Fact.RuntimeInvoke _, Fact.InvokeEnd _ -> marks.containsKey(event.seq());
            default -> true; // nothing else says the same again
        };
    }

    /** What the referee says of an actor again and again is told once. */
    private static boolean isFirst(Event event, Set<List<String>> told) {
        return event.as(Fact.Referee.class)
                .map(fact -> told.add(List.of(event.actor(), fact.rule())))
                .orElse(true);
    }

    /** All of the events, nothing marked. */
    static String all(List<Event> timeline) {
        var lines = timeline.stream().map(event -> new Folded(event, 1)).toList();
        return rows(lines, IntStream.range(0, lines.size()).boxed().toList(), Map.of());
    }

    /**
     * An event as a line, as long as there is room; ends with a line break.
     *
     * @param columns that there are; below 60, what only aligns is left out
     */
    public static String line(Event event, int columns) {
        var line = EventText.of(event);
        var row = columns < ALIGNED_COLUMNS
                ? Seconds.exact(event.at()) + " " + line.direction() + " " + line.actor() + " " + line.text()
                : row(event, ENVIRONMENT_COLUMNS, Map.of());
        return PlainText.cut(row, columns) + "\n";
    }

    private static String both(String one, String other) {
        return one.isEmpty() || one.equals(other) ? other : one + " " + other;
    }

    /** Which lines are shown, the most telling ones first where there is no room for all. */
    private static List<Integer> selected(List<Folded> lines, Map<Long, String> marks) {
        int size = lines.size();
        if (size <= LIMIT) {
            return IntStream.range(0, size).boxed().toList();
        }
        var candidates = new LinkedHashSet<>(positions(lines, it -> marks.containsKey(it.seq())));
        var marked = List.copyOf(candidates);
        for (int position = size - 1; position >= size - LAST; position--) {
            candidates.add(position);
        }
        // no output of whatever length pushes out what the environment did
        positions(lines, it -> it.actor().equals(Event.ENVIRONMENT)).reversed().stream()
                .limit(LIMIT - LAST)
                .forEach(candidates::add);
        for (int distance = 1; distance <= AROUND && candidates.size() < LIMIT; distance++) {
            for (int position : marked) {
                candidates.add(Math.max(0, position - distance));
                candidates.add(Math.min(size - 1, position + distance));
            }
        }
        for (int position = size - 1; candidates.size() < LIMIT; position--) {
            candidates.add(position);
        }
        return candidates.stream().limit(LIMIT).sorted().toList();
    }

    private static List<Integer> positions(List<Folded> lines, Predicate<Event> which) {
        return IntStream.range(0, lines.size())
                .filter(it -> which.test(lines.get(it).event))
                .boxed()
                .toList();
    }

    private static String rows(List<Folded> lines, List<Integer> positions, Map<Long, String> marks) {
        int actorColumns = positions.stream()
                .mapToInt(it ->
                        PlainText.columns(EventText.of(lines.get(it).event).actor()))
                .reduce(LEAST_ACTOR_COLUMNS, Math::max);
        var rows = new StringBuilder();
        int next = 0;
        for (int position : positions) {
            rows.append(gap(lines.subList(next, position)));
            var line = lines.get(position);
            var count = line.count == 1 ? "" : " (" + line.count + " times)";
            rows.append(row(line.event, actorColumns, marks)).append(count).append('\n');
            next = position + 1;
        }
        return rows.append(gap(lines.subList(next, lines.size()))).toString();
    }

    private static String gap(List<Folded> left) {
        int events = left.stream().mapToInt(Folded::count).sum();
        if (events == 0) {
            return "";
        }
        var count = events == 1 ? "1 event" : events + " events";
        return " ".repeat(5 + TIME_COLUMNS) + "  …  " + count + " left out\n";
    }

    /** When an event was, in the column in which its row has it, and what keeps off the next. */
    static String time(Event event) {
        return ("     %" + TIME_COLUMNS + "s  ").formatted(Seconds.exact(event.at()));
    }

    private static String row(Event event, int actorColumns, Map<Long, String> marks) {
        var line = EventText.of(event);
        var pointer = marks.containsKey(event.seq()) ? "   ->" : "     ";
        var time = Seconds.exact(event.at());
        var remark = PlainText.oneLine(marks.getOrDefault(event.seq(), ""));
        var actor = PlainText.padded(line.actor(), actorColumns);
        var text = PlainText.padded(line.text(), TEXT_COLUMNS);
        return ("%s%" + TIME_COLUMNS + "s  %s  %s  %s  %s")
                .formatted(pointer, time, line.direction(), actor, text, remark)
                .stripTrailing();
    }
}
