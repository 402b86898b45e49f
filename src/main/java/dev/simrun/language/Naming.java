package dev.simrun.language;

/** What a text names of what a scenario has; it must be there, and can be proposed. */
public enum Naming {
    NOTHING,
    /** The runtime or an extension. */
    ACTOR,
    /** Who an event can be of: an actor, the environment, or a stranger. */
    EVENT_ACTOR,
    EXTENSION,
    /** Extensions, or {@code all}. */
    EXTENSIONS,
    /** A step before, by the name that it is bound to. */
    BOUND,
    /** A step before that did not wait for its result, by the name that it is bound to; or {@code all}. */
    BEGUN
}
