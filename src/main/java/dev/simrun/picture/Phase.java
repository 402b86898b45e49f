package dev.simrun.picture;

/**
 * A phase of the environment.
 *
 * @param label such as {@code invoke 2} or {@code shutdown spindown}
 * @param failed whether it ended otherwise than by all being done
 */
public record Phase(Kind kind, String label, Point from, Point to, boolean failed) {
    /** Which part of the environment's life it is. */
    public enum Kind {
        INIT,
        INVOKE,
        RESTORE,
        SHUTDOWN
    }
}
