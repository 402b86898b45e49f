package dev.simrun.run;

/** Takes cases through their steps as somebody at a prompt says. */
public interface Debugger {
    /** How somebody was done with a case. */
    enum Ending {
        /** The case is over, as far as it was taken. */
        FINISHED,
        /** The case is to begin anew, in another environment. */
        RESTART,
        /** The run is over, too. */
        QUIT
    }

    /** Takes a case through its steps; {@code finally} comes after it. */
    Ending debug(Session session) throws InterruptedException;

    /** Leaves the prompt, if there is one now, as the run was interrupted. From any thread. */
    void interrupt();
}
