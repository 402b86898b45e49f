package dev.simrun.run;

import java.util.Locale;

/** How a case, or a step, went. */
public enum Verdict {
    PASSED,
    /** An expectation was not met. */
    FAILED,
    /** A step could not be carried out. */
    ERRORED,
    /** It was not run, for a stated reason. */
    SKIPPED,
    /** It was run again, and passed, after it had not. */
    FLAKY,
    /** It was cut off by Ctrl-C or SIGTERM. */
    INTERRUPTED;

    /** Whether nothing needs to be done about it: it passed, in the end, or was not to be run. */
    public boolean isGood() {
        return switch (this) {
            case PASSED, FLAKY, SKIPPED -> true;
            case FAILED, ERRORED, INTERRUPTED -> false;
        };
    }

    /** The word in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
