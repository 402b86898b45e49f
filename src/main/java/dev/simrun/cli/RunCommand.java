package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.http.Servers;
import dev.simrun.report.ConsoleReport;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunOptions;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.run.Verdict;
import dev.simrun.source.Problem;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code simrun run}, the default. */
final class RunCommand {
    private static final String NAME = "--name";
    private static final String TAGS = "--tags";
    static final String DEFINE = "-D";
    private static final String REFEREE = "--referee";
    private static final int USUAL_WIDTH = 80;

    private RunCommand() {}

    private static Options options() {
        var selection =
                selection(
                        Options.of(
                                "simrun",
                                "Runs scenarios against a simulated Lambda execution environment.",
                                "",
                                "Commands: run (the default), repl, check, list, explain, schema;"
                                        + " each has --help.",
                                ""));
        var reports =
                ReportFiles.options(
                        selection.flag("Print the version and exit.", "-V", "--version"));
        return DebugOptions.options(judging(reports))
                .flag("Stop after the first case that does not pass.", "--fail-fast")
                .value(
                        "N",
                        "Try virtual cases in so many orders of what may happen at once.",
                        SeedOptions.EXPLORE)
                .counted("Show the steps; twice: the events too.", "-v", "--verbose")
                .flag("Show only failures and the summary.", "-q", "--quiet");
    }

    /** The options that say how a case is run and judged, and how it is shown. */
    static Options judging(Options options) {
        return options.value(
                        "MODE", "Breaches of the protocol: off, warn (usual) or fail.", REFEREE)
                .flag("An unmet requirement is an error, not a reason to skip.", "--no-skip")
                .value("N", "Random numbers: the same give the same virtual run.", SeedOptions.SEED)
                .value("WHEN", "Use colour: auto, always or never.", "--color");
    }

    /** The options and arguments that say which cases are meant. */
    static Options selection(Options options) {
        return options.value("TEXT", "Only cases whose name holds this text.", NAME)
                .value("EXPR", "Only scenarios with such tags, as 'smoke & !slow'.", TAGS)
                .values("NAME=VALUE", "Set ${vars.NAME}.", DEFINE)
                .arguments("PATH[:LINE]", "Scenario files and folders.");
    }

    static ExitCode run(List<String> args, Console console)
            throws CommandException, InterruptedException {
        var options = options();
        var given = options.parse(args, console.environment());
        if (given.has("--help")) {
            console.out().print(options.usage());
            return ExitCode.OK;
        }
        if (given.has("--version")) {
            console.out().println("simrun " + version());
            return ExitCode.OK;
        }
        if (given.arguments().isEmpty()) {
            console.err().print(options.usage());
            throw new CommandException(
                    ExitCode.USAGE, "name a scenario or a folder, such as scenarios/shutdown.yaml");
        }
        try (var servers = new Servers()) {
            servers.prepare(); // while the scenarios are read
            return run(given, servers, console);
        }
    }

    private static ExitCode run(Options.Parsed given, Servers servers, Console console)
            throws CommandException, InterruptedException {
        boolean color = color(given, console);
        var runOptions = runOptions(given);
        var debug = DebugOptions.of(given);
        var reports = ReportFiles.of(given);
        var selected = select(given, console);
        if (selected.isEmpty()) {
            return ExitCode.USAGE;
        }
        if (selected.get().isEmpty()) {
            throw new CommandException(ExitCode.EMPTY, "no case is left by --name and --tags");
        }
        var seeds = SeedOptions.read(given, selected.get(), console.err());
        if (debug.any()) {
            debug.require(selected.get(), seeds);
            try (var repl = debug.repl(definitions(given), console, color)) {
                var report = new ConsoleReport(console.out(), color, OptionalInt.empty(), 0);
                var runner = new Runner(report, runOptions.with(seeds).with(repl), servers);
                var code = run(runner, selected.get(), report, reports, console);
                return repl.fault().map(ReplCommand::code).orElse(code);
            }
        }
        var report = report(given, console, color);
        var runner = new Runner(report, runOptions.with(seeds), servers);
        return run(runner, selected.get(), report, reports, console);
    }

    static RunOptions runOptions(Options.Parsed given) throws CommandException {
        var word = given.value(REFEREE).orElse(RefereeMode.WARN.word());
        var mode = RefereeMode.named(word.toLowerCase(Locale.ROOT));
        if (mode.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "--referee takes off, warn or fail, not \"" + word + "\"");
        }
        return new RunOptions(
                given.has("--no-skip"), given.has("--fail-fast"), mode.get(), Seeds.USUAL);
    }

    private static ExitCode run(
            Runner runner,
            List<Planned> plan,
            ConsoleReport report,
            ReportFiles reports,
            Console console)
            throws InterruptedException {
        try (runner) {
            var interrupts = Interrupts.watch(runner);
            var result = runner.run(plan);
            report.finish(result);
            var code = interrupts.seen().orElseGet(() -> code(result));
            return reports.write(result, version(), console.err()) ? code : ExitCode.FAULT;
        }
    }

    static ExitCode code(RunResult result) {
        boolean bad =
                result.count(Verdict.FAILED)
                                + result.count(Verdict.ERRORED)
                                + result.count(Verdict.INTERRUPTED)
                        > 0;
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Reads what was asked for; empty once the problems of the files have been told. */
    static Optional<List<Planned>> select(Options.Parsed given, Console console)
            throws CommandException {
        var tags = given.value(TAGS);
        var expression =
                tags.isPresent()
                        ? Optional.of(TagExpression.parse(tags.get()))
                        : Optional.<TagExpression>empty();
        var definitions = definitions(given);
        var plan = Plan.read(given.arguments(), definitions, console.environment());
        plan.requireUse(definitions.keySet());
        if (!plan.problems().isEmpty()) {
            tell(plan.problems(), console.err());
            return Optional.empty();
        }
        return Optional.of(plan.cases(given.value(NAME), expression));
    }

    static void tell(List<Problem> problems, PrintStream err) {
        var text = new StringBuilder();
        for (var problem : problems) {
            text.append(problem.render()).append("\n\n");
        }
        err.print(text);
        err.println(problems.size() == 1 ? "1 error" : problems.size() + " errors");
    }

    static Map<String, String> definitions(Options.Parsed given) throws CommandException {
        var definitions = new LinkedHashMap<String, String>();
        for (var definition : given.values(DEFINE)) {
            int equals = definition.indexOf('=');
            if (equals < 1) {
                throw new CommandException(
                        ExitCode.USAGE, "-D takes NAME=VALUE, not \"" + definition + "\"");
            }
            definitions.put(definition.substring(0, equals), definition.substring(equals + 1));
        }
        return definitions;
    }

    private static ConsoleReport report(Options.Parsed given, Console console, boolean color) {
        int verbosity = given.has("--quiet") ? -1 : Math.min(2, given.count("--verbose"));
        return new ConsoleReport(console.out(), color, width(console), verbosity);
    }

    /** The terminal's width, if standard output is one. */
    private static OptionalInt width(Console console) {
        boolean terminal =
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent();
        if (!terminal || "dumb".equals(console.environment().get("TERM"))) {
            return OptionalInt.empty();
        }
        var columns = console.environment().getOrDefault("COLUMNS", "");
        return OptionalInt.of(
                columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH);
    }

    /** {@code --color}, then NO_COLOR, then FORCE_COLOR, then what standard output is. */
    static boolean color(Options.Parsed given, Console console) throws CommandException {
        var when = given.value("--color").orElse("auto").toLowerCase(Locale.ROOT);
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> {
                var environment = console.environment();
                if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
                    yield false;
                }
                yield !environment.getOrDefault("FORCE_COLOR", "").isEmpty()
                        || width(console).isPresent();
            }
            default ->
                    throw new CommandException(
                            ExitCode.USAGE,
                            "--color takes auto, always or never, not \"" + when + "\"");
        };
    }

    private static String version() {
        return Optional.ofNullable(RunCommand.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
