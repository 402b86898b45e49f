package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.manual.Explain;
import dev.simrun.manual.JsonSchema;
import dev.simrun.match.Spelling;
import dev.simrun.report.RecordSchema;
import java.util.List;
import java.util.Optional;

/** {@code simrun explain} and {@code simrun schema}: what the language is. */
final class ExplainCommand {
    private static final String EXIT_CODES = "exit-codes";

    private ExplainCommand() {}

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        var options = Options.of(
                        "simrun explain",
                        "Explains a step, a key, a rule, an operator, an event or an error of Lambda;",
                        "without a name, lists what there is.")
                .arguments("NAME", "What to explain.");
        return options.run(args, console, given -> explain(given.arguments(), console));
    }

    private static ExitCode explain(List<String> names, Console console) throws ExitException {
        if (names.isEmpty()) {
            console.out().print(Explain.overview() + "\nOf the command line:\n" + EXIT_CODES + "\n");
        }
        for (var name : names) {
            var text = name.equals(EXIT_CODES) ? Optional.of("Exit codes\n" + Help.exitCodes()) : Explain.text(name);
            if (text.isEmpty()) {
                var nearest = Explain.nearest(name).or(() -> Spelling.nearest(name, List.of(EXIT_CODES)));
                throw ExitException.usage("nothing is called \"%s\"%s (simrun explain lists what there is)"
                        .formatted(name, Spelling.guess(nearest)));
            }
            console.out().print(text.get());
        }
        return ExitCode.OK;
    }

    static ExitCode schema(List<String> args, Console console) throws ExitException, InterruptedException {
        var options = Options.of(
                        "simrun schema",
                        "Prints the JSON Schema of scenarios or of simrun.yaml (config), for editors,",
                        "or that of the lines of --jsonl, for who reads them.")
                .arguments("scenario|config|jsonl", "Of what; a scenario where none is named.");
        return options.run(args, console, given -> {
            var what = given.arguments().isEmpty() ? List.of("scenario") : given.arguments();
            if (what.equals(List.of("jsonl"))) {
                console.out().print(RecordSchema.generate());
            } else if (what.equals(List.of("config"))) {
                console.out().print(SettingsSchema.generate());
            } else if (what.equals(List.of("scenario"))) {
                console.out().print(JsonSchema.generate());
            } else {
                throw ExitException.usage(
                        "schema of what? of a scenario, of config or of jsonl, not of " + String.join(" ", what));
            }
            return ExitCode.OK;
        });
    }
}
