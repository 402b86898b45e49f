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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Carries out the steps of a live case, each on a thread of its own, so that somebody else can look at it, stop it at
 * an event, or cut it off.
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

    /** Why the thread is interrupted: the first cause counts. */
    private final AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());

    private volatile Optional<Predicate<Event>> stops = Optional.empty();
    private boolean left;
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
            news.add(Optional.of(new Stopped(event)));
        }
    }

    void begin(Step step, Place place) {
        begin(step, place, runner -> {
            runner.beginInit(step, place);
            if (step.common().type().isCheck()) {
                live.time.settle();
            }
            return runner.run(step);
        });
    }

    /** Judges what a step began and did not wait for. */
    void judge(Background.Phase phase, Place place) {
        begin(phase.step(), place, runner -> runner.judge(phase));
    }

    private void begin(Step step, Place place, Attempt.Task task) {
        if (underWay()) {
            throw new IllegalStateException(
                    "a step is under way: " + step.common().key());
        }
        var mine = new LinkedBlockingQueue<Optional<Progress>>();
        news = mine; // a thread that was left behind has another
        live.time.locked(
                () -> { // no event is recorded before it is known to be under way
                    live.time.goOn();
                    Runnable all = () -> mine.add(Optional.of(carryOut(step, place, task)));
                    var thread = broken.isPresent()
                            ? Optional.<Thread>empty()
                            : Optional.of(live.time.startSteps("simrun-steps", all));
                    underWay = Optional.of(Begun.now(step, place, live.environment, thread));
                });
        if (cut.get().isPresent()) {
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
                if (cut.get().filter(Cut::passing).isPresent()) {
                    cut.set(Optional.empty()); // too late for the step that it was meant for
                }
            }
            return made;
        } finally {
            allowance.spend(System.nanoTime() - start);
        }
    }

    /** A step that is cut off has a while to end; if it does not, it is left behind. */
    private Progress next(Allowance allowance) throws InterruptedException {
        var step = underWay.orElseThrow();
        long end = System.nanoTime() + allowance.leftNanos();
        boolean cutOff = false;
        while (broken.isEmpty()) {
            if (!cutOff && cut.get().isPresent()) {
                cutOff = true;
                end = System.nanoTime() + GRACE.toNanos();
            }
            var made = news.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (made == null && cutOff) {
                return leave(step);
            }
            if (made == null) {
                cutOff(allowance.cut());
            } else if (made.isPresent()) {
                return settled(step, made.get());
            }
        }
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
        return step.ended(takeCut().stop(step.step()).notes(notes));
    }

    private boolean isWanted(Event event) {
        return stops.filter(stop -> stop.test(event)).isPresent();
    }

    /** Carries out a step on the caller's thread, beside the one that is under way. */
    Ended runBeside(Step step) {
        return carryOut(step, Place.TYPED, runner -> runner.runBeside(step));
    }

    private Ended carryOut(Step step, Place place, Attempt.Task task) {
        Runnable whenOver = standing ? live.time::hold : () -> {};
        return new Attempt(live, step, place).carryOut(task, this::takeCut, whenOver);
    }

    private Cut takeCut() {
        var why = cut.get().orElseThrow();
        if (!closing || inFinally) {
            cut.set(Optional.empty());
        }
        return why;
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
