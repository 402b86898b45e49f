package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.JsonlReader;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code simrun report}: the other reports of a run, from its JSON Lines. */
final class ReportCommand {
    private ReportCommand() {}

    private static Options options() {
        var options = Options.of(
                "simrun report",
                "Tells of a run again, from what --jsonl wrote of it, and writes its other",
                "reports: the same that the run itself would have written. The exit code is 0",
                "whatever came of the run.");
        return Screen.options(Terminal.options(ReportFiles.options(options))).arguments("FILE", "What --jsonl wrote.");
    }

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        // What a job of GitHub Actions is told, the run itself has told it.
        var own = ReportFiles.ofCommandLine(console).without(Set.of(Github.IS_THERE));
        return options().run(args, own, given -> run(given, own));
    }

    private static ExitCode run(Parsed given, Console console) throws ExitException {
        if (given.arguments().size() != 1) {
            throw ExitException.usage("report of what? name the one file that --jsonl wrote");
        }
        var file = Paths.of(given.arguments().getFirst());
        var reports = ReportFiles.of(given);
        reports.requireOther(file, "the record that is read");
        var screen = Screen.of(given, console, OptionalInt.empty());
        return run(file, reports, screen, console);
    }

    private static ExitCode run(Path file, ReportFiles reports, Screen screen, Console console) throws ExitException {
        try (var record = JsonlReader.open(file);
                var begun = reports.begin(record.run(), console.secrets())) {
            var result = told(record, screen.listener(begun.listeners()));
            screen.finish(result);
            return begun.write(result, record.exit(), console.err()) ? ExitCode.OK : ExitCode.FAULT;
        } catch (IOException unreadable) {
            throw ExitException.usage(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Tells of all cases as a run does. */
    private static RunResult told(JsonlReader record, RunListener listener) throws IOException {
        var results = new ArrayList<CaseResult>();
        for (var next = record.next(); next.isPresent(); next = record.next()) {
            listener.caseFinished(next.get());
            results.add(next.get().remembered());
        }
        return new RunResult(record.startedAt(), record.duration(), results);
    }
}
