package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.http.Servers;
import dev.simrun.report.ConsoleReport;
import dev.simrun.report.GithubAnnotations;
import dev.simrun.report.Slowest;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code simrun run}, the default. */
final class RunCommand {
    private static final String FAIL_FAST = "--fail-fast";
    private static final String RETRIES = "--retries";
    private static final String REPEAT = "--repeat";
    private static final String DURATIONS = "--durations";
    private static final int MOST = 1_000_000;

    private RunCommand() {}

    private static Options options() {
        var selection = Selection.options(
                Options.of("simrun", "Runs scenarios against a simulated Lambda execution environment.")
                        .above(Help::commands));
        return DebugOptions.options(Judging.options(ReportFiles.options(selection)))
                .in(Group.RUN)
                .optional("N", "1", "Stop after the first case that does not pass, or after N.", FAIL_FAST)
                .value(
                        "N",
                        "Run a case by the real clock up to N times more until it passes: then it is flaky.",
                        RETRIES)
                .value("N", "Run each case N times.", REPEAT)
                .in(Group.JUDGE)
                .value("N", "Try virtual cases in so many orders of what may happen at once.", SeedOptions.EXPLORE)
                .in(Group.CONSOLE)
                .counted("Show the steps; twice: the events too.", "-v", "--verbose")
                .flag("Show only failures and the summary.", "-q", "--quiet")
                .value("N", "Show at the end the N cases and the N steps that took longest.", DURATIONS)
                .in(Group.OTHER)
                .flag("Print the version and exit.", "-V", "--version")
                .below(Help::more);
    }

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        return options().run(args, console, given -> run(given, console));
    }

    private static ExitCode run(Parsed given, Console console) throws ExitException, InterruptedException {
        if (given.has("--version")) {
            return Help.version(List.of(), console);
        }
        if (given.arguments().isEmpty()) {
            throw ExitException.usage(
                    "run what? name a scenario or a folder, such as scenarios/shutdown.yaml (simrun --help tells"
                            + " more)");
        }
        try (var servers = new Servers()) {
            servers.prepare(); // while the scenarios are read
            return run(given, servers, console);
        }
    }

    private static ExitCode run(Parsed given, Servers servers, Console console)
            throws ExitException, InterruptedException {
        boolean color = Terminal.color(given, console);
        var runOptions = Judging.of(given)
                .with(
                        Numbers.of(given, FAIL_FAST, 0, MOST).orElse(0),
                        Numbers.of(given, RETRIES, 0, MOST).orElse(0));
        var slowest = new Slowest(Numbers.of(given, DURATIONS, 0, MOST).orElse(0));
        var annotations = Github.annotations(given.environment(), console.secrets());
        int times = Numbers.of(given, REPEAT, 1, MOST).orElse(1);
        var debug = DebugOptions.of(given);
        var reports = ReportFiles.of(given);
        var scenarios = EnvFile.source(given, console);
        console.phases().end("options");
        var selected = Selection.read(given, scenarios, console);
        console.phases().end("scenarios read");
        if (selected.isEmpty()) {
            return ExitCode.USAGE;
        }
        if (selected.get().isEmpty()) {
            throw new ExitException(ExitCode.EMPTY, "no case is left by --name and --tags");
        }
        reports.requireOther(selected.get());
        var seeds = SeedOptions.read(given, selected.get(), console.err());
        if (debug.any()) {
            debug.require(selected.get(), seeds);
            try (var repl = debug.repl(scenarios, console, color)) {
                var report = new ConsoleReport(console.out(), color, OptionalInt.empty(), 0);
                var debugging = runOptions.with(seeds).with(repl);
                var code = run(
                        listener -> new Runner(listener, debugging, servers),
                        repeated(selected.get(), times),
                        new Screen(report, slowest, annotations),
                        reports,
                        console);
                return repl.fault().map(ReplCommand::code).orElse(code);
            }
        }
        return run(
                listener -> new Runner(listener, runOptions.with(seeds), servers),
                repeated(selected.get(), times),
                new Screen(report(given, console, color), slowest, annotations),
                reports,
                console);
    }

    /** Each so many times, one after the other. */
    private static List<Planned> repeated(List<Planned> plan, int times) {
        return plan.stream()
                .flatMap(planned -> Collections.nCopies(times, planned).stream())
                .toList();
    }

    /** What is told on the terminal. */
    private record Screen(ConsoleReport report, Slowest slowest, Optional<GithubAnnotations> annotations) {
        List<RunListener> listeners() {
            var all = new ArrayList<RunListener>(List.of(report, slowest));
            annotations.ifPresent(all::add);
            return all;
        }

        void finish(RunResult result) {
            report.finish(
                    result,
                    slowest.text() + annotations.map(GithubAnnotations::text).orElse(""));
        }
    }

    private static ExitCode run(
            Function<RunListener, Runner> runners,
            List<Planned> plan,
            Screen screen,
            ReportFiles reports,
            Console console)
            throws ExitException, InterruptedException {
        var report = screen.report();
        try (var begun = reports.begin(Help.version(), console.secrets());
                var _ = Ticker.start(report.hasClock(), report::tick);
                var runner = runners.apply(listeners(screen, begun))) {
            var interrupts = Interrupts.watch(runner);
            console.phases().end("runner and reports made");
            var result = runner.run(plan);
            console.phases().end("cases run");
            screen.finish(result);
            var code = interrupts.code(() -> code(result), console.err());
            return begun.write(result, console.err()) ? code : ExitCode.FAULT;
        }
    }

    private static RunListener listeners(Screen screen, ReportFiles.Begun begun) {
        var all = screen.listeners();
        all.addAll(begun.listeners());
        return RunListener.all(all);
    }

    static ExitCode code(RunResult result) {
        boolean bad =
                result.count(Verdict.FAILED) + result.count(Verdict.ERRORED) + result.count(Verdict.INTERRUPTED) > 0;
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }

    private static ConsoleReport report(Parsed given, Console console, boolean color) {
        int verbosity = given.has("--quiet") ? -1 : Math.min(2, given.count("--verbose"));
        return new ConsoleReport(console.out(), color, Terminal.width(console.environment()), verbosity);
    }
}
