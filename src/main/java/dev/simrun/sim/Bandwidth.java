package dev.simrun.sim;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a streamed response may reach its caller: the first 6 MiB at once, then 2 MiB a second, in steps of 125 ms
 * (WIRE.md §2.5).
 */
final class Bandwidth {
    private static final long BURST_BYTES = 6L * 1024 * 1024;
    private static final long REFILL_BYTES = 256L * 1024;
    private static final Duration REFILL_EVERY = Duration.ofMillis(125);

    private final Instant startedAt;
    private long refills;
    private long roomBytes = BURST_BYTES;

    Bandwidth(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** Lets bytes through after those before them; gives the time at which the last one passed. */
    Instant pass(long bytes, Instant now) {
        long passed = Duration.between(startedAt, now).dividedBy(REFILL_EVERY);
        roomBytes = Math.min(BURST_BYTES, roomBytes + (passed - refills) * REFILL_BYTES);
        refills = passed;
        if (bytes <= roomBytes) {
            roomBytes -= bytes;
            return now;
        }
        long needed = Math.ceilDiv(bytes - roomBytes, REFILL_BYTES);
        roomBytes += needed * REFILL_BYTES - bytes;
        refills += needed;
        return startedAt.plus(REFILL_EVERY.multipliedBy(refills));
    }
}
