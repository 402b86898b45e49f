package dev.simrun.picture;

/**
 * A symbol on a lane, where something happened in an instant.
 *
 * @param event the position in the timeline, from 0, of what happened
 * @param text beside it while there is room; may be empty
 */
public record Symbol(Kind kind, int event, String text) {
    /** What it is drawn as; where there is no room for two the later one of these is shown. */
    public enum Kind {
        NOTE,
        RESTORE_NEXT,
        START,
        REGISTER,
        ACKNOWLEDGED,
        RESET,
        FAULT,
        SIGNAL,
        /** SIGKILL to one that had not acknowledged. */
        KILL,
        REFUSED,
        /** Exit with 0. */
        EXIT,
        /** Ended by a signal as is usual: SIGTERM, or SIGKILL after it had acknowledged. */
        ENDED,
        REFEREE,
        /** The actor or the environment reported an error. */
        ERROR,
        /** Exit with another status. */
        EXIT_STATUS,
        /** Died of a signal. */
        DIED,
        TIMEOUT
    }
}
