package dev.simrun.cli;

import dev.simrun.cli.Main.Console;

import java.util.List;

/** {@code simrun list}: the cases that would be run. */
final class ListCommand {
    private ListCommand() {}

    static ExitCode run(List<String> args, Console console) throws ExitException {
        var options =
                Selection.options(
                        Options.of("simrun list", "Lists the cases that would be run.", ""));
        var given = options.parse(args, console.environment());
        if (given.has("--help")) {
            console.out().print(options.usage());
            return ExitCode.OK;
        }
        if (given.arguments().isEmpty()) {
            throw ExitException.usage("list what? name a scenario or a folder");
        }
        var cases = Selection.read(given, console);
        if (cases.isEmpty()) {
            return ExitCode.USAGE;
        }
        for (var planned : cases.get()) {
            var file = planned.file();
            var one = planned.scenarioCase();
            var tags = file.tags().isEmpty() ? "" : "  (" + String.join(", ", file.tags()) + ")";
            var label = one.label().isEmpty() ? "" : " " + one.label();
            console.out()
                    .println(
                            file.path()
                                    + ":"
                                    + one.at().line()
                                    + "  "
                                    + file.name()
                                    + label
                                    + tags);
        }
        return ExitCode.OK;
    }
}
