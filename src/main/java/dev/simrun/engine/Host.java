package dev.simrun.engine;

import java.util.function.BooleanSupplier;

/**
 * What starts and signals the actors of an environment. Its methods are called one after the other, from a thread of
 * the environment's own; what comes of them is told to the environment by {@link Environment#processEnded} and
 * {@link Environment#launchFailed}.
 */
public interface Host {
    /** Starts an actor's process, or the fake that stands for one. */
    void start(String actor);

    /** SIGTERM, or SIGKILL, to all of an actor's processes; none is no error. */
    void signal(String actor, boolean kill);

    /**
     * Stops all processes of all actors.
     *
     * @param wanted false once it is in vain; asked now and then
     * @param done is run when all are stopped; not if that fails or is in vain
     */
    void freeze(BooleanSupplier wanted, Runnable done);

    /**
     * An actor polls for what comes next: what it wrote before, an unfinished line too, belongs to the phase that may
     * end now. Unlike the others it is called by the thread of the poll, without the case's lock, and returns when all
     * of that is in the timeline. A host whose actors write nothing has nothing to do.
     */
    default void polls(String actor) {}

    /**
     * Lets go on what {@link #freeze} stopped.
     *
     * @param done is run when all goes on, and what ran out for it meanwhile, such as a time-out, has come to it
     */
    void thaw(Runnable done);

    /** Whether an actor has been started and has not ended. Asked with the case's lock held. */
    boolean alive(String actor);
}
