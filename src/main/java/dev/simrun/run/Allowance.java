package dev.simrun.run;

import dev.simrun.match.Literals;
import java.time.Duration;

/** How long some steps may take together; what passes between them does not count. */
final class Allowance {
    private final Duration limit;
    private final Duration least;
    private final String message;
    private long spentNanos;

    /**
     * An allowance of which nothing is spent.
     *
     * @param least what a step gets where nothing is left
     * @param message says what passed, before the limit
     */
    Allowance(Duration limit, Duration least, String message) {
        this.limit = limit;
        this.least = least;
        this.message = message;
    }

    long leftNanos() {
        return Math.max(least.toNanos(), limit.toNanos() - spentNanos);
    }

    void spend(long nanos) {
        spentNanos += nanos;
    }

    /** What befalls a step that takes longer. */
    Cut cut() {
        return new Cut(Verdict.ERRORED, message.formatted(Literals.duration(limit)), true);
    }
}
