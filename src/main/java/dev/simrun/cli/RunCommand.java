package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.http.Servers;
import dev.simrun.report.CaseFolders;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Shard;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.TimeScale;
import dev.simrun.run.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code simrun run}, the default. */
final class RunCommand {
    private static final String FAIL_FAST = "--fail-fast";
    private static final String RETRIES = "--retries";
    private static final String REPEAT = "--repeat";
    private static final String TIMEOUT_SCALE = "--timeout-scale";
    private static final String NO_DEADLINES = "--no-deadlines";
    private static final double MOST_SCALE = 1000;
    private static final int MOST = 1_000_000;

    private RunCommand() {}

    /** All that can be said of a run; settings have names of these. */
    static Options options() {
        var selection = Selection.options(
                Options.of("simrun", "Runs scenarios against a simulated Lambda execution environment.")
                        .above(Help::commands));
        return Screen.options(DebugOptions.options(
                        Judging.options(ArtifactsOption.options(ReportFiles.options(ShardOption.options(selection))))))
                .in(Group.RUN)
                .optional("N", "1", "Stop after the first case that does not pass, or after N.", FAIL_FAST)
                .value(
                        "N",
                        "Run a case by the real clock up to N times more until it passes: then it is flaky.",
                        RETRIES)
                .value("N", "Run each case N times.", REPEAT)
                .value("X", "Let steps wait, and cases take, X times as long as they say.", TIMEOUT_SCALE)
                .in(Group.DEBUG)
                .flag("Let no time-out end anything: a debugger may be attached.", NO_DEADLINES)
                .in(Group.JUDGE)
                .value("N", "Try virtual cases in so many orders of what may happen at once.", SeedOptions.EXPLORE)
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
        var runOptions = Judging.of(given)
                .with(
                        Numbers.of(given, FAIL_FAST, 0, MOST).orElse(0),
                        Numbers.of(given, RETRIES, 0, MOST).orElse(0))
                .scaled(scale(given, console));
        var screen = Screen.of(given, console, Terminal.width(console.environment()));
        int times = Numbers.of(given, REPEAT, 1, MOST).orElse(1);
        var debug = DebugOptions.of(given);
        var beside =
                new Beside(Preparation.of(given, Terminal.width(console.environment())), ArtifactsOption.of(given));
        var reports = ReportFiles.of(given);
        var part = ShardOption.of(given, console.err());
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
        if (given.value(ShardOption.TIMINGS).isPresent()) {
            reports.requireOther(Paths.of(given.value(ShardOption.TIMINGS).get()), "what --timings reads");
        }
        var seeds = SeedOptions.read(given, selected.get(), console.err());
        var whole = repeated(selected.get(), times);
        var shard = part.map(it -> it.of(whole));
        var plan = shard.map(it -> picked(it, whole)).orElse(whole);
        var info =
                RunInfo.here(Help.version(), given.words(), runOptions.referee().word(), seeds.given(), shard);
        if (debug.any()) {
            debug.require(selected.get(), seeds);
            try (var repl = debug.repl(scenarios, console, Terminal.color(given, console))) {
                var debugging = runOptions.with(seeds).with(repl);
                var code = run(
                        listener -> new Runner(listener, debugging, servers),
                        plan,
                        Screen.brief(given, console),
                        beside,
                        reports,
                        info,
                        console);
                return repl.fault().map(ReplCommand::code).orElse(code);
            }
        }
        return run(
                listener -> new Runner(listener, runOptions.with(seeds), servers),
                plan,
                screen,
                beside,
                reports,
                info,
                console);
    }

    private static TimeScale scale(Parsed given, Console console) throws ExitException {
        double factor = Numbers.decimal(given, TIMEOUT_SCALE, 0.1, MOST_SCALE).orElse(1);
        if (given.has(NO_DEADLINES)) {
            console.err()
                    .println("notice: %s: no time-out ends anything by the real clock; what never comes is waited for"
                                    .formatted(given.named(NO_DEADLINES))
                            + " until Ctrl-C");
        }
        return new TimeScale(factor, !given.has(NO_DEADLINES));
    }

    private static List<Planned> picked(Shard shard, List<Planned> whole) {
        return shard.cases().stream().map(number -> whole.get(number - 1)).toList();
    }

    /** Each so many times, one after the other. */
    private static List<Planned> repeated(List<Planned> plan, int times) {
        return plan.stream()
                .flatMap(planned -> Collections.nCopies(times, planned).stream())
                .toList();
    }

    /** What goes with a run beside its reports. */
    private record Beside(Preparation preparation, ArtifactsOption artifacts) {}

    private static List<RunListener> with(Optional<CaseFolders> folders, List<RunListener> others) {
        return Stream.concat(folders.stream(), others.stream()).toList();
    }

    private static ExitCode run(
            Function<RunListener, Runner> runners,
            List<Planned> plan,
            Screen screen,
            Beside beside,
            ReportFiles reports,
            RunInfo info,
            Console console)
            throws ExitException, InterruptedException {
        var report = screen.report();
        var folders = beside.artifacts().begin(report, console);
        try (var begun = reports.begin(info, console.secrets());
                var _ = Ticker.start(report.hasClock(), report::tick);
                var runner = runners.apply(screen.listener(with(folders, begun.listeners())))) {
            var interrupts = Interrupts.watch(runner);
            console.phases().end("runner and reports made");
            if (!beside.preparation().run(runner, console)) {
                return interrupts.code(() -> ExitCode.USAGE, console.err());
            }
            var result = runner.run(plan);
            console.phases().end("cases run");
            screen.finish(result);
            LastFailed.remember(result, console);
            var code = interrupts.code(() -> code(result), console.err());
            boolean written = begun.write(result, code.status(), console.err());
            return ArtifactsOption.written(folders, console) && written ? code : ExitCode.FAULT;
        }
    }

    static ExitCode code(RunResult result) {
        boolean bad =
                result.count(Verdict.FAILED) + result.count(Verdict.ERRORED) + result.count(Verdict.INTERRUPTED) > 0;
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }
}
