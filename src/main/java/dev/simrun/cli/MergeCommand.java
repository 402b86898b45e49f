package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Shards;
import dev.simrun.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** {@code simrun merge}: the shards of a run as one. */
final class MergeCommand {
    private MergeCommand() {}

    private static Options options() {
        var options = Options.of(
                "simrun merge",
                "Puts the shards of a run together: tells of all cases, writes the reports of",
                "the whole, and exits as the whole run would have.");
        return Screen.options(Terminal.options(ReportFiles.options(options)))
                .arguments("FILE", "What --jsonl wrote, of every shard.");
    }

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        var own = ReportFiles.ofCommandLine(console);
        return options().run(args, own, given -> run(given, own));
    }

    private static ExitCode run(Parsed given, Console console) throws ExitException {
        if (given.arguments().isEmpty()) {
            throw ExitException.usage("merge what? name what --jsonl wrote of every shard");
        }
        var files = new ArrayList<Path>();
        for (var argument : given.arguments()) {
            files.add(Paths.of(argument));
        }
        var reports = ReportFiles.of(given);
        for (var file : files) {
            reports.requireOther(file, "a record that is read");
        }
        var screen = Screen.of(given, console, OptionalInt.empty());
        try (var shards = Shards.open(files)) {
            var first = shards.run();
            var words =
                    Stream.concat(Stream.of("merge"), given.words().stream()).toList();
            var info = RunInfo.here(Help.version(), words, first.referee(), first.seed(), Optional.empty());
            return told(shards, info, reports, screen, console);
        } catch (IOException unreadable) {
            throw ExitException.usage(String.valueOf(unreadable.getMessage()));
        }
    }

    private static ExitCode told(Shards shards, RunInfo info, ReportFiles reports, Screen screen, Console console)
            throws ExitException, IOException {
        try (var begun = reports.begin(info, console.secrets())) {
            RunResult result = shards.tell(screen.listener(begun.listeners()));
            screen.finish(result);
            return begun.write(result, shards.exit(), console.err()) ? ExitCode.of(shards.exit()) : ExitCode.FAULT;
        }
    }
}
