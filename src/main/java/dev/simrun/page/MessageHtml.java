package dev.simrun.page;

import dev.simrun.match.EventTree;
import dev.simrun.match.Show;
import dev.simrun.report.PlainText;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;
import dev.simrun.source.Excerpt;
import dev.simrun.source.Location;
import java.util.List;
import java.util.Optional;

/** Why a case did not pass: the headline, the source with carets, what came nearest. */
final class MessageHtml {
    /** So many mismatches are shown where they stand in the file; further ones have a line each. */
    private static final int EXCERPTS = 4;

    /** More mismatches than that are counted and not shown. */
    private static final int MISSES = 20;

    /** Longest expected or actual value, in UTF-16 units. */
    private static final int VALUE = 300;

    /** What stands beside a message needs its source to be no wider than that. */
    private static final int NARROW_COLUMNS = 80;

    private static final int COLUMNS = Integer.MAX_VALUE;

    private final Failure failure;
    private final Html html;

    /** Where the excerpt before stood: its source is not shown twice. */
    private Optional<Location> before = Optional.empty();

    private MessageHtml(Failure failure, Html html) {
        this.failure = failure;
        this.html = html;
    }

    static void write(Failure failure, Html html) {
        new MessageHtml(failure, html).write();
    }

    /** Whether something can stand beside the messages: no line of their source is long. */
    static boolean areNarrow(List<Failure> failures) {
        return failures.stream()
                .flatMap(failure -> failure.misses().isEmpty()
                        ? Excerpt.inFailure(failure.at(), "", columns(failure.at()))
                                .lines()
                        : failure.misses().stream()
                                .limit(EXCERPTS)
                                .flatMap(miss -> excerpt(miss.at(), failure.misses(), miss)
                                        .lines()))
                .allMatch(line -> line.length() <= NARROW_COLUMNS);
    }

    private static int columns(Location at) {
        return Excerpt.columns(at, COLUMNS);
    }

    private static String excerpt(Location at, List<Miss> misses, Miss miss) {
        return Excerpt.inFailure(at, misses.size() == 1 ? actual(miss) : expectedAndActual(miss), columns(at));
    }

    private void write() {
        html.add(
                "<div class=\"message {}\"><p class=\"headline\" dir=\"auto\">{}</p>",
                failure.verdict().word(),
                PlainText.oneLine(failure.headline()));
        html.add("<pre tabindex=\"0\" role=\"group\" aria-label=\"Source\">");
        var misses = failure.misses();
        if (misses.isEmpty()) {
            excerpt(failure.at(), "", Excerpt.inFailure(failure.at(), "", columns(failure.at())));
        }
        misses.stream().limit(EXCERPTS).forEach(miss -> {
            var remark = misses.size() == 1 ? actual(miss) : expectedAndActual(miss);
            excerpt(miss.at(), remark, excerpt(miss.at(), misses, miss));
        });
        misses.stream().limit(MISSES).skip(EXCERPTS).forEach(miss -> told(miss.at() + "  " + expectedAndActual(miss)));
        if (misses.size() > MISSES) {
            told("and " + (misses.size() - MISSES) + " more");
        }
        failure.evidence().nearest().ifPresent(this::nearest);
        failure.notes().forEach(note -> told(note.strip()));
        html.add("</pre></div>\n");
    }

    /** The lines of an excerpt; those of source that stand above already are left out. */
    private void excerpt(Location at, String remark, String excerpt) {
        var same = before.filter(it -> it.source().equals(at.source()) && it.line() == at.line());
        if (same.isEmpty()) {
            told("--> " + at + (before.isEmpty() ? step() : ""));
        }
        before = Optional.of(at);
        var lines = excerpt.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            boolean isCaret = i == lines.size() - 2; // the last one is an empty gutter
            int text = line.indexOf('|') + 1;
            if (text == line.length() || (same.isPresent() && !isCaret)) {
                continue;
            }
            html.add("<span class=\"ln\">{}</span>", line.substring(0, text));
            html.add(isCaret ? "<span class=\"caret\">{}</span>\n" : "{}\n", line.substring(text));
        }
        if (excerpt.isEmpty() && !remark.isEmpty()) {
            told(remark);
        }
    }

    private void told(String line) {
        html.add("<span class=\"ln wrap\">{}</span>\n", PlainText.clean(line));
    }

    private String step() {
        if (failure.stepNumber() < 1) {
            return ""; // what went wrong before the first step has no number
        }
        var list = failure.inFinally() ? "finally step " : "step ";
        return "   " + list + failure.stepNumber() + " of " + failure.stepCount();
    }

    private void nearest(Evidence.Nearest nearest) {
        var event = nearest.event();
        told("nearest: " + event.type().wireName() + " of " + event.actor() + " " + Show.of(EventTree.fields(event))
                + " (differs in: " + String.join(", ", nearest.differs()) + ")");
    }

    private static String actual(Miss miss) {
        return "actual: " + value(miss.actual()) + reason(miss);
    }

    private static String expectedAndActual(Miss miss) {
        var path = miss.path().isEmpty() ? "" : value(miss.path()) + ": ";
        return path + "expected " + value(miss.expected()) + ", actual: " + value(miss.actual()) + reason(miss);
    }

    private static String reason(Miss miss) {
        return miss.reason().isEmpty() ? "" : " (" + value(miss.reason()) + ")";
    }

    private static String value(String text) {
        return PlainText.cut(PlainText.oneLine(PlainText.cut(text, 2 * VALUE)), VALUE);
    }
}
