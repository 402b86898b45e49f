package dev.simrun.engine;

import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** Timers with a thread that waits for the next one. The case's lock guards them. */
final class RealTimers implements Timers {
    private final Lock lock;
    private final Condition changed;
    private final RealTime time;
    private final StandingClock clock;
    private final Consumer<Timer> onFire;
    private final Map<Timer, Instant> due = new TreeMap<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    RealTimers(Lock lock, RealTime time, StandingClock clock, Consumer<Timer> onFire) {
        this.lock = lock;
        this.changed = lock.newCondition();
        this.time = time;
        this.clock = clock;
        this.onFire = onFire;
    }

    @Override
    public void set(Timer timer, Instant at) {
        due.put(timer, at);
        if (thread.isEmpty() && !closed) {
            thread = Optional.of(time.start("simrun-timers", this::run));
        }
        changed.signal();
    }

    @Override
    public void cancel(Timer timer) {
        due.remove(timer);
    }

    @Override
    public Map<Timer, Duration> left() {
        return Timers.left(due, clock.instant());
    }

    /** The clock was held, or goes on; the lock must be held. */
    void turned() {
        changed.signal();
    }

    @Override
    public void close() {
        closed = true;
        due.clear();
        changed.signal();
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                var next = due.entrySet().stream().min(Map.Entry.comparingByValue());
                long nanos = next.map(n ->
                                Duration.between(clock.instant(), n.getValue()).toNanos())
                        .orElse(Long.MAX_VALUE);
                if (clock.isHeld()) {
                    changed.await();
                } else if (nanos > 0) {
                    var _ = changed.awaitNanos(nanos);
                } else {
                    var timer = next.orElseThrow().getKey();
                    due.remove(timer);
                    onFire.accept(timer);
                }
            }
        } catch (InterruptedException nobodyInterrupts) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
