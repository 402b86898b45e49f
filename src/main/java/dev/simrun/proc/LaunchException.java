package dev.simrun.proc;

/** A process could not be started; the message says what was tried, where, and what would do. */
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

    LaunchException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
