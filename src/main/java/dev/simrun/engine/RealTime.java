package dev.simrun.engine;

import dev.simrun.event.Room;
import dev.simrun.event.Timeline;
import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Time as it passes for everyone, real processes included. The lock guards all that changes. */
public final class RealTime implements Time {
    private final Worker worker;
    private final StandingClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;
    private final Condition changed = lock.newCondition();

    /**
     * Signalled when the clock is held and when it goes on, for waits that changes don't matter to: those for nothing
     * but time, and those for one value, which signals it too.
     */
    private final Condition turned = lock.newCondition();

    private final Instant start;
    private final List<Timers> timers = new ArrayList<>();

    /** Signalled when a timer runs out before {@link #rings}, and when the clock is held or goes on. */
    private final Condition rewound = lock.newCondition();

    /** What waits for the next timer, as long as there is one. */
    private Optional<Thread> ringer = Optional.empty();

    /** When it looks again: the timer for which it waits may have been cancelled since. */
    private Instant rings = Instant.MIN;

    private int environments;

    /** Time of one case of several, by the usual clock. */
    public RealTime(Room room, Worker worker) {
        this(new MonotonicClock(), room, worker);
    }

    /** Time by a clock that must not go back. */
    RealTime(InstantSource clock, Room room, Worker worker) {
        this.worker = worker;
        this.timeline = new Timeline(lock, room);
        this.clock = new StandingClock(clock);
        this.start = instant();
    }

    @Override
    public Instant instant() {
        return locked(() -> clock.instant());
    }

    @Override
    public <T, E extends Exception> T locked(Locked<T, E> action) throws E {
        lock.lock();
        try {
            return action.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public int nextEnvironment() {
        return locked(() -> ++environments);
    }

    @Override
    public Thread start(String name, Runnable task) {
        var thread = worker.thread(name, task);
        thread.start();
        return thread;
    }

    @Override
    public Thread startSteps(String name, Runnable task) {
        return start(name, task);
    }

    @Override
    public <T> T get(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }

    @Override
    public <T> T get(CompletableFuture<T> future, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        var _ = future.whenComplete((_, _) -> valueCame());
        if (!await(limit, turned, future::isDone)) {
            throw new TimeoutException();
        }
        return future.get();
    }

    private void valueCame() {
        locked(() -> turned.signalAll());
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        var _ = await(length, turned, () -> false);
    }

    @Override
    public void pause() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        return await(limit, changed, condition);
    }

    @Override
    public void await(BooleanSupplier condition) throws InterruptedException {
        locked(() -> {
            while (!condition.getAsBoolean()) {
                changed.await();
            }
        });
    }

    /** Nobody waits for a turn. */
    @Override
    public void settle() {}

    /** Time passes by the clock: while that stands still, a limit does not come nearer. */
    private boolean await(Duration limit, Condition change, BooleanSupplier condition) throws InterruptedException {
        return locked(() -> {
            long due = clock.nanos() + limit.toNanos();
            while (!condition.getAsBoolean()) {
                long left = due - clock.nanos();
                if (left <= 0) {
                    return false;
                }
                if (clock.isHeld()) {
                    change.await();
                } else {
                    var _ = change.awaitNanos(left);
                }
            }
            return true;
        });
    }

    @Override
    public void hold() {
        turn(clock::hold);
    }

    @Override
    public void goOn() {
        turn(clock::goOn);
    }

    private void turn(Runnable change) {
        locked(() -> {
            change.run();
            changed.signalAll();
            turned.signalAll();
            rewound.signalAll();
        });
    }

    @Override
    public boolean held() {
        return locked(() -> clock.isHeld());
    }

    @Override
    public void standStill() throws InterruptedException {
        locked(() -> {
            while (clock.isHeld()) {
                turned.await();
            }
        });
    }

    @Override
    public Duration stood() {
        return locked(() -> clock.lost());
    }

    @Override
    public void changed() {
        changed.signalAll();
    }

    @Override
    public Timers timers(Consumer<Timer> onFire) {
        return locked(() -> {
            var more = new Timers(this, onFire, this::timerSet);
            timers.add(more);
            return more;
        });
    }

    private void timerSet(Instant at) {
        if (ringer.isEmpty()) {
            ringer = Optional.of(start("simrun-timers", this::ring));
        } else if (at.isBefore(rings)) {
            rewound.signalAll();
        }
    }

    private void ring() {
        try {
            locked(() -> {
                for (var next = nextTimer(); next.isPresent(); next = nextTimer()) {
                    rings = next.get();
                    long nanos = Duration.between(clock.instant(), rings).toNanos();
                    if (clock.isHeld()) {
                        rewound.await();
                    } else if (nanos > 0) {
                        var _ = rewound.awaitNanos(nanos);
                    } else {
                        var fired = new ArrayList<Runnable>();
                        timers.forEach(it -> it.runOut(rings, fired));
                        fired.getFirst().run();
                    }
                }
                ringer = Optional.empty();
            });
        } catch (InterruptedException nobodyInterrupts) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> nextTimer() {
        return timers.stream().flatMap(Timers::due).min(Instant::compareTo);
    }

    @Override
    public void close() {
        locked(() -> {
            timers.forEach(Timers::close);
            rewound.signalAll();
        });
        timeline.close();
    }
}
