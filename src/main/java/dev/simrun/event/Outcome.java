package dev.simrun.event;

/** How an invocation, or a phase, went as its caller sees it. */
public enum Outcome implements Word {
    SUCCESS,
    /** The payload is an error that the function, or the platform on its behalf, reported. */
    ERROR,
    TIMEOUT,
    /** The environment broke: a process ended, init failed. */
    CRASH
}
