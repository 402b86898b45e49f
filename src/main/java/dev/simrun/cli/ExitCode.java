package dev.simrun.cli;

/** The exit codes, which scripts rely on. */
enum ExitCode {
    /** Everything selected passed or was skipped. */
    OK(0),
    /** A scenario failed or errored. */
    FAILED(1),
    /** A bad option, an unreadable or invalid scenario; nothing ran. */
    USAGE(2),
    /** A tool fault: no port, an unwritable report, a bug of ours. */
    FAULT(3),
    /** Nothing was selected. */
    EMPTY(5),
    /** Ctrl-C. */
    INTERRUPTED(130),
    /** The terminal is gone. */
    HUNG_UP(129),
    /** SIGTERM. */
    TERMINATED(143);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
