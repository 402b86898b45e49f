package dev.simrun.engine;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/** The threads of the system that carry all virtual ones. */
public final class Carriers {
    /** A virtual thread waits so long for its turn only where others keep all carriers, or are busy. */
    private static final Duration TURN = Duration.ofSeconds(1);

    /** Far more than the scheduler has queues. */
    private static final int CALLS = 32;

    private Carriers() {}

    /**
     * Adds one if virtual threads don't get their turn, as where one loops, or waits in native code.
     *
     * @param done changes as long as they do: then they are only busy, and pass each other the turn
     */
    public static void addIfKept(LongSupplier done) throws InterruptedException {
        long before = done.getAsLong();
        boolean kept = !Thread.ofVirtual().name("simrun-turn").start(() -> {}).join(TURN);
        if (kept && done.getAsLong() == before) {
            var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
            scheduler.setParallelism(scheduler.getParallelism() + 1);
            // It comes when something is put into an empty queue, and each thread of the system has one of a few.
            for (int i = 0; i < CALLS; i++) {
                Thread.ofPlatform().daemon().start(() -> Thread.startVirtualThread(() -> {}));
            }
        }
    }
}
