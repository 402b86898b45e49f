package dev.simrun.cli;

import java.util.Arrays;

/** The exit codes, which scripts rely on. */
enum ExitCode {
    OK(0, "everything selected passed, in the end, or was skipped"),
    FAILED(1, "a scenario failed or errored; two runs that were compared differ"),
    USAGE(
            2,
            "a bad option or setting, an unreadable or invalid scenario, a command of before that failed; no case ran"),
    FAULT(3, "a fault of the tool: no JDK, no port, a report that can't be written, a bug"),
    EMPTY(5, "nothing was selected"),
    HUNG_UP(129, "the terminal is gone (SIGHUP): after finally, with reports written"),
    INTERRUPTED(130, "Ctrl-C: after finally, with reports written; a second one ends at once"),
    TERMINATED(143, "SIGTERM: the same");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The one with that number; a failure where there is none. */
    static ExitCode of(int status) {
        return Arrays.stream(values())
                .filter(it -> it.status == status)
                .findFirst()
                .orElse(FAILED);
    }

    int status() {
        return status;
    }

    /** What a run has come to that ends with it. */
    String meaning() {
        return meaning;
    }
}
