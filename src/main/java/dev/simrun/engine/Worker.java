package dev.simrun.engine;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Makes every thread of ours, so that none dies alone: whatever one throws is a fault of simrun itself, and somebody is
 * told of it before anybody waits in vain.
 *
 * @param fault is told of it, on the thread that threw it, which ends then
 */
public record Worker(Consumer<Throwable> fault) {
    /** Longer than nearly all takes that is waited for here. */
    private static final Duration LONG = Duration.ofMillis(500);

    /** A virtual thread waits so long for its turn only where others keep all carriers, or are busy. */
    private static final Duration TURN = Duration.ofSeconds(1);

    /** Far more than the scheduler has queues. */
    private static final int CALLS = 32;

    /** A thread that has not been started. */
    public Thread thread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(() -> run(task));
    }

    /** For threads that block in native code, where a virtual one would keep its carrier. */
    public ThreadFactory platform() {
        return task -> Thread.ofPlatform().daemon().unstarted(() -> run(task));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) { // an error of the machine, too
            fault.accept(thrown);
        }
    }

    /**
     * What an action gives that may never end, as when another thread keeps the lock that it needs.
     *
     * @return empty if it took longer, and goes on, or threw something
     */
    public <T> Optional<T> within(Duration limit, Supplier<T> action) {
        var given = new AtomicReference<Optional<T>>(Optional.empty());
        var thread = thread("simrun-end", () -> given.set(Optional.of(action.get())));
        thread.start();
        join(thread, limit);
        return given.get();
    }

    /**
     * Adds a thread of the system to those that carry all virtual ones if these don't get their turn, as where one
     * loops, or waits in native code.
     *
     * @param done changes as long as they do: then they are only busy, and pass each other the turn
     */
    public void addCarrierIfKept(LongSupplier done) throws InterruptedException {
        long before = done.getAsLong();
        var turn = thread("simrun-turn", () -> {});
        turn.start();
        if (!turn.join(TURN) && done.getAsLong() == before) {
            var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
            scheduler.setParallelism(scheduler.getParallelism() + 1);
            // It comes when something is put into an empty queue, and each thread of the system has one of a few.
            Runnable call = () -> thread("simrun-turn", () -> {}).start();
            for (int i = 0; i < CALLS; i++) {
                platform().newThread(call).start();
            }
        }
    }

    /** An interrupt makes no haste: it is kept for later. */
    private void join(Thread thread, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                var left = Duration.ofNanos(Math.clamp(end - System.nanoTime(), 1, LONG.toNanos()));
                over = thread.join(left) || end - System.nanoTime() <= 0;
                if (!over) {
                    addCarrierIfKept(() -> 0);
                }
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
