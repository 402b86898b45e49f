package dev.simrun.event;

/** The events that an extension can subscribe to. */
public enum EventKind implements Word {
    INVOKE,
    SHUTDOWN;

    @Override
    public String wireName() {
        return name();
    }
}
