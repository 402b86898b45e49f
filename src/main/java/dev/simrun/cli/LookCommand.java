package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.run.Runner.Planned;
import dev.simrun.source.OneLine;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A command that reads scenarios and tells something of the selected cases; nothing is run.
 *
 * @param warnings what it warns of, by the cases and the environment
 */
record LookCommand(
        String verb,
        String description,
        BiFunction<List<Planned>, Map<String, String>, List<Problem>> warnings,
        Function<List<Planned>, String> told) {
    static final LookCommand CHECK = new LookCommand(
            "check", "Reads scenarios and tells their mistakes.", Programs::missing, LookCommand::counts);
    static final LookCommand LIST =
            new LookCommand("list", "Lists the cases that would be run.", (_, _) -> List.of(), LookCommand::lines);

    ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        var options = Selection.options(Options.of("simrun " + verb, description));
        return options.run(args, console, given -> run(given, console));
    }

    private ExitCode run(Options.Parsed given, Console console) throws ExitException {
        if (given.arguments().isEmpty()) {
            throw ExitException.usage(verb + " what? name a scenario or a folder");
        }
        var scenarios = EnvFile.source(given, console);
        console.phases().end("options");
        var cases = Selection.read(given, scenarios, console);
        console.phases().end("scenarios read");
        warnings.apply(cases.orElse(List.of()), console.environment())
                .forEach(it -> console.err().println(it.renderWarning() + "\n"));
        cases.map(told).ifPresent(console.out()::print);
        return cases.isPresent() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static String counts(List<Planned> cases) {
        long files =
                cases.stream().map(planned -> planned.file().path()).distinct().count();
        return "%s %s, %s %s: ok\n"
                .formatted(files, files == 1 ? "file" : "files", cases.size(), cases.size() == 1 ? "case" : "cases");
    }

    private static String lines(List<Planned> cases) {
        return cases.stream().map(LookCommand::line).collect(Collectors.joining());
    }

    private static String line(Planned planned) {
        var file = planned.file();
        var one = planned.scenarioCase();
        var label = one.label().isEmpty() ? "" : " " + one.label();
        var tags = file.tags().isEmpty() ? "" : "  (" + String.join(", ", file.tags()) + ")";
        var shown = "%s:%d  %s%s%s".formatted(file.source().name(), one.at().line(), file.name(), label, tags);
        return OneLine.of(shown) + "\n";
    }
}
