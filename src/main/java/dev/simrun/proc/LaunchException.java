package dev.simrun.proc;

/** A process could not be started; the message says what stands in the way, where, and what would do. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Reason {
        /** There is no such program. */
        NOT_FOUND,
        /** There is a file, but this system can't or may not run it. */
        NOT_EXECUTABLE,
        /** The working directory is missing or is no directory. */
        BAD_DIRECTORY,
        /** Something else: no memory, too many processes, too long arguments, not this system. */
        OTHER
    }

    private final Reason reason;
    private final String engineText;

    LaunchException(Reason reason, String engineText, String message) {
        super(message);
        this.reason = reason;
        this.engineText = engineText;
    }

    public Reason reason() {
        return reason;
    }

    /**
     * What Lambda's engine, a program in Go, says of it to a caller, such as {@code fork/exec /opt/extensions/audit:
     * exec format error}.
     */
    public String engineText() {
        return engineText;
    }
}
