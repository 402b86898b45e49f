package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.JsonlReader;
import dev.simrun.report.RunDiff;
import java.io.IOException;
import java.util.List;

/** {@code simrun diff}: what changed between two runs. */
final class DiffCommand {
    private DiffCommand() {}

    private static Options options() {
        return Options.of(
                        "simrun diff",
                        "Tells what changed between two runs: verdicts, events that came or went, their",
                        "order, and what took half as long again, or half as long, by 20 ms at least.",
                        "Log lines and identifiers are not compared.")
                .arguments("FILE", "What --jsonl wrote of the earlier run, and of the later one.");
    }

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        return options().run(args, console, given -> run(given, console));
    }

    private static ExitCode run(Parsed given, Console console) throws ExitException {
        var files = given.arguments();
        if (files.size() != 2) {
            throw ExitException.usage("diff of what? name what --jsonl wrote of the earlier run, and of the later one");
        }
        try (var before = JsonlReader.open(Paths.of(files.get(0)));
                var after = JsonlReader.open(Paths.of(files.get(1)))) {
            var counts = RunDiff.compare(before, after, console.out()::print);
            console.out().println(counts);
            return counts.isNothing() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException unreadable) {
            throw ExitException.usage(String.valueOf(unreadable.getMessage()));
        }
    }
}
