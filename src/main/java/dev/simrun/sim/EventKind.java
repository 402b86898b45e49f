package dev.simrun.sim;

/** The events that an extension can subscribe to. */
public enum EventKind {
    INVOKE,
    SHUTDOWN
}
