package dev.simrun.engine;

import dev.simrun.event.EventType;
import dev.simrun.event.Timeline;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Effect;
import dev.simrun.sim.Effect.InitReport;
import dev.simrun.sim.Effect.InvokeReport;
import dev.simrun.sim.Effect.ShutdownReport;
import dev.simrun.sim.Ending;
import dev.simrun.sim.Extensions;
import dev.simrun.sim.Input;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Setup;
import dev.simrun.sim.ShutdownReason;
import dev.simrun.sim.Simulator;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * One execution environment as it runs: feeds its state machine with what happens and does what the
 * state machine answers. Safe for use by many threads.
 */
public final class Environment implements AutoCloseable {
    private final Simulator simulator;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Timeline timeline = new Timeline();
    private final Setup setup;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Timers timers;
    private final Map<Long, Pending> calls = new HashMap<>();
    private final Invocations invocations = new Invocations();
    private final CompletableFuture<InitReport> init = new CompletableFuture<>();
    private final CompletableFuture<ShutdownReport> shutdown = new CompletableFuture<>();
    private final HostCalls host = new HostCalls();
    private long lastCall;
    private boolean closed;

    /**
     * An environment in which nothing runs yet.
     *
     * @param clock must not go back
     * @param random where its identifiers come from
     */
    public Environment(Setup setup, InstantSource clock, RandomGenerator random) {
        this.setup = setup;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.simulator = new Simulator(setup, random);
        this.timers = new Timers(lock, clock, timer -> step(new Input.TimerFired(timer)));
    }

    /** Says who starts the actors; needed before {@link #init}. */
    public void attach(Host actors) {
        host.attach(actors);
    }

    public Setup setup() {
        return setup;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** The time since this environment was made. */
    public Duration elapsed() {
        return Duration.between(startedAt, clock.instant());
    }

    /** Takes a client's call; the function is given the number that the call is known by. */
    public Pending submit(LongFunction<Input.Call> call) {
        lock.lock();
        try {
            var pending = new Pending(++lastCall, this);
            if (closed) {
                pending.complete(new dev.simrun.sim.Reply.Closed());
                return pending;
            }
            calls.put(lastCall, pending);
            step(call.apply(lastCall));
            return pending;
        } finally {
            lock.unlock();
        }
    }

    void callGone(long call) {
        lock.lock();
        try {
            calls.remove(call);
            step(new Input.CallGone(call));
        } finally {
            lock.unlock();
        }
    }

    /** Begins init if it has not begun; the report comes when it is over, however it went. */
    public CompletableFuture<InitReport> init() {
        on(new Input.StartInit());
        return init;
    }

    /** Hands in an invocation; it is served after those before it. */
    public Invoked invoke(Invocation invocation) {
        lock.lock();
        try {
            var invoked = invocations.begin(invocation.requestId());
            if (closed) {
                invocations.refuseAll("the environment was closed");
            } else if (!invoked.answered().isDone()) {
                step(new Input.Invoke(invocation));
            }
            return invoked;
        } finally {
            lock.unlock();
        }
    }

    /** Begins the shutdown, if none has begun; the report comes when all processes are gone. */
    public CompletableFuture<ShutdownReport> shutdown(ShutdownReason reason) {
        lock.lock();
        try {
            if (simulator.phase() != Phase.TERMINATED) {
                step(new Input.Shutdown(reason));
            }
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    /** What starts a process, or fails to. */
    @FunctionalInterface
    public interface Start<T, E extends Exception> {
        T start() throws E;
    }

    /**
     * Starts a process and records that it was started before anything that it does: its calls, its
     * output and its end wait until then.
     *
     * @throws E if it could not be started; nothing is recorded then
     */
    public <T, E extends Exception> T starting(String actor, Start<T, E> start) throws E {
        lock.lock();
        try {
            var at = elapsed();
            var started = start.start();
            timeline.append(
                    at, EventType.PROCESS_START, actor, JsonNodeFactory.instance.objectNode());
            changed.signalAll();
            return started;
        } finally {
            lock.unlock();
        }
    }

    /** A process that a scenario started, not init. */
    public void processStarted(String actor) {
        on(new Input.ProcessStarted(actor));
    }

    public void processEnded(String actor, Ending ending) {
        on(new Input.ProcessEnded(actor, ending));
    }

    /**
     * A process could not be started.
     *
     * @param errorType such as {@code Extension.LaunchError} (WIRE.md §2.11)
     */
    public void launchFailed(String actor, String errorType, String message) {
        on(new Input.LaunchFailed(actor, errorType, message));
    }

    /** Adds a fact that the state machine does not know of, such as a line of output. */
    public void record(EventType type, String actor, ObjectNode fields) {
        lock.lock();
        try {
            timeline.append(elapsed(), type, actor, fields);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Phase phase() {
        return read(Simulator::phase);
    }

    /** The name in scenarios of what the environment is doing. */
    public String state() {
        return read(Simulator::state);
    }

    /** Begins a freeze; {@link #state} tells when all processes are stopped. */
    public void freeze() {
        on(new Input.Freeze());
    }

    public void thaw() {
        on(new Input.Thaw());
    }

    /** Whether a freeze has begun and not ended: no actor may do anything. */
    public boolean freezing() {
        return read(Simulator::freezing);
    }

    /** Reads the extensions while nothing changes them; nothing of them may be kept. */
    public <T> T extensions(Function<Extensions, T> reader) {
        return read(s -> reader.apply(s.extensions()));
    }

    private <T> T read(Function<Simulator, T> reader) {
        lock.lock();
        try {
            return reader.apply(simulator);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a condition on the timeline, the phase or the extensions holds. It is asked again
     * after each change.
     *
     * @return false if the limit passed first
     */
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

    /**
     * Waits until an extension acknowledged SHUTDOWN.
     *
     * @return false if the limit passed first
     */
    public boolean awaitAcknowledgement(String identifier, Duration limit)
            throws InterruptedException {
        return await(limit, () -> extensions(e -> e.acknowledged(identifier)));
    }

    /** Ends all waiting calls without an answer. The processes are the host's to end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            timers.close();
            for (var pending : calls.values()) {
                pending.complete(new dev.simrun.sim.Reply.Closed());
            }
            calls.clear();
            invocations.refuseAll("the environment was closed");
        } finally {
            lock.unlock();
        }
        host.close();
    }

    /** Waits for the host's calls under way; for closing in order. */
    public boolean awaitHost(Duration limit) throws InterruptedException {
        return host.await(limit);
    }

    private void on(Input input) {
        lock.lock();
        try {
            step(input);
        } finally {
            lock.unlock();
        }
    }

    /** The lock must be held. */
    private void step(Input input) {
        var now = clock.instant();
        for (var effect : simulator.on(input, now)) {
            carryOut(effect, now);
        }
        changed.signalAll();
    }

    private void carryOut(Effect effect, Instant now) {
        switch (effect) {
            case Effect.Reply(long call, dev.simrun.sim.Reply reply) -> {
                var pending = calls.remove(call);
                if (pending != null) {
                    pending.complete(reply);
                }
            }
            case Effect.Fact(EventType type, String actor, ObjectNode fields) ->
                    timeline.append(Duration.between(startedAt, now), type, actor, fields);
            case Effect.StartProcess(String actor) -> host.tell(h -> h.start(actor));
            case Effect.SignalProcess(String actor, boolean kill) ->
                    host.tell(h -> h.signal(actor, kill));
            case Effect.Freeze(long number) -> host.tell(h -> freeze(h, number));
            case Effect.Thaw() -> host.tell(Host::thaw);
            case Effect.SetTimer(Input.Timer timer, Instant at) -> timers.set(timer, at);
            case Effect.CancelTimer(Input.Timer timer) -> timers.cancel(timer);
            case Effect.Answered(String requestId, CallerAnswer answer) ->
                    invocations.answered(requestId, answer);
            case Effect.InvokeEnded(String requestId, InvokeReport report) ->
                    invocations.ended(requestId, report);
            case Effect.InvokeRefused(String requestId, String message) ->
                    invocations.refused(requestId, message);
            case Effect.InitEnded(InitReport report) -> init.complete(report);
            case Effect.ShutdownEnded(ShutdownReport report) -> shutdown.complete(report);
        }
    }

    private void freeze(Host actors, long number) {
        if (actors.freeze(this::freezing)) {
            on(new Input.Frozen(number));
        }
    }
}
