package dev.simrun.report;

import dev.simrun.picture.Picture;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;
import dev.simrun.run.Verdict;
import dev.simrun.source.Excerpt;
import dev.simrun.source.Location;
import java.util.List;
import java.util.stream.Stream;

/** The whole message of what did not pass: what, where in the file, and what happened. */
public final class FailureText {
    private final StringBuilder text;
    private final int columns;

    private FailureText(StringBuilder text, int columns) {
        this.text = text;
        this.columns = columns;
    }

    /**
     * The messages of all failures of a case, the first cause first, and one timeline; empty if there are none. It has
     * no control characters but line breaks, and ends with one.
     */
    public static String render(CaseResult result) {
        if (result.failures().isEmpty()) {
            return "";
        }
        var rerunCommand = rerunCommand(result);
        var text = new StringBuilder();
        for (var failure : result.failures()) {
            text.append(text.isEmpty() ? "" : "\n");
            new FailureText(text, Integer.MAX_VALUE).write(failure);
        }
        text.append(reading(result));
        if (!result.timeline().isEmpty()) {
            var legend = "(< from actor, > to actor, * environment)";
            text.append("  what happened                      ").append(legend).append('\n');
            text.append(TimelineText.of(result.timeline(), marks(result.failures())));
            if (!result.leftOut().isNothing()) {
                text.append("  no room to keep ")
                        .append(result.leftOut().text())
                        .append('\n');
            }
        }
        if (result.ordersTried() > 1) {
            int tried = result.ordersTried();
            text.append(
                    result.verdict() == Verdict.INTERRUPTED
                            ? "  interrupted after " + (tried - 1) + " orders that passed"
                            : "  the first of " + tried + " orders tried that does not pass");
            text.append(": seed ").append(result.seed().orElse(0)).append('\n');
        }
        text.append("  rerun: ").append(rerunCommand);
        if (!result.info().source().isStandardInput()) {
            text.append("      step through: ").append(stepCommand(rerunCommand));
        }
        text.append('\n');
        return PlainText.clean(text.toString());
    }

    /** What the events tell of whom it is about, each sentence with its time in front; empty where no rule fits. */
    private static String reading(CaseResult result) {
        var sentences = Picture.of(result).sentences();
        var lines = new StringBuilder(sentences.isEmpty() ? "" : "  what the events tell\n");
        for (var sentence : sentences) {
            lines.append(TimelineText.time(result.timeline().get(sentence.event())))
                    .append(PlainText.oneLine(sentence.text()))
                    .append('\n');
        }
        return lines.toString();
    }

    /** What runs the case again, as one would type it into a shell. */
    public static String rerunCommand(CaseResult result) {
        var source = result.info().source();
        var file = source.isStandardInput() ? "-" : quoted(source.name());
        var label = result.info().label();
        var definitions = new StringBuilder();
        result.info()
                .definitions()
                .forEach((name, value) -> definitions.append("-D " + quoted(name + "=" + value) + " "));
        return typed() + " "
                + definitions
                + result.info()
                        .envFile()
                        .map(it -> "--env-file " + quoted(it) + " ")
                        .orElse("")
                + (label.isEmpty() ? "" : "--name " + quoted(label) + " ")
                + (result.seed().isEmpty() ? "" : "--seed " + result.seed().getAsLong() + " ")
                + file;
    }

    /** How simrun was called, as the launcher tells: {@code ./simrun} where it is no program of the PATH. */
    private static String typed() {
        return quoted(System.getProperty("simrun.command", "simrun"));
    }

    /** What stops before the first step of what a command runs. */
    private static String stepCommand(String rerunCommand) {
        return typed() + " --step" + rerunCommand.substring(typed().length());
    }

    /** A word as one would type it into a shell. */
    public static String quoted(String word) {
        return word.matches("[\\w./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** What was not met, with its place in the file, without what happened. */
    static String cause(Failure failure) {
        return cause(failure, Integer.MAX_VALUE);
    }

    /** The same for lines of so many columns; what has no place to be cut is longer. */
    public static String cause(Failure failure, int columns) {
        var text = new StringBuilder();
        new FailureText(text, columns).write(failure);
        return PlainText.clean(text.toString());
    }

    private static List<Mark> marks(List<Failure> failures) {
        return failures.stream()
                .map(Failure::evidence)
                .flatMap(it -> Stream.concat(
                        it.marks().stream(), it.late().stream().mapToObj(late -> new Mark(late, "too late"))))
                .toList();
    }

    private void write(Failure failure) {
        text.append("  ").append(PlainText.oneLine(failure.headline())).append('\n');
        var misses = failure.misses();
        if (misses.isEmpty()) {
            place(failure.at(), MissText.step(failure), "");
        }
        for (int i = 0; i < Math.min(misses.size(), MissText.EXCERPTS); i++) {
            var miss = misses.get(i);
            place(miss.at(), i == 0 ? MissText.step(failure) : "", MissText.beside(failure, miss));
        }
        misses.stream().limit(MissText.LIMIT).skip(MissText.EXCERPTS).forEach(this::line);
        if (misses.size() > MissText.LIMIT) {
            text.append("    and ").append(misses.size() - MissText.LIMIT).append(" more\n");
        }
        failure.evidence()
                .nearest()
                .ifPresent(it -> text.append("  ").append(MissText.nearest(it)).append('\n'));
        for (var note : failure.notes()) {
            text.append("  ")
                    .append(PlainText.clean(note).replace("\n", "\n  "))
                    .append('\n');
        }
    }

    private void place(Location at, String step, String remark) {
        text.append("    --> ")
                .append(PlainText.oneLine(at.toString()))
                .append(step)
                .append('\n');
        var excerpt = Excerpt.inFailure(at, remark, Excerpt.columns(at, columns));
        if (!excerpt.isEmpty()) {
            text.append(excerpt).append('\n');
        } else if (!remark.isEmpty()) {
            text.append("    ").append(remark).append('\n');
        }
    }

    private void line(Miss miss) {
        text.append("    --> ")
                .append(PlainText.oneLine(miss.at().toString()))
                .append("  ")
                .append(MissText.expectedAndActual(miss))
                .append('\n');
    }
}
