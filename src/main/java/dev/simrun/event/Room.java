package dev.simrun.event;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that the timelines of cases which run beside each other may take together; each has the same share. Safe
 * for use by many threads.
 */
public final class Room {
    /** The part of the heap that it is. */
    private static final int PART = 4;

    private final long bytes;
    private final AtomicInteger timelines = new AtomicInteger();

    /** So many bytes. */
    public Room(long bytes) {
        this.bytes = bytes;
    }

    /** A part of this JVM's heap. */
    public static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / PART);
    }

    void enter() {
        timelines.incrementAndGet();
    }

    void leave() {
        timelines.decrementAndGet();
    }

    /** What one timeline may take now, in bytes. */
    long share() {
        return bytes / Math.max(1, timelines.get());
    }
}
