package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Progress.Halted;
import dev.simrun.run.Progress.Stopped;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Carries out the steps of a live case on a thread of their own, so that somebody else can look at them, stop them at
 * an event, or cut them off.
 */
final class StepThread {
    /** How long a step may take to end once it was cut off. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final LiveCase live;
    private final boolean standing;

    /** What came of the step under way; empty where there is another reason to look up. */
    private volatile BlockingQueue<Optional<Progress>> news = new LinkedBlockingQueue<>();

    /** What broke of simrun itself: no step is carried out any more. */
    private volatile Optional<Throwable> broken = Optional.empty();

    private volatile Optional<Begun> underWay = Optional.empty();

    private final Cuts cuts = new Cuts();
    private volatile Optional<Predicate<Event>> stops = Optional.empty();
    private volatile boolean left;

    /**
     * None is under way yet.
     *
     * @param standing whether the clock stands still between the steps
     */
    StepThread(LiveCase live, boolean standing) {
        this.live = live;
        this.standing = standing;
    }

    boolean underWay() {
        return underWay.isPresent();
    }

    Optional<Step> stepUnderWay() {
        return underWay.map(Begun::step);
    }

    boolean standing() {
        return standing;
    }

    boolean closing() {
        return cuts.closing();
    }

    /** From now on only time and {@link #interrupt} cut a step off. */
    void enterFinally() {
        stops = Optional.empty();
        cuts.enterFinally();
    }

    void stopAt(Predicate<Event> event) {
        stops = Optional.of(event);
    }

    void stopNowhere() {
        stops = Optional.empty();
    }

    /** An event was recorded; the environment's lock is held. */
    void heard(Event event) {
        if (isWanted(event) && underWay()) {
            live.time.hold();
            news.add(Optional.of(new Stopped(event)));
        }
    }

    /**
     * Begins a step, and goes on with those that follow, one after the other: who waits is told of the end of the last.
     *
     * @param following asked when one has ended, on the thread that carries them out
     */
    void begin(Next first, Function<Ended, Optional<Next>> following) {
        start(first, begun -> {
            var ended = carryOut(begun, whole(begun));
            for (var next = after(ended, following); next.isPresent(); next = after(ended, following)) {
                var more = Begun.now(next.get(), live.environment, Optional.of(Thread.currentThread()));
                underWay = Optional.of(more);
                ended = carryOut(more, whole(more));
            }
            return ended;
        });
    }

    /** Nothing follows on a thread that was cut off, and may have been left behind: who waits sees to the rest. */
    private Optional<Next> after(Ended ended, Function<Ended, Optional<Next>> following) {
        boolean goesOn = broken.isEmpty() && !cuts.any() && !left;
        return goesOn ? following.apply(ended) : Optional.empty();
    }

    private Attempt.Task whole(Begun begun) {
        var step = begun.step();
        return runner -> {
            runner.beginInit(step);
            if (step.common().type().isCheck()) {
                live.time.settle();
            }
            return runner.run(step);
        };
    }

    /** Judges what a step began and did not wait for. */
    void judge(Background.Phase phase) {
        start(new Next(phase.step(), phase.place()), begun -> carryOut(begun, runner -> runner.judge(phase)));
    }

    private void start(Next next, Function<Begun, Ended> task) {
        if (underWay()) {
            throw new IllegalStateException(
                    "a step is under way: " + next.step().common().key());
        }
        var mine = new LinkedBlockingQueue<Optional<Progress>>();
        news = mine; // a thread that was left behind has another
        live.time.locked(
                () -> { // no event is recorded before it is known to be under way
                    live.time.goOn();
                    Runnable all =
                            () -> mine.add(Optional.of(task.apply(live.time.locked(() -> underWay.orElseThrow()))));
                    var thread = broken.isPresent()
                            ? Optional.<Thread>empty()
                            : Optional.of(live.time.startSteps("simrun-steps", all));
                    underWay = Optional.of(Begun.now(next, live.environment, thread));
                });
        if (cuts.any()) {
            underWay.ifPresent(Begun::interrupt); // it came before there was one to interrupt
        }
    }

    /**
     * Lets go on what was stopped at an event. If there has been another such event since, the clock is not let go for
     * it to be told of.
     */
    void goOn() {
        live.time.locked(() -> {
            if (news.stream().allMatch(Optional::isEmpty)) {
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
                underWay = Optional.empty();
                cuts.stepEnded();
            }
            return made;
        } finally {
            allowance.spend(System.nanoTime() - start);
        }
    }

    /** A step that is cut off has a while to end; if it does not, it is left behind. */
    private Progress next(Allowance allowance) throws InterruptedException {
        long end = System.nanoTime() + allowance.leftNanos();
        boolean cutOff = false;
        while (broken.isEmpty()) {
            if (!cutOff && cuts.any()) {
                cutOff = true;
                end = System.nanoTime() + GRACE.toNanos();
            }
            var made = news.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (made == null && cutOff) {
                return leave(underWay.orElseThrow());
            }
            if (made == null) {
                cutOff(allowance.cut());
            } else if (made.isPresent()) {
                return settled(underWay.orElseThrow(), made.get());
            }
        }
        var step = underWay.orElseThrow();
        step.interrupt();
        return step.ended(StepStop.broken(
                new ToolFault(broken.get()), step.step().common().at()));
    }

    /** By a virtual clock a step's thread must have left before the next one comes. */
    private static Progress settled(Begun step, Progress made) throws InterruptedException {
        if (made instanceof Ended && step.thread().isPresent()) {
            var _ = step.thread().get().join(GRACE);
        }
        return made;
    }

    private Ended leave(Begun step) {
        left = true;
        var notes = new ArrayList<>(List.of("it can't be interrupted, and is left behind"));
        step.stack().forEach(frame -> notes.add("at " + frame));
        return step.ended(cuts.take().stop(step.step()).notes(notes));
    }

    private boolean isWanted(Event event) {
        var stop = stops;
        return stop.isPresent() && stop.get().test(event);
    }

    /** Carries out a step on the caller's thread, beside the one that is under way. */
    Ended runBeside(Step step) {
        var begun = Begun.now(Next.typed(step), live.environment, Optional.empty());
        return carryOut(begun, runner -> runner.runBeside(step));
    }

    private Ended carryOut(Begun begun, Attempt.Task task) {
        Runnable whenOver = standing ? live.time::hold : () -> {};
        return new Attempt(live, begun).carryOut(task, cuts::take, whenOver);
    }

    /**
     * Stops the step that runs, where it is; where it can't go on later, as nobody would let it, it is interrupted.
     * From any thread.
     */
    void halt() {
        boolean goesOn = live.time.locked(() -> {
            boolean stops = this.stops.isPresent();
            if (stops && underWay() && news.stream().allMatch(Optional::isEmpty)) {
                live.time.hold();
                news.add(Optional.of(new Halted()));
            }
            return stops;
        });
        if (!goesOn) {
            interrupt();
        }
    }

    /** Interrupts the step that runs, and all after it but {@code finally}. From any thread. */
    void close() {
        cuts.close();
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
        if (!cuts.inFinally()) {
            cutOff(why);
        }
    }

    private void cutOff(Cut why) {
        if (cuts.add(why)) {
            underWay.ifPresent(Begun::interrupt);
            news.add(Optional.empty());
        }
    }

    /** Whether a thread was left behind that could not be interrupted. */
    boolean hasLeft() {
        return left;
    }

    boolean isBroken() {
        return broken.isPresent();
    }

    /** Something of simrun itself broke: nobody waits for a step any more. From any thread. */
    void broke(Throwable thrown) {
        broken = Optional.of(thrown);
        cutOff(new Cut(Verdict.ERRORED, "simrun broke", false));
        news.add(Optional.empty());
    }
}
