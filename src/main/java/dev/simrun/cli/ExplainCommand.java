package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.manual.Explain;
import dev.simrun.manual.JsonSchema;
import dev.simrun.match.Spelling;
import java.util.List;

/** {@code simrun explain} and {@code simrun schema}: what the language is. */
final class ExplainCommand {
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
            console.out().print(Explain.overview());
        }
        for (var name : names) {
            var text = Explain.text(name);
            if (text.isEmpty()) {
                throw ExitException.usage("nothing is called \"%s\"%s (simrun explain lists what there is)"
                        .formatted(name, Spelling.guess(Explain.nearest(name))));
            }
            console.out().print(text.get());
        }
        return ExitCode.OK;
    }

    static ExitCode schema(List<String> args, Console console) throws ExitException, InterruptedException {
        var options = Options.of("simrun schema", "Prints the JSON Schema of scenarios, for editors.");
        return options.run(args, console, _ -> {
            console.out().print(JsonSchema.generate());
            return ExitCode.OK;
        });
    }
}
