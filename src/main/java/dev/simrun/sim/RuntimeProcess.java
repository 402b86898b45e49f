package dev.simrun.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Where the runtime stands, whatever it does for invocations, and its polls that wait. */
final class RuntimeProcess {
    /** The engine's names, which appear in error texts (WIRE.md §2.9). */
    enum State {
        STARTED("Started"),
        INIT_ERROR("InitError"),
        /** It has polled: what it does from now on, it does for an invocation. */
        READY("Ready"),
        RESTORE_READY("RestoreReady"),
        RESTORING("Restoring"),
        RESTORE_ERROR("RuntimeRestoreErrorState");

        final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }
    }

    private State state = State.STARTED;
    final RuntimeRelease release = new RuntimeRelease();
    boolean started;

    /** Each invocation wakes exactly one of them, the oldest first (WIRE.md §2.2). */
    final Deque<Long> waitingCalls = new ArrayDeque<>();

    /** The call that began its init/error. */
    OptionalLong initErrorPost = OptionalLong.empty();

    /** Its restore/next that waits for the restore. */
    OptionalLong restoreCall = OptionalLong.empty();

    State state() {
        return state;
    }

    boolean mayEnter(State next) {
        return Transitions.after(state).contains(next);
    }

    void enter(State next) {
        state = Transitions.move(state, next, Transitions.after(state));
    }

    /** Whether it has reported an error after which nothing is taken of it. */
    boolean failed() {
        return state == State.INIT_ERROR || state == State.RESTORE_ERROR;
    }

    /** Whether it has said that its init is done, by a first poll or in place of it. */
    boolean polled() {
        return switch (state) {
            case STARTED, INIT_ERROR -> false;
            case READY, RESTORE_READY, RESTORING, RESTORE_ERROR -> true;
        };
    }
}
