package dev.simrun.engine;

import dev.simrun.event.Room;
import dev.simrun.event.Timeline;
import dev.simrun.sim.Timer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Time that passes only while nobody can do anything, and then at once: the clock jumps to the next
 * moment for which somebody waits.
 *
 * <p>There is one baton, and of the threads that take part only the one that has it runs. Whoever
 * must wait hands it on: to one that need not wait any longer, picked by the random numbers among
 * all that could go on at that instant. So the same numbers give the same run, and others give
 * other orders of what may happen at the same time. Without a thread that carries out steps the
 * world stands still: nobody has the baton until the next one starts.
 */
public final class VirtualTime implements Time {
    /** When every case begins. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** In the order in which they were made, so that a run can be repeated. The lock guards all. */
    private final List<Participant> participants = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;

    /** For whoever keeps the baton while the clock is held. */
    private final Condition goesOn = lock.newCondition();

    private final RandomGenerator random;
    private final Worker worker;

    /** One for each environment, in the order in which they were made. */
    private final List<VirtualTimers> timers = new ArrayList<>();

    private int environments;
    private Instant now = START;
    private boolean moving;
    private boolean held;

    /** Whether nobody has the baton because the clock is held. */
    private boolean resting;

    private boolean closed;

    /** A world that stands still. */
    public VirtualTime(RandomGenerator random) {
        this(random, Room.ofHeap(), Worker.ALONE);
    }

    /** The world of one case of several. */
    public VirtualTime(RandomGenerator random, Room room, Worker worker) {
        this.timeline = new Timeline(lock, room);
        this.random = random;
        this.worker = worker;
    }

    @Override
    public Instant instant() {
        return locked(() -> now);
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
        return START;
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

    /** Only who runs takes part: one that never came to run would keep the baton for ever. */
    private Thread begin(String name, boolean carriesOutSteps, Runnable task) {
        return locked(() -> {
            var fresh =
                    new Participant(
                            carriesOutSteps,
                            self -> worker.thread(name, () -> self.live(task, this::leave)));
            participants.add(fresh);
            if (closed) {
                release(fresh);
            } else if (fresh.carriesOutSteps && !moving) {
                moving = true;
                fresh.giveBaton();
            }
            fresh.thread.start();
            return fresh.thread;
        });
    }

    private void leave(Participant ended) {
        locked(() -> {
            participants.remove(ended);
            handOn();
        });
    }

    /** Gives the baton, which the caller had, to somebody who can go on. The lock must be held. */
    private void handOn() {
        moving = participants.stream().anyMatch(it -> it.carriesOutSteps);
        resting = held && moving;
        if (resting) {
            return;
        }
        while (moving && !closed) {
            var able = participants.stream().filter(it -> it.canGoOn(now)).toList();
            var fired = timers.stream().flatMap(it -> it.runOut(now)).toList();
            int count = able.size() + fired.size();
            int pick = count == 0 ? 0 : random.nextInt(count);
            if (pick < able.size()) {
                able.get(pick).giveBaton();
                return;
            }
            if (count > 0) {
                fired.get(pick - able.size()).run();
            } else if (!jump()) {
                stop();
                return;
            }
        }
    }

    /** Sets the clock to the next instant for which anybody waits; false if there is none. */
    private boolean jump() {
        var next =
                Stream.concat(
                                participants.stream().flatMap(it -> it.due.stream()),
                                timers.stream().flatMap(VirtualTimers::due))
                        .min(Instant::compareTo);
        next.ifPresent(instant -> now = instant);
        return next.isPresent();
    }

    /** The world has come to its end: the one that carries out steps is told. */
    private void stop() {
        var waiting = participants.stream().filter(it -> it.carriesOutSteps).findFirst();
        waiting.orElseThrow().stuck = true;
        waiting.orElseThrow().giveBaton();
    }

    /** Hands the baton on until it is ready or due; both may hold already. */
    private void block(BooleanSupplier ready, Optional<Instant> due) throws InterruptedException {
        var self =
                locked(() -> {
                    if (closed) {
                        throw new InterruptedException("the environment was closed");
                    }
                    var waiting = self();
                    waiting.ready = ready;
                    waiting.due = due;
                    waiting.hasBaton = false;
                    handOn();
                    return waiting;
                });
        self.awaitBaton();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (self.stuck) {
            self.stuck = false;
            throw new StuckException("nothing can happen any more: everyone waits without a limit");
        }
    }

    private Participant self() {
        if (lock.getHoldCount() > 1) {
            throw new IllegalStateException("a wait with the lock held");
        }
        return participants.stream()
                .filter(it -> it.thread.equals(Thread.currentThread()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                Thread.currentThread() + " takes no part in this time"));
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

    private Instant after(Duration length) {
        return instant().plus(length);
    }

    @Override
    public void changed() {
        // Whoever waits is looked at whenever the baton is handed on.
    }

    @Override
    public void hold() {
        locked(() -> {
            held = true;
        });
    }

    @Override
    public void goOn() {
        locked(() -> {
            held = false;
            goesOn.signalAll();
            if (resting) {
                handOn();
            }
        });
    }

    @Override
    public boolean held() {
        return locked(() -> held);
    }

    @Override
    public void standStill() throws InterruptedException {
        locked(() -> {
            while (held && !closed) {
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
            var more = new VirtualTimers(this, onFire);
            timers.add(more);
            return more;
        });
    }

    /** Ends all waits, too: whoever takes part is interrupted, and from now on in every wait. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            goesOn.signalAll();
            timers.forEach(Timers::close);
            participants.forEach(this::release);
        });
        timeline.close();
    }

    private void release(Participant participant) {
        participant.interrupted = true;
        participant.giveBaton();
    }
}
