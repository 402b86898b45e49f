package dev.simrun.engine;

import dev.simrun.event.Room;
import dev.simrun.event.Timeline;
import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Time that passes only while nobody can do anything, and then at once: the clock jumps to the next moment for which
 * somebody waits.
 *
 * <p>Of the threads that take part only the one that has the {@link Baton} runs. The same random numbers give the same
 * run, and others give other orders of what may happen at the same time. Without a thread that carries out steps the
 * world stands still: nobody has the baton until the next one starts.
 */
public final class VirtualTime implements Time {
    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;

    /** For whoever keeps the baton while the clock is held. */
    private final Condition goesOn = lock.newCondition();

    private final Baton baton;
    private final Worker worker;
    private int environments;

    /** The world of one case of several. */
    public VirtualTime(RandomGenerator random, Room room, Worker worker) {
        this.timeline = new Timeline(lock, room);
        this.baton = new Baton(random);
        this.worker = worker;
    }

    @Override
    public Instant instant() {
        return locked(() -> baton.now());
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
        return Baton.START;
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
        return begin(name, false, task);
    }

    @Override
    public Thread startSteps(String name, Runnable task) {
        return begin(name, true, task);
    }

    private Thread begin(String name, boolean carriesOutSteps, Runnable task) {
        return locked(() -> {
            var fresh =
                    new Participant(carriesOutSteps, self -> worker.thread(name, () -> self.live(task, this::leave)));
            baton.begin(fresh);
            return fresh.thread;
        });
    }

    private void leave(Participant ended) {
        locked(() -> baton.leave(ended));
    }

    /** Hands the baton on until it is ready or due; both may hold already. */
    private void block(BooleanSupplier ready, Optional<Instant> due) throws InterruptedException {
        var self = locked(() -> {
            if (baton.isClosed()) {
                throw new ClosedException();
            }
            if (lock.getHoldCount() > 1) {
                throw new IllegalStateException("a wait with the lock held");
            }
            return baton.lay(ready, due);
        });
        self.awaitBaton();
        if (Thread.interrupted()) {
            throw new ClosedException();
        }
        if (self.stuck) {
            self.stuck = false;
            throw new StuckException("nothing can happen any more: everyone waits without a limit");
        }
    }

    @Override
    public <T> T get(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        block(future::isDone, Optional.empty());
        return future.get();
    }

    @Override
    public <T> T get(CompletableFuture<T> future, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (!await(limit, future::isDone)) {
            throw new TimeoutException();
        }
        return future.get();
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        block(() -> false, Optional.of(after(length)));
    }

    @Override
    public void pause() throws InterruptedException {
        block(() -> false, Optional.empty());
    }

    @Override
    public boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        block(condition, Optional.of(after(limit)));
        return locked(() -> condition.getAsBoolean());
    }

    @Override
    public void await(BooleanSupplier condition) throws InterruptedException {
        block(condition, Optional.empty());
    }

    @Override
    public void settle() throws InterruptedException {
        block(baton::nothingElseIsDue, Optional.empty());
    }

    private Instant after(Duration length) {
        return instant().plus(length);
    }

    @Override
    public void changed() {
        // Whoever waits is looked at whenever the baton is handed on.
    }

    @Override
    public void hold() {
        locked(() -> baton.hold());
    }

    @Override
    public void goOn() {
        locked(() -> {
            goesOn.signalAll();
            baton.goOn();
        });
    }

    @Override
    public boolean held() {
        return locked(() -> baton.isHeld());
    }

    @Override
    public void standStill() throws InterruptedException {
        locked(() -> {
            while (baton.isHeld() && !baton.isClosed()) {
                goesOn.await();
            }
        });
    }

    /** Nobody around has a clock of their own. */
    @Override
    public Duration stood() {
        return Duration.ZERO;
    }

    @Override
    public Timers timers(Consumer<Timer> onFire) {
        return locked(() -> {
            var more = new Timers(this, onFire, _ -> {});
            baton.add(more);
            return more;
        });
    }

    /** Ends all waits, too: whoever takes part is interrupted, and from now on in every wait. */
    @Override
    public void close() {
        locked(() -> {
            goesOn.signalAll();
            baton.close();
        });
        timeline.close();
    }
}
