package dev.simrun.picture;

/**
 * What an actor did for a while.
 *
 * @param label in it, such as {@code INVOKE}; may be empty
 * @param to the end of the case where it had not ended
 * @param ended whether it ended before the case did
 * @param bad whether it ended by what is wrong: a death while at work, an outcome that is no success
 */
public record Span(Kind kind, String label, Point from, Point to, boolean ended, boolean bad) {
    /** What it did. */
    public enum Kind {
        /** A process has been started and has not polled yet. */
        BOOT,
        /** At work on an event. */
        WORK,
        /** Has answered, and has not polled yet. */
        AFTER,
        /** Its poll waits for the next event. */
        WAIT,
        /** The environment's caller waits for the outcome of an invocation, which is the label. */
        CALL
    }
}
