package dev.simrun.engine;

/** The environment can't take an invocation; the message says why. */
public final class InvokeRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    InvokeRefusedException(String message) {
        super(message);
    }
}
