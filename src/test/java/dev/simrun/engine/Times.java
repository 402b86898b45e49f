package dev.simrun.engine;

import dev.simrun.event.Room;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Times of cases whose threads nobody else owns. */
public final class Times {
    private static final Worker ALONE = new Worker(thrown -> {
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    });

    private Times() {}

    public static RealTime real() {
        return real(new MonotonicClock());
    }

    /** By a clock that must not go back. */
    public static RealTime real(InstantSource clock) {
        return new RealTime(clock, Room.ofHeap(), ALONE);
    }

    /** A world that stands still. */
    public static VirtualTime virtual(long seed) {
        return new VirtualTime(new SplittableRandom(seed), Room.ofHeap(), ALONE);
    }
}
