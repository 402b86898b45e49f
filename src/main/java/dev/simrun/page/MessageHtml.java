package dev.simrun.page;

import dev.simrun.report.MissText;
import dev.simrun.report.PlainText;
import dev.simrun.run.Failure;
import dev.simrun.source.Excerpt;
import dev.simrun.source.Location;
import java.util.List;
import java.util.Optional;

/** Why a case did not pass: the headline, the source with carets, what came nearest. */
final class MessageHtml {
    /** What stands beside a message needs its source to be no wider than that. */
    private static final int NARROW_COLUMNS = 80;

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
                        ? excerpt(failure.at(), "").lines()
                        : failure.misses().stream()
                                .limit(MissText.EXCERPTS)
                                .flatMap(miss -> excerpt(miss.at(), MissText.beside(failure, miss))
                                        .lines()))
                .allMatch(line -> line.length() <= NARROW_COLUMNS);
    }

    private static String excerpt(Location at, String remark) {
        return Excerpt.inFailure(at, remark, Excerpt.columns(at, Integer.MAX_VALUE));
    }

    private void write() {
        html.add(
                "<div class=\"message {}\"><p class=\"headline\" dir=\"auto\">{}</p>",
                failure.verdict().word(),
                PlainText.oneLine(failure.headline()));
        html.add("<pre tabindex=\"0\" role=\"group\" aria-label=\"Source\">");
        var misses = failure.misses();
        if (misses.isEmpty()) {
            place(failure.at(), "");
        }
        misses.stream().limit(MissText.EXCERPTS).forEach(miss -> place(miss.at(), MissText.beside(failure, miss)));
        misses.stream()
                .limit(MissText.LIMIT)
                .skip(MissText.EXCERPTS)
                .forEach(miss -> told(miss.at() + "  " + MissText.expectedAndActual(miss)));
        if (misses.size() > MissText.LIMIT) {
            told("and " + (misses.size() - MissText.LIMIT) + " more");
        }
        failure.evidence().nearest().ifPresent(nearest -> told(MissText.nearest(nearest)));
        failure.notes().forEach(note -> told(note.strip()));
        html.add("</pre></div>\n");
    }

    /** The lines of an excerpt; those of source that stand above already are left out. */
    private void place(Location at, String remark) {
        var same = before.filter(it -> it.source().equals(at.source()) && it.line() == at.line());
        if (same.isEmpty()) {
            told("--> " + at + (before.isEmpty() ? MissText.step(failure) : ""));
        }
        before = Optional.of(at);
        var excerpt = excerpt(at, remark);
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
}
