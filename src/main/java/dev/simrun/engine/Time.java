package dev.simrun.engine;

import dev.simrun.event.Timeline;
import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The time of a case, of all its environments: its clock, its lock, what happens in it, and the threads with all their
 * waiting. Whoever takes part is a thread started here and waits here only, never with the lock held.
 */
public sealed interface Time extends InstantSource permits RealTime, VirtualTime {
    /**
     * Does something with the case's lock held: what is quick, waits for nothing and takes no monitor. Whoever holds
     * the lock already may do so again.
     */
    <T, E extends Exception> T locked(Locked<T, E> action) throws E;

    /** As {@link #locked(Locked)}, without a result. */
    default <E extends Exception> void locked(Locked.Action<E> action) throws E {
        var _ = this.<Boolean, E>locked(() -> {
            action.run();
            return true;
        });
    }

    /** Makes the threads around it. */
    Worker worker();

    /** When it began. */
    Instant start();

    /** What happens in this time, in order; the lock guards it. */
    Timeline timeline();

    /** The number of one more environment, from 1. */
    int nextEnvironment();

    /** Starts a thread of an actor or a helper; an interrupt ends what it waits for. */
    Thread start(String name, Runnable task);

    /** Starts a thread that carries out steps. */
    Thread startSteps(String name, Runnable task);

    /** Waits for a value. */
    <T> T get(CompletableFuture<T> future) throws ExecutionException, InterruptedException;

    /**
     * Waits for a value.
     *
     * @throws TimeoutException if the limit passed first
     */
    <T> T get(CompletableFuture<T> future, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException;

    /** Waits until so much time has passed; no time at all lets others go first. */
    void pause(Duration length) throws InterruptedException;

    /** Waits for ever, which is until it is interrupted. */
    void pause() throws InterruptedException;

    /**
     * Waits until a condition holds. It is asked with the lock held, again after each change.
     *
     * @return false if the limit passed first
     */
    boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException;

    /** Waits until a condition holds, however long that takes. It is asked as that of the other wait. */
    void await(BooleanSupplier condition) throws InterruptedException;

    /**
     * Lets all happen that is due at this instant, where others wait for their turn: by a virtual clock, whose threads
     * take turns.
     */
    void settle() throws InterruptedException;

    /** What conditions look at has changed; the lock must be held. */
    void changed();

    /**
     * Lets the clock stand still until {@link #goOn}, as while somebody looks at what happens: no wait for time ends
     * and no timer runs out. What needs no time still happens, but for what waits until the clock goes on. May be
     * called with the lock held.
     */
    void hold();

    /** Lets the clock go on from where it was held. */
    void goOn();

    /** Whether the clock stands still. */
    boolean held();

    /**
     * Waits until the clock goes on, if it stands still. By a virtual clock nobody else gets their turn meanwhile:
     * afterwards all goes on as if the clock had never been held.
     */
    void standStill() throws InterruptedException;

    /**
     * How long it has stood still in all, by the clock of everyone else: those with a clock of their own are told of
     * instants that are so much later.
     */
    Duration stood();

    /** The timers of one more environment; each that runs out is told with the lock held. */
    Timers timers(Consumer<Timer> onFire);

    /** Ends all timers, for ever. */
    void close();
}
