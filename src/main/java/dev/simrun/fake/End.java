package dev.simrun.fake;

/** How a fake ended, as a process would have. */
public sealed interface End {
    record Exit(int status) implements End {}

    /** By a signal such as {@code SIGKILL}. */
    record Killed(String signal) implements End {}
}
