package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.JsonlReport;
import dev.simrun.run.Runner.Planned;
import dev.simrun.source.OneLine;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A command that reads scenarios and tells something of the selected cases; nothing is run.
 *
 * @param more its own options
 * @param warnings what it warns of, by the cases and the environment
 * @param told what it tells of the cases, by the options
 */
record LookCommand(
        String verb,
        String description,
        UnaryOperator<Options> more,
        BiFunction<List<Planned>, Map<String, String>, List<Problem>> warnings,
        BiFunction<List<Planned>, Parsed, String> told) {
    private static final String JSON = "--json";

    static final LookCommand CHECK = new LookCommand(
            "check",
            "Reads scenarios and tells their mistakes.",
            options -> options,
            Programs::missing,
            (cases, _) -> counts(cases));
    static final LookCommand LIST = new LookCommand(
            "list",
            "Lists the cases that would be run.",
            options -> options.in(Group.REPORT).flag("List each as the case line that --jsonl has of it.", JSON),
            (_, _) -> List.of(),
            (cases, given) -> given.has(JSON) ? jsonLines(cases) : lines(cases));

    ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        var options = more.apply(Selection.options(Options.of("simrun " + verb, description)));
        return options.run(args, console, given -> run(given, console));
    }

    private ExitCode run(Parsed given, Console console) throws ExitException {
        if (given.arguments().isEmpty()) {
            throw ExitException.usage(verb + " what? name a scenario or a folder");
        }
        var scenarios = EnvFile.source(given, console);
        console.phases().end("options");
        var cases = Selection.read(given, scenarios, console);
        console.phases().end("scenarios read");
        warnings.apply(cases.orElse(List.of()), console.environment())
                .forEach(it -> console.err().println(it.renderWarning() + "\n"));
        cases.map(it -> told.apply(it, given)).ifPresent(console.out()::print);
        return cases.isPresent() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static String counts(List<Planned> cases) {
        long files =
                cases.stream().map(planned -> planned.file().path()).distinct().count();
        return "%s %s, %s %s: ok\n"
                .formatted(files, files == 1 ? "file" : "files", cases.size(), cases.size() == 1 ? "case" : "cases");
    }

    private static String jsonLines(List<Planned> cases) {
        var text = new StringBuilder();
        for (int i = 0; i < cases.size(); i++) {
            text.append(JsonlReport.caseLine(cases.get(i).info(), i + 1)).append('\n');
        }
        return text.toString();
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
