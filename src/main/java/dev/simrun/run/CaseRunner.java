package dev.simrun.run;

import dev.simrun.run.CaseEnd.Happened;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs one case: its steps until one does not pass, then all of {@code finally}. */
final class CaseRunner {
    private final RunOptions options;
    private final Shared shared;
    private final Supplier<SplittableRandom> randoms;
    private final List<Failure> failures = new ArrayList<>();
    private Happened happened = Happened.NOTHING;
    private List<StepResult> steps = List.of();
    private Planned planned;
    private Ending ending = Ending.FINISHED;
    private volatile boolean stopped;
    private volatile Optional<Session> current = Optional.empty();

    /**
     * A runner of one case.
     *
     * @param randoms the same random numbers each time
     */
    CaseRunner(Planned planned, RunOptions options, Shared shared, Supplier<SplittableRandom> randoms) {
        this.planned = planned;
        this.options = options;
        this.shared = shared;
        this.randoms = randoms;
    }

    /** Runs it. All that it started is gone when this returns. */
    CaseResult run() throws InterruptedException {
        CaseResult result;
        do {
            failures.clear();
            result = runOnce();
        } while (ending == Ending.RESTART && !stopped);
        return result;
    }

    private CaseResult runOnce() throws InterruptedException {
        var startedAt = Instant.now();
        long startNanos = System.nanoTime();
        happened = Happened.NOTHING;
        steps = List.of();
        try (var session = new Opening(options, shared).session(planned, randoms.get())) {
            runIn(session);
        } catch (PortException noPort) {
            throw noPort;
        } catch (RuntimeException | Error thrown) {
            shared.breakdown().broke(thrown);
        }
        shared.breakdown().first().map(this::broken).ifPresent(this::addIfNew);
        if (options.referee() == RefereeMode.FAIL) {
            Findings.failure(planned.file(), happened.events()).ifPresent(failures::add);
        }
        return new CaseResult(
                planned.info(),
                failures.isEmpty() ? Verdict.PASSED : failures.getFirst().verdict(),
                Optional.empty(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos).truncatedTo(ChronoUnit.MICROS),
                steps,
                failures,
                failures.isEmpty() ? happened.unmet() : List.of(), // one that stopped may never have come to it
                happened.events(),
                happened.leftOut(),
                OptionalLong.empty(),
                1,
                List.of());
    }

    private void runIn(Session session) throws InterruptedException {
        Consumer<Throwable> broke = session.end()::broke;
        current = Optional.of(session);
        shared.breakdown().tell(broke);
        try {
            if (stopped) {
                session.interrupt();
            }
            ending = options.debugger().isPresent() ? options.debugger().get().debug(session) : goThrough(session);
            session.judgeRest();
            session.runFinally(_ -> {});
            failures.addAll(session.failures().ofSteps());
            left(session).ifPresent(failures::add);
            failures.addAll(session.failures().inFinally());
            happened = session.end().happened();
            failures.replaceAll(session.end()::told);
            planned = new Planned(session.file(), session.scenarioCase());
        } finally {
            steps = session.results();
            shared.breakdown().tellNoMore(broke);
            current = Optional.empty();
        }
    }

    private Failure broken(Throwable thrown) {
        int count = planned.scenarioCase().steps().size();
        return StepStop.broken(new ToolFault(thrown), planned.file().nameAt()).failure(0, count, false);
    }

    /** A step that was under way has told of it already. */
    private void addIfNew(Failure broken) {
        if (failures.stream().noneMatch(it -> it.headline().equals(broken.headline()))) {
            failures.addFirst(broken);
        }
    }

    private Ending goThrough(Session session) throws InterruptedException {
        var info = planned.info();
        Consumer<Step> begins = step -> shared.listener()
                .stepStarted(info, step.common().label().orElse(step.common().key()));
        for (var next = session.nextStep(); next.isPresent(); next = session.nextStep()) {
            begins.accept(next.get());
            if (!(session.runOn(begins) instanceof Ended ended && ended.passed())) {
                break;
            }
        }
        return Ending.FINISHED;
    }

    /** A case that somebody left before its end has not passed. */
    private Optional<Failure> left(Session session) {
        var next = session.nextStep();
        if (options.debugger().isEmpty() || next.isEmpty() || !failures.isEmpty()) {
            return Optional.empty();
        }
        int count = session.scenarioCase().steps().size();
        return Optional.of(StepStop.interrupted(next.get(), "left at the prompt before it")
                .failure(session.next() + 1, count, false));
    }

    /** Where stands what the file has for all its cases, and this one met. */
    Set<Location> met() {
        return happened.met();
    }

    /** Whether whoever debugged it is done with the whole run. */
    boolean quit() {
        return ending == Ending.QUIT;
    }

    /** Cuts the case off; {@code finally} still runs. May come from any thread. */
    void interrupt() {
        stopped = true;
        current.ifPresent(Session::interrupt);
        options.debugger().ifPresent(Debugger::interrupt);
    }
}
