package dev.simrun.sim;

import java.util.Locale;

/** What an execution environment is doing (WIRE.md §6.1). */
public enum Phase {
    /** No process is there: before init, or after a reset until the next invocation. */
    NEW,
    /** From the first process to the first poll of the runtime and of every extension. */
    INIT,
    /** From the end of {@code restore/next} to the runtime's first poll for an event (SnapStart). */
    RESTORE,
    /** Initialised, no invocation running. */
    READY,
    /** From an invocation's delivery until the runtime and all INVOKE subscribers polled again. */
    INVOKE,
    /** From the first signal until all processes are gone. */
    SHUTDOWN,
    /** Over; nothing answers any more. */
    TERMINATED;

    /** The name in scenarios. An environment that waits to be started counts as in init. */
    public String wireName() {
        return this == NEW ? "init" : name().toLowerCase(Locale.ROOT);
    }
}
