package dev.simrun.engine;

/** A wait in virtual time was interrupted. Each actor of a case ends with one, and nobody asks where it comes from. */
final class ClosedException extends InterruptedException {
    private static final long serialVersionUID = 1;

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
