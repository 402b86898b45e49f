package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.match.Seconds;
import dev.simrun.proc.Command;
import dev.simrun.report.FailureText;
import dev.simrun.report.ProgressLine;
import dev.simrun.run.Before;
import dev.simrun.run.Runner;
import dev.simrun.source.OneLine;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The commands of {@code before} in {@code simrun.yaml}: they run in the working directory, with simrun's own
 * environment, once in a run, before the first case. What they write is shown if one fails, and then no case runs.
 *
 * @param told whether each is told with its duration
 * @param columns of the terminal, on which the one that runs is shown until it has ended; 0 if it is none
 */
record Preparation(List<List<String>> commands, boolean told, int columns) {
    Preparation {
        commands = List.copyOf(commands);
    }

    /** What was set for a run. */
    static Preparation of(Parsed given, OptionalInt columns) {
        return new Preparation(given.settings().before(), given.count("--verbose") > 0, columns.orElse(0));
    }

    /** Runs all, until one fails or the run is interrupted; false if one has failed, which has been told then. */
    boolean run(Runner runner, Console console) throws InterruptedException {
        for (var argv : commands) {
            if (runner.interrupted()) {
                return true; // its cases are told so
            }
            if (!run(argv, runner.before(), console)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(List<String> argv, Before before, Console console) throws InterruptedException {
        var out = console.out();
        var shown =
                "before " + OneLine.of(argv.stream().map(FailureText::quoted).collect(Collectors.joining(" ")));
        var progress = new ProgressLine(columns);
        out.print(progress.replaced(shown));
        out.flush();
        var outcome = before.run(new Command(argv, Path.of("").toAbsolutePath(), console.environment()));
        out.print(progress.erased());
        if (outcome.failure().isEmpty()) {
            if (told) {
                out.println(shown + "  " + Seconds.brief(outcome.duration()));
            }
            return true;
        }
        var err = console.err();
        out.flush();
        if (outcome.leftOut() > 0) {
            err.println("… " + outcome.leftOut() + " lines left out");
        }
        outcome.output().forEach(line -> err.println(OneLine.of(line)));
        err.println("error: %s, in %s: %s; no case was run"
                .formatted(shown, Settings.FILE, OneLine.of(outcome.failure().get())));
        return false;
    }
}
