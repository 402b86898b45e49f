package dev.simrun.engine;

/**
 * What starts and signals the actors of an environment. Its methods are called one after the other,
 * from a thread of the environment's own; what comes of them is told to the environment by {@link
 * Environment#processEnded} and {@link Environment#launchFailed}.
 */
public interface Host {
    /** Starts an actor's process, or the fake that stands for one. */
    void start(String actor);

    /** SIGTERM, or SIGKILL, to all of an actor's processes; none is no error. */
    void signal(String actor, boolean kill);
}
