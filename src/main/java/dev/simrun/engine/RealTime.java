package dev.simrun.engine;

import dev.simrun.sim.Input.Timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Time as it passes for everyone, real processes included. */
public final class RealTime implements Time {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<RealTimers> timers = new ArrayList<>();

    public RealTime() {
        this(new MonotonicClock());
    }

    /** Time by a clock that must not go back. */
    public RealTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public ReentrantLock lock() {
        return lock;
    }

    @Override
    public Thread thread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(task);
    }

    @Override
    public Thread steps(String name, Runnable task) {
        return thread(name, task);
    }

    @Override
    public <T> T get(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }

    @Override
    public <T> T get(CompletableFuture<T> future, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        var _ = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void pause() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed() {
        changed.signalAll();
    }

    @Override
    public Timers timers(Consumer<Timer> onFire) {
        var more = new RealTimers(lock, clock, onFire);
        timers.add(more);
        return more;
    }

    @Override
    public void close() {
        timers.forEach(RealTimers::close);
    }
}
