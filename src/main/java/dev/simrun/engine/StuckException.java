package dev.simrun.engine;

/** In virtual time: whoever takes part waits, and no limit of a wait runs that could end it. */
public final class StuckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StuckException(String message) {
        super(message);
    }
}
