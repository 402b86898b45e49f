package dev.simrun.sim;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may follow what in an environment, on one page: its phases, its runtime's process and each invocation's slot.
 * Whatever is not here does not happen.
 */
final class Transitions {
    private Transitions() {}

    /** The life of an environment (WIRE.md §6.1). */
    static Set<Phase> after(Phase phase) {
        return switch (phase) {
            case NEW -> EnumSet.of(Phase.INIT, Phase.SHUTDOWN);
            case INIT -> EnumSet.of(Phase.READY, Phase.SHUTDOWN);
            case RESTORE -> EnumSet.of(Phase.READY, Phase.SHUTDOWN);
            case READY -> EnumSet.of(Phase.RESTORE, Phase.INVOKE, Phase.SHUTDOWN);
            case INVOKE -> EnumSet.of(Phase.READY, Phase.SHUTDOWN);
            case SHUTDOWN -> EnumSet.of(Phase.NEW, Phase.TERMINATED); // NEW after a reset
            case TERMINATED -> EnumSet.noneOf(Phase.class);
        };
    }

    /** The runtime's process, whatever it does for invocations (WIRE.md §2.9). */
    static Set<RuntimeProcess.State> after(RuntimeProcess.State state) {
        return switch (state) {
            case STARTED ->
                EnumSet.of(
                        RuntimeProcess.State.INIT_ERROR,
                        RuntimeProcess.State.READY,
                        RuntimeProcess.State.RESTORE_READY);
            case READY ->
                EnumSet.of(RuntimeProcess.State.READY, RuntimeProcess.State.STARTED); // whenever it polls; taken back
            case RESTORE_READY ->
                EnumSet.of(RuntimeProcess.State.RESTORING, RuntimeProcess.State.STARTED); // taken back
            case RESTORING -> EnumSet.of(RuntimeProcess.State.READY, RuntimeProcess.State.RESTORE_ERROR);
            case INIT_ERROR, RESTORE_ERROR -> EnumSet.noneOf(RuntimeProcess.State.class);
        };
    }

    /** An invocation and its slot; each may end with its environment. */
    static Set<Outstanding.State> after(Outstanding.State state) {
        return switch (state) {
            case WAITING -> EnumSet.of(Outstanding.State.BEGUN, Outstanding.State.ENDED);
            case BEGUN -> EnumSet.of(Outstanding.State.OFFERED, Outstanding.State.ENDED);
            case OFFERED -> EnumSet.of(Outstanding.State.RUNNING, Outstanding.State.ENDED);
            case RUNNING ->
                EnumSet.of(Outstanding.State.RESPONSE, Outstanding.State.ERROR_RESPONSE, Outstanding.State.ENDED);
            case RESPONSE, ERROR_RESPONSE -> EnumSet.of(Outstanding.State.RESPONSE_SENT, Outstanding.State.ENDED);
            case RESPONSE_SENT -> EnumSet.of(Outstanding.State.RUNTIME_DONE, Outstanding.State.ENDED);
            case RUNTIME_DONE -> EnumSet.of(Outstanding.State.ENDED, Outstanding.State.RESPONSE_SENT); // taken back
            case ENDED -> EnumSet.noneOf(Outstanding.State.class);
        };
    }

    /** Gives the state that is moved to. */
    static <S extends Enum<S>> S move(S from, S to, Set<S> allowed) {
        if (!allowed.contains(to)) {
            throw new IllegalStateException("from " + from + " to " + to);
        }
        return to;
    }
}
