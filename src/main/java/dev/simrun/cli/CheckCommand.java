package dev.simrun.cli;

import dev.simrun.cli.Main.Console;

import java.util.List;

/** {@code simrun check}: reads scenarios and tells their mistakes; nothing is run. */
final class CheckCommand {
    private CheckCommand() {}

    static ExitCode run(List<String> args, Console console) throws ExitException {
        var options =
                Selection.options(
                        Options.of(
                                "simrun check", "Reads scenarios and tells their mistakes.", ""));
        var given = options.parse(args, console.environment());
        if (given.has("--help")) {
            console.out().print(options.usage());
            return ExitCode.OK;
        }
        if (given.arguments().isEmpty()) {
            throw ExitException.usage("check what? name a scenario or a folder");
        }
        var cases = Selection.read(given, console);
        if (cases.isEmpty()) {
            return ExitCode.USAGE;
        }
        long files = cases.get().stream().map(planned -> planned.file().path()).distinct().count();
        console.out()
                .println(
                        files
                                + (files == 1 ? " file, " : " files, ")
                                + cases.get().size()
                                + (cases.get().size() == 1 ? " case: ok" : " cases: ok"));
        return ExitCode.OK;
    }
}
