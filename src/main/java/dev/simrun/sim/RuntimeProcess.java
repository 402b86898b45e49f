package dev.simrun.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Where the runtime stands, and its polls that wait. */
final class RuntimeProcess {
    /** The engine's names, which appear in error texts (WIRE.md §2.9). */
    enum State {
        STARTED("Started"),
        INIT_ERROR("InitError"),
        READY("Ready"),
        RUNNING("Running"),
        RESPONSE("InvocationResponse"),
        ERROR_RESPONSE("InvocationErrorResponse"),
        RESPONSE_SENT("RuntimeResponseSentState"),
        RESTORE_READY("RestoreReady"),
        RESTORING("Restoring"),
        RESTORE_ERROR("RuntimeRestoreErrorState");

        final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }
    }

    State state = State.STARTED;
    boolean started;
    boolean polled;

    /** Each invocation wakes exactly one of them, the oldest first (WIRE.md §2.2). */
    final Deque<Long> waitingCalls = new ArrayDeque<>();

    /** Its restore/next that waits for the restore. */
    OptionalLong restoreCall = OptionalLong.empty();
}
