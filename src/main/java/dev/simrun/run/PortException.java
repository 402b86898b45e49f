package dev.simrun.run;

/** No loopback port could be bound: nothing can be run on this machine now. */
public final class PortException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortException(String message, Throwable cause) {
        super(message, cause);
    }
}
