package dev.simrun.page;

import dev.simrun.run.Verdict;

/** The sign of a verdict: no colour is the only thing that tells it. */
final class Sign {
    private Sign() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "✓";
            case FAILED -> "✕";
            case ERRORED -> "!";
            case SKIPPED -> "○";
            case FLAKY -> "≈";
            case INTERRUPTED -> "‖";
        };
    }
}
