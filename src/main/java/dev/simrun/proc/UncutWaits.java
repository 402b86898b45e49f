package dev.simrun.proc;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that an interrupt does not cut short, for use by one thread while it cleans up. */
final class UncutWaits {
    private static final Duration LOOK_EVERY = Duration.ofNanos(200_000);

    private boolean interrupted;

    /** Looks until it is so or the limit is over; false in that case. */
    boolean until(Duration limit, BooleanSupplier done) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** Passes an interrupt on that came meanwhile. */
    void restore() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
