package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.LeftOut;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Session.Shared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Runs one case: its steps until one does not pass, then all of {@code finally}. */
final class CaseRunner {
    private final RunOptions options;
    private final Shared shared;
    private final Supplier<SplittableRandom> randoms;
    private final List<Failure> failures = new ArrayList<>();
    private Planned planned;
    private Ending ending = Ending.FINISHED;
    private volatile boolean stopped;
    private volatile Optional<Session> current = Optional.empty();

    /**
     * A runner of one case.
     *
     * @param randoms the same random numbers each time
     */
    CaseRunner(
            Planned planned,
            RunOptions options,
            Shared shared,
            Supplier<SplittableRandom> randoms) {
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
        List<Event> happened;
        LeftOut leftOut;
        List<StepResult> steps;
        try (var session = Session.open(planned, options, shared, randoms.get())) {
            current = Optional.of(session);
            if (stopped) {
                session.interrupt();
            }
            ending =
                    options.debugger().isPresent()
                            ? options.debugger().get().debug(session)
                            : goThrough(session);
            session.runFinally(_ -> {});
            failures.addAll(session.failures());
            left(session).ifPresent(failures::add);
            failures.addAll(session.finallyFailures());
            var timeline = session.happened();
            happened = timeline.all();
            leftOut = timeline.leftOut();
            steps = session.results();
            planned = new Planned(session.file(), session.scenarioCase());
        } finally {
            current = Optional.empty();
        }
        if (options.referee() == RefereeMode.FAIL) {
            Findings.failure(planned.file(), happened).ifPresent(failures::add);
        }
        return new CaseResult(
                planned.file(),
                planned.scenarioCase(),
                failures.isEmpty() ? Verdict.PASSED : failures.getFirst().verdict(),
                Optional.empty(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos),
                steps,
                failures,
                happened,
                leftOut,
                OptionalLong.empty(),
                1);
    }

    private static Ending goThrough(Session session) throws InterruptedException {
        while (session.nextStep().isPresent()
                && session.runNext() instanceof Ended ended
                && ended.passed()) {
            // the next one
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
        var common = next.get().common();
        return Optional.of(
                StepStop.interrupted(common.key() + ": left at the prompt before it", common.at())
                        .failure(session.next() + 1, count, false));
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
