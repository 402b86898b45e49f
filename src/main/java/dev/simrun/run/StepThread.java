package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.match.Literals;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Progress.Stopped;
import dev.simrun.scenario.Step;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Carries out the steps of a live case, each on a thread of its own, so that somebody else can look
 * at it, stop it at an event, or cut it off.
 */
final class StepThread {
    private final LiveCase live;
    private final boolean standing;
    private final BlockingQueue<Progress> progress = new LinkedBlockingQueue<>();

    /** Why the thread is interrupted: the first cause counts. */
    private final AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());

    private volatile Optional<Thread> thread = Optional.empty();
    private volatile Optional<Predicate<Event>> stops = Optional.empty();
    private volatile boolean closing;
    private volatile boolean inFinally;

    /**
     * A thread for each step to come.
     *
     * @param standing whether the clock stands still between the steps
     */
    StepThread(LiveCase live, boolean standing) {
        this.live = live;
        this.standing = standing;
    }

    /**
     * What cuts a step off.
     *
     * @param passing whether it is about the step that runs and no other
     */
    record Cut(Verdict verdict, String message, boolean passing) {
        private static final Cut INTERRUPTED = new Cut(Verdict.INTERRUPTED, "interrupted", false);
    }

    /** Where a step stands in its list; the number of one that was typed is 0. */
    record Place(int number, int count, boolean inFinally) {
        static final Place TYPED = new Place(0, 0, false);
    }

    /** How long some steps may take together; what passes between them does not count. */
    static final class Allowance {
        private final Duration limit;
        private final Duration least;
        private final String message;
        private long spentNanos;

        /**
         * An allowance of which nothing is spent.
         *
         * @param least what a step gets where nothing is left
         * @param message says what passed, before the limit
         */
        Allowance(Duration limit, Duration least, String message) {
            this.limit = limit;
            this.least = least;
            this.message = message;
        }

        private long leftNanos() {
            return Math.max(least.toNanos(), limit.toNanos() - spentNanos);
        }

        private Cut cut() {
            return new Cut(Verdict.ERRORED, message.formatted(Literals.duration(limit)), true);
        }
    }

    boolean underWay() {
        return thread.isPresent();
    }

    boolean standing() {
        return standing;
    }

    boolean closing() {
        return closing;
    }

    /** From now on only time and {@link #interrupt} cut a step off. */
    void enterFinally() {
        inFinally = true;
        stops = Optional.empty();
        cut.set(Optional.empty());
    }

    void stopAt(Predicate<Event> event) {
        stops = Optional.of(event);
    }

    void stopNowhere() {
        stops = Optional.empty();
    }

    /** An event was recorded; the environment's lock is held. */
    void heard(Event event) {
        if (underWay() && isWanted(event)) {
            live.time.hold();
            progress.add(new Stopped(event));
        }
    }

    void begin(Step step, Place place) {
        if (underWay()) {
            throw new IllegalStateException("a step is under way: " + step.common().key());
        }
        progress.clear(); // what came with the end of the step before
        Runnable task = () -> progress.add(carryOut(step, place));
        live.time.locked(() -> { // no event is recorded before it is known to be under way
            live.time.goOn();
            thread = Optional.of(live.time.startSteps("simrun-steps", task));
        });
        if (cut.get().isPresent()) {
            thread.ifPresent(Thread::interrupt); // it came before there was one to interrupt
        }
    }

    /**
     * Lets go on what was stopped at an event. If there has been another such event since, the
     * clock is not let go for it to be told of.
     */
    void goOn() {
        live.time.locked(() -> {
            if (progress.isEmpty()) {
                live.time.goOn();
            }
        });
    }

    /** Waits for the step's end, or for an event at which to stop. */
    Progress await(Allowance allowance) throws InterruptedException {
        long start = System.nanoTime();
        try {
            var made = next(allowance);
            while (made instanceof Stopped stopped && !isWanted(stopped.at())) {
                goOn(); // it was to stop there when the event came, and no longer is
                made = next(allowance);
            }
            if (made instanceof Ended) {
                // by a virtual clock it must have left before the next one comes
                thread.orElseThrow().join();
                thread = Optional.empty();
                if (cut.get().filter(Cut::passing).isPresent()) {
                    cut.set(Optional.empty()); // it came too late for the step that it was meant
                    // for
                }
            }
            return made;
        } finally {
            allowance.spentNanos += System.nanoTime() - start;
        }
    }

    private Progress next(Allowance allowance) throws InterruptedException {
        var made = progress.poll(allowance.leftNanos(), TimeUnit.NANOSECONDS);
        if (made == null) {
            cutOff(allowance.cut());
            made = progress.take();
        }
        return made;
    }

    private boolean isWanted(Event event) {
        return stops.filter(stop -> stop.test(event)).isPresent();
    }

    /** Carries out a step on the caller's thread; the last moment of it is the step's end. */
    Ended carryOut(Step step, Place place) {
        var startedAt = live.environment.elapsed();
        long firstEvent = live.timeline().last();
        var runner = new StepRunner(live); // its own: another step may be carried out beside it
        var verdict = Verdict.PASSED;
        Optional<Failure> why = Optional.empty();
        try {
            beginInit(step, place);
            verdict = runner.run(step);
        } catch (StepStop stop) {
            why = Optional.of(failure(stop, place));
        } catch (InterruptedException interrupted) {
            why = Optional.of(failure(stopOf(step), place));
        }
        if (standing) {
            live.time.hold();
        }
        if (why.isPresent()) {
            verdict = why.get().verdict();
        }
        var duration = live.environment.elapsed().minus(startedAt);
        return new Ended(
                new StepResult(step, place.inFinally(), verdict, startedAt, duration, firstEvent),
                runner.value(),
                why);
    }

    private static Failure failure(StepStop stop, Place place) {
        return stop.failure(place.number(), place.count(), place.inFinally());
    }

    /** Without a step for it, init begins before the first step and goes on beside it. */
    private void beginInit(Step step, Place place) {
        boolean asked =
                step instanceof Step.Init
                        || live.scenarioCase.steps().stream()
                                .anyMatch(it -> it instanceof Step.Init);
        if (!live.initBegun() && !asked && !place.inFinally()) {
            var _ = live.init();
        }
    }

    private StepStop stopOf(Step step) {
        var why = cut.get().orElseThrow();
        if (!closing || inFinally) {
            cut.set(Optional.empty());
        }
        var headline = step.common().key() + ": " + why.message();
        return why.verdict() == Verdict.INTERRUPTED
                ? StepStop.interrupted(headline, step.common().at())
                : StepStop.errored(headline, step.common().at());
    }

    /** Interrupts the step that runs, and all after it but {@code finally}. From any thread. */
    void close() {
        closing = true;
        cutOffUnlessInFinally(Cut.INTERRUPTED);
    }

    /** Interrupts the step that runs, if one does. From any thread. */
    void interrupt() {
        if (underWay()) {
            cutOff(new Cut(Verdict.INTERRUPTED, "interrupted", true));
        }
    }

    /** From any thread. */
    void cutOffUnlessInFinally(Cut why) {
        if (!inFinally) {
            cutOff(why);
        }
    }

    private void cutOff(Cut why) {
        if (cut.compareAndSet(Optional.empty(), Optional.of(why))) {
            thread.ifPresent(Thread::interrupt);
        }
    }
}
