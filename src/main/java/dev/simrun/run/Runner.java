package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.LeftOut;
import dev.simrun.event.Room;
import dev.simrun.http.Servers;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.ScenarioFile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Runs planned cases one after the other. */
public final class Runner implements AutoCloseable {
    /** How often it is looked whether the run gets on. */
    private static final long LOOK_MILLIS = 500;

    /** How long the end of all processes may take. */
    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    private final Breakdown breakdown = new Breakdown();
    private final Processes processes = new Processes(breakdown.worker().platform());
    private final Servers servers;
    private final Requirements requirements;
    private final Room room;
    private final RunListener listener;
    private final RunOptions options;
    private boolean quit;
    private volatile boolean stopped;
    private volatile Optional<CaseRunner> current = Optional.empty();
    private final OfFile ofFile = new OfFile();

    /** How much has happened in all cases. */
    private final LongAdder events = new LongAdder();

    private final RunListener counting = new RunListener() {
        @Override
        public void event(CaseInfo info, Event event) {
            events.increment();
        }
    };

    /** A runner that has run nothing. */
    public Runner(RunListener listener, RunOptions options) {
        this(listener, options, new Servers());
    }

    /**
     * A runner that has run nothing.
     *
     * @param servers where its cases listen, closed with it
     */
    public Runner(RunListener listener, RunOptions options, Servers servers) {
        this(listener, options, servers, Room.ofHeap());
    }

    /** A runner whose cases have so much room for what happens in them. */
    Runner(RunListener listener, RunOptions options, Servers servers, Room room) {
        this.room = room;
        this.listener = listener;
        this.servers = servers;
        this.requirements = new Requirements(options.noSkip(), processes, () -> stopped);
        this.options = options;
    }

    /** A case to run, with the file that it stands in. */
    public record Planned(ScenarioFile file, Case scenarioCase) {
        /** What reports say of it. */
        public CaseInfo info() {
            return new CaseInfo(
                    file.source(),
                    file.name(),
                    scenarioCase.label(),
                    file.tags(),
                    scenarioCase.at().line(),
                    file.clock(),
                    file.definitions(),
                    file.envFile(),
                    scenarioCase.steps().size());
        }

        /** The scenario's name and the case's label. */
        public String title() {
            return info().title();
        }
    }

    /** What runs commands before the cases, until this is interrupted. */
    public Before before() {
        return new Before(processes, () -> stopped);
    }

    /** Runs all; those that are not reached are skipped, and the reason says why. */
    public RunResult run(List<Planned> plan) throws InterruptedException {
        if (options.debugger().isPresent()) {
            return runHere(plan); // a virtual thread that waited for keys would keep its carrier
        }
        // One that is no virtual thread is woken by the system, several times for each case.
        var all = new FutureTask<>(() -> runHere(plan));
        breakdown.worker().thread("simrun-run", all).start();
        while (true) {
            try {
                return all.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                breakdown
                        .worker()
                        .addCarrierIfKept(
                                events::sum); // or the time of a step that keeps the carrier would have no end
            } catch (ExecutionException thrown) {
                throw cause(thrown);
            }
        }
    }

    private static InterruptedException cause(ExecutionException thrown) {
        return switch (thrown.getCause()) {
            case InterruptedException interrupted -> interrupted;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(thrown);
        };
    }

    private RunResult runHere(List<Planned> plan) throws InterruptedException {
        var startedAt = Instant.now();
        long startNanos = System.nanoTime();
        listener.runStarted(plan.size());
        plan.forEach(planned -> ofFile.planned(planned.file()));
        var results = new ArrayList<CaseResult>();
        Optional<String> ended = Optional.empty();
        int bad = 0;
        for (var planned : plan) {
            if (ended.isEmpty() && stopped) {
                ended = Optional.of("interrupted before it began");
            }
            var result = ended.isPresent() ? skipped(planned, ended.get()) : ofFile.noted(planned, runOne(planned));
            listener.caseFinished(result);
            results.add(result.remembered());
            bad += result.isGood() ? 0 : 1;
            if (ended.isEmpty() && bad > 0 && bad == options.failLimit()) {
                ended = Optional.of(
                        bad == 1 ? "not run after the first failure" : "not run after " + bad + " failures");
            }
            if (ended.isEmpty() && quit) {
                ended = Optional.of("not run, as the case before it was quit");
            }
            if (ended.isEmpty() && fault().isPresent()) {
                ended = Optional.of("not run, as simrun itself broke");
            }
        }
        return new RunResult(
                startedAt, Duration.ofNanos(System.nanoTime() - startNanos).truncatedTo(ChronoUnit.MICROS), results);
    }

    private CaseResult runOne(Planned planned) throws InterruptedException {
        var file = planned.file();
        if (file.skip().isPresent()) {
            return skipped(planned, file.skip().get());
        }
        var unmet = requirements.unmet(file);
        if (stopped) {
            return skipped(planned, "interrupted before it began");
        }
        if (unmet.isPresent()) {
            return requirements.mayskip() ? skipped(planned, unmet.get()) : errored(planned, unmet.get());
        }
        listener.caseStarted(planned.info());
        var result = runOrders(planned);
        var earlier = new ArrayList<CaseResult>();
        while (mayPass(result) && earlier.size() < options.retries() && !stopped) {
            var again = runOrders(planned);
            if (again.verdict() == Verdict.INTERRUPTED) {
                break; // what is known of it is how it went before
            }
            earlier.add(earlier.isEmpty() ? result : result.remembered()); // the first is told whole
            result = again;
        }
        return earlier.isEmpty() ? result : result.after(earlier);
    }

    /**
     * Whether it may go another way when it is run again: by a virtual clock all happens as before, and who steps
     * through it has seen enough.
     */
    private boolean mayPass(CaseResult result) {
        boolean bad = result.verdict() == Verdict.FAILED || result.verdict() == Verdict.ERRORED;
        return bad && result.info().clock() == Clock.REAL && options.debugger().isEmpty() && fault().isEmpty();
    }

    /** Runs a case in so many orders of what may happen at once as are to be tried. */
    private CaseResult runOrders(Planned planned) throws InterruptedException {
        var file = planned.file();
        var seeds = options.seeds();
        int count = seeds.count(file.clock());
        // Of many runs of a case one counts; what happens in the others is nobody's business.
        var told = count == 1 ? RunListener.all(List.of(counting, listener)) : counting;
        CaseResult result;
        int tried = 0;
        var together = Duration.ZERO;
        do {
            int seed = tried;
            result = run(planned, told, () -> seeds.random(file.clock(), seed));
            tried++;
            together = together.plus(result.duration());
        } while (tried < count && result.isGood());
        return result.with(seeds.replay(file.clock(), tried - 1), tried, together);
    }

    private CaseResult run(Planned planned, RunListener told, Supplier<SplittableRandom> randoms)
            throws InterruptedException {
        var shared = new Shared(processes, servers, room, told, breakdown);
        var runner = new CaseRunner(planned, options, shared, randoms);
        current = Optional.of(runner);
        if (stopped) {
            runner.interrupt();
        }
        try {
            return runner.run();
        } finally {
            quit = runner.quit();
            ofFile.met(planned.file(), runner.met());
            current = Optional.empty();
        }
    }

    private static CaseResult skipped(Planned planned, String reason) {
        return unrun(planned, Verdict.SKIPPED, reason, List.of());
    }

    private static CaseResult errored(Planned planned, String reason) {
        var failure = StepStop.errored(reason, planned.file().nameAt())
                .failure(0, planned.scenarioCase().steps().size(), false);
        return unrun(planned, Verdict.ERRORED, reason, List.of(failure));
    }

    private static CaseResult unrun(Planned planned, Verdict verdict, String reason, List<Failure> failures) {
        return new CaseResult(
                planned.info(),
                verdict,
                Optional.of(reason),
                Instant.now(),
                Duration.ZERO,
                List.of(),
                failures,
                List.of(),
                List.of(),
                LeftOut.NOTHING,
                OptionalLong.empty(),
                1,
                List.of());
    }

    /** Cuts the running case off, {@code finally} excepted, and starts no other. */
    public void interrupt() {
        stopped = true;
        current.ifPresent(CaseRunner::interrupt);
    }

    public boolean interrupted() {
        return stopped;
    }

    /** What broke of simrun itself, if anything did. */
    public Optional<Throwable> fault() {
        return breakdown.first();
    }

    /** Kills every process that still runs, and stops listening. */
    @Override
    public void close() {
        Supplier<Boolean> close = () -> {
            processes.close();
            servers.close();
            return true;
        };
        var _ = breakdown.worker().within(END_LIMIT, close);
    }
}
