package dev.simrun.engine;

/** What is done with the case's lock held. */
@FunctionalInterface
public interface Locked<T, E extends Exception> {
    T run() throws E;

    /** The same without a result. */
    @FunctionalInterface
    interface Action<E extends Exception> {
        void run() throws E;
    }
}
