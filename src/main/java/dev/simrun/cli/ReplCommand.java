package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.language.ScenarioReader;
import dev.simrun.repl.Repl;
import dev.simrun.repl.ScenarioSource;
import dev.simrun.report.ConsoleReport;
import dev.simrun.report.FailureText;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Verdict;
import dev.simrun.source.BlockText;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code simrun repl}: a scenario at a prompt, or an environment to which steps are typed. */
final class ReplCommand {
    private static final String EXTENSION = "--extension";
    private static final String NAME = "--extension-name";
    private static final String ACTOR = "audit";
    private static final int COLUMNS = 100;

    private static final String FILE_INTRODUCTION =
            "step runs the next step, continue runs all; help lists the commands.\n";

    private ReplCommand() {}

    private static Options options() {
        return Judging.options(EnvFile.options(Options.of(
                                "simrun repl",
                                "Debugs a scenario at a prompt. Without a file, opens an environment with a",
                                "scripted runtime and extension, or with a real one:",
                                "simrun repl [--extension] -- COMMAND [ARG]...")
                        .obeyingSettings()
                        .in(Group.RUN)
                        .values("NAME=VALUE", "Set ${vars.NAME}.", Selection.DEFINE))
                .in(Group.SELECT)
                .flag("COMMAND is an extension, not a runtime.", EXTENSION)
                .value("NAME", "The name that the extension registers under, usually its file's.", NAME)
                .arguments("FILE", "A scenario, or FILE:LINE for one of its cases."));
    }

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        int dashes = args.indexOf("--");
        var command = dashes < 0 ? List.<String>of() : args.subList(dashes + 1, args.size());
        return options().run(dashes < 0 ? args : args.subList(0, dashes), console, given -> {
            requireOne(given, command, dashes >= 0);
            return run(given, new Typed(args, command), console);
        });
    }

    /**
     * The words of the command line.
     *
     * @param command those behind {@code --}
     */
    private record Typed(List<String> all, List<String> command) {
        /** The same with a program that is an extension. */
        String asExtension(String name) {
            var words = new ArrayList<>(List.of("simrun", "repl"));
            words.addAll(all.subList(0, all.indexOf("--")));
            words.add(EXTENSION);
            if (!name.equals(extensionName(command))) {
                words.addAll(List.of(NAME, name));
            }
            words.add("--");
            words.addAll(command);
            return words.stream().map(FailureText::quoted).collect(Collectors.joining(" "));
        }
    }

    private static ExitCode run(Parsed given, Typed typed, Console console) throws ExitException, InterruptedException {
        var scenarios = EnvFile.source(given, console);
        if (given.arguments().isEmpty()) {
            return withoutFile(given, typed, scenarios, console);
        }
        var plan = Selection.read(given, scenarios, console);
        if (plan.isEmpty()) {
            return ExitCode.USAGE;
        }
        var start = new Repl.Start(true, true, List.of(), FILE_INTRODUCTION, Optional.empty(), false, Optional.empty());
        return run(plan.get(), given, start, scenarios, console);
    }

    private static void requireOne(Parsed given, List<String> command, boolean dashes) throws ExitException {
        var files = given.arguments();
        if (dashes && command.isEmpty()) {
            throw ExitException.usage("name a command after --");
        }
        if (!command.isEmpty() && !files.isEmpty()) {
            throw ExitException.usage("a file or a command, not both: " + files.getFirst());
        }
        if (command.isEmpty() && (given.has(EXTENSION) || given.value(NAME).isPresent())) {
            throw ExitException.usage(EXTENSION + " needs a command: simrun repl --extension -- COMMAND");
        }
        if (files.size() > 1) {
            throw ExitException.usage("one file, not " + files.size());
        }
        if (files.contains("-")) {
            throw ExitException.usage("what is typed at a prompt comes from standard input; name a file instead of -");
        }
        if (files.size() == 1 && Files.isDirectory(Paths.of(files.getFirst()))) {
            throw ExitException.usage(files.getFirst() + " is a folder; name one file of it");
        }
    }

    private static ExitCode withoutFile(Parsed given, Typed typed, ScenarioSource scenarios, Console console)
            throws ExitException, InterruptedException {
        var command = typed.command();
        var name = given.value(NAME).orElseGet(() -> extensionName(command));
        var text = text(given.has(EXTENSION), name, command);
        try {
            var file = ScenarioReader.readTyped(Path.of("repl"), new Source("repl", text), scenarios.environment());
            var introduction = introduction(given.has(EXTENSION), name, command);
            boolean runtime = !command.isEmpty() && !given.has(EXTENSION);
            var asExtension =
                    Optional.<UnaryOperator<String>>of(typed::asExtension).filter(_ -> runtime);
            var start = new Repl.Start(true, true, List.of(), introduction, Optional.of("init"), false, asExtension);
            return run(List.of(new Planned(file, file.cases().getFirst())), given, start, scenarios, console);
        } catch (ScenarioException wrong) {
            Selection.tell(wrong.problems(), scenarios, console);
            return ExitCode.USAGE;
        }
    }

    /** The first word of a command that is a file, without its folder; else the program. */
    private static String extensionName(List<String> command) {
        return command.stream()
                .filter(word -> new File(word).isFile())
                .findFirst()
                .or(() -> command.stream().findFirst())
                .map(word -> new File(word).getName())
                .filter(name -> !name.isEmpty())
                .orElse(ACTOR);
    }

    /** The scenario of an environment to which all steps are typed. */
    private static String text(boolean extension, String name, List<String> command) {
        var actor = JsonNodeFactory.instance.objectNode();
        if (!command.isEmpty()) {
            var words = actor.putArray("command");
            command.forEach(word -> words.add(word.replace("${", "$${"))); // a shell's names are not the scenario's
        }
        var scenario = JsonNodeFactory.instance.objectNode().put("name", "typed at a prompt");
        if (!command.isEmpty() && !extension) {
            scenario.set("runtime", actor);
        }
        scenario.putObject("extensions")
                .set(extension ? name : ACTOR, extension ? actor : JsonNodeFactory.instance.objectNode());
        scenario.putArray("steps");
        return String.join("\n", BlockText.lines(scenario, 3, COLUMNS)) + "\n";
    }

    private static String introduction(boolean extension, String name, List<String> command) {
        var who = command.isEmpty()
                ? "A scripted runtime and extension (" + ACTOR + ")"
                : extension
                        ? "A scripted runtime, and your extension " + name
                        : "Your runtime, and a scripted extension (" + ACTOR + ")";
        return who
                + "; time stands still at the prompt.\n"
                + "Type steps as in a file:  invoke: {payload: {n: 1}}   then  shutdown: spindown\n"
                + "Tab completes, help lists the commands, save FILE keeps the steps, Ctrl-D ends.\n";
    }

    /** Where somebody types: a terminal if both sides are one. */
    static Repl.Console screen(Console console, boolean color) {
        boolean terminal = Terminal.isOne();
        return new Repl.Console(
                System.in, console.out(), terminal, terminal && color, console.environment(), console.secrets());
    }

    private static ExitCode run(
            List<Planned> plan, Parsed given, Repl.Start start, ScenarioSource scenarios, Console console)
            throws ExitException, InterruptedException {
        boolean color = Terminal.color(given, console);
        var seeds = SeedOptions.read(given, plan, console.err());
        var report = new ConsoleReport(console.out(), color, OptionalInt.empty(), 0);
        try (var repl = new Repl(start, screen(console, color), scenarios)) {
            var options = Judging.of(given).with(seeds).with(repl);
            try (var runner = new Runner(new OfFiles(report, repl, console.out()), options)) {
                var interrupts = Interrupts.watch(runner);
                var result = runner.run(plan);
                return interrupts.code(() -> code(repl, report, result), console.err());
            }
        }
    }

    /** Tells how cases of files went; who left one at a terminal has seen how far it came. */
    private record OfFiles(ConsoleReport report, Repl repl, PrintStream out) implements RunListener {
        @Override
        public void caseFinished(CaseResult result) {
            if (isTold(result, repl)) {
                report.caseFinished(result);
            } else if (!repl.left() && result.verdict() == Verdict.INTERRUPTED) {
                var left = result.failures().getFirst();
                out.println("left  %s before step %s of %s"
                        .formatted(result.info().title(), left.stepNumber(), left.stepCount()));
            }
        }

        /** Whether there is more to say than that it was left, or that steps were typed. */
        static boolean isTold(CaseResult result, Repl repl) {
            boolean failed = result.failures().stream()
                    .filter(failure -> failure.inFinally() || !repl.left())
                    .anyMatch(failure -> failure.verdict() != Verdict.INTERRUPTED);
            boolean whole = result.info().steps() > 0 && !repl.left() && result.verdict() != Verdict.INTERRUPTED;
            return failed || whole;
        }
    }

    /** What a script that was not carried out to its end leads to. */
    static ExitCode code(Repl.Fault fault) {
        return switch (fault) {
            case FAILED -> ExitCode.FAILED;
            case UNREADABLE -> ExitCode.USAGE;
        };
    }

    private static ExitCode code(Repl repl, ConsoleReport report, RunResult result) {
        var fault = repl.fault();
        if (fault.isPresent()) {
            return code(fault.get());
        }
        var told =
                result.cases().stream().filter(it -> OfFiles.isTold(it, repl)).toList();
        if (told.isEmpty()) {
            return ExitCode.OK;
        }
        report.finish(result, "");
        boolean passed = told.stream().allMatch(it -> it.failures().isEmpty());
        return passed ? ExitCode.OK : ExitCode.FAILED;
    }
}
