package dev.simrun.engine;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Wall-clock time that never goes back: read once at the start and advanced by the monotonic clock (WIRE.md §10.11).
 */
public final class MonotonicClock implements InstantSource {
    private final Instant startedAt = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return startedAt.plusNanos(System.nanoTime() - startNanos);
    }
}
