package dev.simrun.page;

import dev.simrun.run.CaseResult;

/** Where a case stands on the page: what needs to be looked at first. */
enum Rank {
    FAILED,
    ERRORED,
    INTERRUPTED,
    FLAKY,
    /** Passed, and the referee or the run itself has something to say about it. */
    NOTED,
    PASSED,
    SKIPPED;

    static Rank of(CaseResult result) {
        return switch (result.verdict()) {
            case FAILED -> FAILED;
            case ERRORED -> ERRORED;
            case INTERRUPTED -> INTERRUPTED;
            case FLAKY -> FLAKY;
            case PASSED -> result.findings().isEmpty() && result.remarks().isEmpty() ? PASSED : NOTED;
            case SKIPPED -> SKIPPED;
        };
    }
}
