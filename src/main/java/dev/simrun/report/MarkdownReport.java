package dev.simrun.report;

import dev.simrun.match.Seconds;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A run in Markdown, as pages of CI systems show it: the counts, a table of what did not pass at once, the message of
 * each below a line to click on, and why cases were skipped. Long before GitHub's limit of 1 MiB the rest is counted.
 */
public final class MarkdownReport implements RunListener {
    /** Of more cases only the number is told. */
    static final int TOLD = 50;

    /** Longest message, in UTF-16 units. */
    private static final int MESSAGE = 6_000;

    /** Longest title or reason. */
    private static final int LINE = 200;

    /** What Markdown, GitHub's and HTML take for their own within a line. */
    private static final String MARKS = "<>&\\`*_[]|~$@:#!";

    private static final Pattern TICKS = Pattern.compile("`+");

    private final Secrets secrets;
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder messages = new StringBuilder();
    private final Map<String, Integer> skipped = new LinkedHashMap<>();
    private int told;
    private int untold;

    /**
     * A report of a run that is to begin.
     *
     * @param secrets what the report must not tell
     */
    public MarkdownReport(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public synchronized void caseFinished(CaseResult result) {
        if (result.verdict() == Verdict.SKIPPED) {
            var reason = line(result.reason().orElse("not run"));
            if (skipped.size() < TOLD || skipped.containsKey(reason)) {
                skipped.merge(reason, 1, Integer::sum);
            }
        } else if (result.verdict() != Verdict.PASSED) {
            if (told == TOLD) {
                untold++;
            } else {
                told++;
                tell(result);
            }
        }
    }

    private void tell(CaseResult result) {
        var title = line(result.info().title());
        var word = result.verdict().word();
        var place = line(result.info().source().name()) + ":" + result.info().line();
        rows.append("| ").append(word).append(" | ").append(title).append(" | ").append(place);
        rows.append(" | ").append(Seconds.brief(result.duration())).append(" |\n");
        var text = secrets.masked(FailureText.render(result.telling()));
        if (!text.isEmpty()) {
            messages.append("\n<details><summary>").append(word).append(": ").append(title);
            messages.append("</summary>\n\n")
                    .append(fenced(PlainText.cut(text, MESSAGE)))
                    .append("\n</details>\n");
        }
    }

    /** Text that Markdown leaves as it is, between more backticks than it has in a row. */
    private static String fenced(String text) {
        int most = TICKS.matcher(text)
                .results()
                .mapToInt(ticks -> ticks.group().length())
                .max()
                .orElse(0);
        var fence = "`".repeat(Math.max(3, most + 1));
        return fence + "text\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    /**
     * Text on one line, in a cell of a table, too, without a character that Markdown or HTML would take for its own.
     */
    private String line(String text) {
        var plain = PlainText.cut(PlainText.oneLine(secrets.masked(text)), LINE);
        var escaped = new StringBuilder();
        plain.codePoints().forEach(point -> {
            if (MARKS.indexOf(point) >= 0) {
                escaped.append("&#").append(point).append(';');
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    synchronized String text(RunResult result) {
        var text = new StringBuilder("### simrun: ")
                .append(ConsoleReport.summary(result))
                .append("\n");
        if (!rows.isEmpty()) {
            text.append("\n| verdict | case | where | time |\n|---|---|---|---|\n")
                    .append(rows);
        }
        if (untold > 0) {
            text.append("\n… and ").append(untold).append(" more\n");
        }
        text.append(messages);
        if (!skipped.isEmpty()) {
            text.append('\n');
            skipped.forEach((reason, count) -> text.append("* ")
                    .append(count)
                    .append(" skipped: ")
                    .append(reason)
                    .append('\n'));
        }
        return text.toString();
    }

    /**
     * Writes the report, so that no reader sees half of it.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public void write(RunResult result, Path target) throws IOException {
        var text = text(result);
        ReportFile.write(target, out -> out.write(text));
    }

    /**
     * Writes the report at the end of a file that others write to as well, which is made if it is missing.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public void append(RunResult result, Path target) throws IOException {
        try {
            Files.writeString(target, text(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new IOException("nothing can be added to " + target, unwritable);
        }
    }
}
