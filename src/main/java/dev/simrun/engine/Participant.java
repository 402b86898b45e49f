package dev.simrun.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** A thread that takes part in a {@link VirtualTime}, and what it waits for. */
final class Participant {
    final boolean carriesOutSteps;
    final Thread thread;

    BooleanSupplier ready = () -> true;
    Optional<Instant> due = Optional.empty();
    boolean stuck;

    volatile boolean hasBaton;
    volatile boolean interrupted;

    /**
     * A thread that has not been started.
     *
     * @param thread which lives as {@link #live} says
     */
    Participant(boolean carriesOutSteps, Function<Participant, Thread> thread) {
        this.carriesOutSteps = carriesOutSteps;
        this.thread = thread.apply(this);
    }

    /**
     * Does its task once it has the baton.
     *
     * @param leave hands on the baton at its end
     */
    void live(Runnable task, Consumer<Participant> leave) {
        awaitBaton();
        try {
            task.run();
        } finally {
            leave.accept(this);
        }
    }

    /** An interrupt does not end this wait, but makes the thread one that can go on. */
    void awaitBaton() {
        while (!hasBaton) {
            LockSupport.park(this);
            // The flag must be down for the next park, yet never seem to be down meanwhile.
            if (Thread.currentThread().isInterrupted()) {
                interrupted = true;
                var _ = Thread.interrupted();
            }
        }
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at the flag first: see {@link #awaitBaton}. */
    boolean canGoOn(Instant now) {
        return thread.isInterrupted()
                || interrupted
                || (due.isPresent() && !due.get().isAfter(now))
                || ready.getAsBoolean();
    }

    void giveBaton() {
        hasBaton = true;
        LockSupport.unpark(thread);
    }
}
