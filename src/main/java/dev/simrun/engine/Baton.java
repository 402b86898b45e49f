package dev.simrun.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What only one of the threads in virtual time has, which is the one that runs. Whoever must wait hands it on: to one
 * that need not wait any longer, picked by the random numbers among all that could go on at that instant, timers
 * included. Where nobody can, the clock jumps. The case's lock guards it.
 */
final class Baton {
    /** When every case begins. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** In the order in which they were made, so that a run can be repeated. */
    private final List<Participant> participants = new ArrayList<>();

    /** One for each environment, in the order in which they were made. */
    private final List<Timers> timers = new ArrayList<>();

    /** Who can go on, and what runs out, at this instant: for {@link #handOn} alone. */
    private final List<Participant> able = new ArrayList<>();

    private final List<Runnable> fired = new ArrayList<>();

    private final RandomGenerator random;
    private Instant now = START;
    private boolean moving;
    private boolean held;

    /** Whether nobody has the baton because the clock is held. */
    private boolean resting;

    private boolean closed;

    Baton(RandomGenerator random) {
        this.random = random;
    }

    Instant now() {
        return now;
    }

    boolean isHeld() {
        return held;
    }

    boolean isClosed() {
        return closed;
    }

    void hold() {
        held = true;
    }

    void goOn() {
        held = false;
        if (resting) {
            handOn();
        }
    }

    void add(Timers more) {
        timers.add(more);
    }

    /** Only who runs takes part: one that never came to run would keep the baton for ever. */
    void begin(Participant fresh) {
        participants.add(fresh);
        if (closed) {
            release(fresh);
        } else if (fresh.carriesOutSteps && !moving) {
            moving = true;
            fresh.giveBaton();
        }
        fresh.thread.start();
    }

    void leave(Participant ended) {
        participants.remove(ended);
        handOn();
    }

    /** The calling thread hands it on until it is ready or due; both may hold already. */
    Participant lay(BooleanSupplier ready, Optional<Instant> due) {
        var self = self();
        self.ready = ready;
        self.due = due;
        self.hasBaton = false;
        handOn();
        return self;
    }

    private Participant self() {
        var thread = Thread.currentThread();
        for (var each : participants) {
            if (each.thread.equals(thread)) {
                return each;
            }
        }
        throw new IllegalStateException(thread + " takes no part in this time");
    }

    /** Gives the baton, which the caller had, to somebody who can go on. It is done often: no streams here. */
    private void handOn() {
        moving = isCarryingOutSteps();
        resting = held && moving;
        if (resting) {
            return;
        }
        while (moving && !closed) {
            able.clear();
            for (var each : participants) {
                if (each.canGoOn(now)) {
                    able.add(each);
                }
            }
            fired.clear();
            for (var each : timers) {
                each.runOut(now, fired);
            }
            int count = able.size() + fired.size();
            int pick = count == 0 ? 0 : random.nextInt(count);
            if (pick < able.size()) {
                able.get(pick).giveBaton();
                return;
            }
            if (count > 0) {
                fired.get(pick - able.size()).run();
            } else if (!jump()) {
                stop();
                return;
            }
        }
    }

    private boolean isCarryingOutSteps() {
        for (var each : participants) {
            if (each.carriesOutSteps) {
                return true;
            }
        }
        return false;
    }

    /** Whether at this instant nobody can go on but who carries out steps, and no timer runs out. */
    boolean nothingElseIsDue() {
        return participants.stream().filter(it -> !it.carriesOutSteps).noneMatch(it -> it.canGoOn(now))
                && timers.stream().noneMatch(it -> it.isDue(now));
    }

    /** Sets the clock to the next instant for which anybody waits; false if there is none. */
    private boolean jump() {
        var next = Stream.concat(
                        participants.stream().flatMap(it -> it.due.stream()),
                        timers.stream().flatMap(Timers::due))
                .min(Instant::compareTo);
        next.ifPresent(instant -> now = instant);
        return next.isPresent();
    }

    /** The world has come to its end: the one that carries out steps is told. */
    private void stop() {
        var waiting = participants.stream().filter(it -> it.carriesOutSteps).findFirst();
        waiting.orElseThrow().stuck = true;
        waiting.orElseThrow().giveBaton();
    }

    /** Ends all waits: whoever takes part is interrupted, and from now on in every wait. */
    void close() {
        closed = true;
        timers.forEach(Timers::close);
        participants.forEach(Baton::release);
    }

    private static void release(Participant participant) {
        participant.interrupted = true;
        participant.giveBaton();
    }
}
