package dev.simrun.engine;

/** What starts a process, or fails to. */
@FunctionalInterface
public interface Start<T, E extends Exception> {
    T start() throws E;
}
