package dev.simrun.engine;

import dev.simrun.event.Ending;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.event.Timeline;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Effect;
import dev.simrun.sim.Input;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Reply;
import dev.simrun.sim.Setup;
import dev.simrun.sim.Simulator;
import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One execution environment as it runs: feeds its state machine with what happens and does what the state machine
 * answers. Safe for use by many threads: the case's lock guards it.
 */
public final class Environment implements AutoCloseable {
    private static final String CLOSED = "the environment was closed";

    private final Simulator simulator;
    private final Time time;
    private final int number;
    private final Timeline timeline;
    private final Setup setup;
    private final Timers timers;
    private final View view;
    private final Map<Long, Pending> calls = new HashMap<>();

    /** Who waits for invocations that are outstanding, by request id. */
    private final Map<String, Caller> callers = new HashMap<>();

    private final Map<Long, Runnable> resets = new HashMap<>();

    private final HostCalls host;
    private final AtomicLong lastCall = new AtomicLong();
    private boolean closed;

    /**
     * An environment in which nothing runs yet.
     *
     * @param time of its case
     * @param random where its identifiers come from
     */
    public Environment(Setup setup, Time time, RandomGenerator random) {
        this.setup = setup;
        this.time = time;
        this.timeline = time.timeline();
        this.number = time.nextEnvironment();
        this.simulator = new Simulator(setup, random, time.start());
        this.timers = time.timers(timer -> step(new Input.TimerFired(timer)));
        this.host = new HostCalls(time);
        this.view = new View(simulator, timeline, host);
    }

    /** Says who starts the actors; needed before {@link #init}. */
    public void attach(Host actors) {
        host.attach(actors);
    }

    public Setup setup() {
        return setup;
    }

    public Time time() {
        return time;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** The time since the case began. */
    public Duration elapsed() {
        return Duration.between(time.start(), time.instant());
    }

    /** Takes a client's call; the function is given the number that the call is known by. */
    public Pending submit(LongFunction<Input.Call> call) {
        long number = lastCall.incrementAndGet();
        var input = call.apply(number); // what is read of a body is read without the lock
        host.heed(input, view);
        return time.locked(() -> {
            var pending = new Pending(number, this);
            if (closed) {
                pending.complete(new Reply.Closed());
            } else {
                calls.put(number, pending);
                step(input);
            }
            return pending;
        });
    }

    /** A call that waits is to wait no more, for a reason that the state machine is told. */
    void end(long call, Input why) {
        time.locked(() -> Optional.ofNullable(calls.remove(call)).ifPresent(_ -> step(why)));
    }

    /** Begins init if it has not begun; {@code init.done} or {@code init.error} tells its end. */
    public void init() {
        on(new Input.StartInit());
    }

    /** Hands in an invocation; it is served after those before it. */
    public void invoke(Invocation invocation, Caller caller) {
        time.locked(() -> {
            if (closed) {
                caller.refused(CLOSED);
            } else if (callers.putIfAbsent(invocation.requestId(), caller) != null) {
                caller.refused("an invocation with this request id is outstanding");
            } else {
                step(new Input.Invoke(invocation));
            }
        });
    }

    /**
     * Has the environment shut down, unless that was done; {@code shutdown.done} tells its end.
     *
     * @param atOnce whether what runs is cut off; else it begins when init and all invocations handed in are over
     */
    public void shutdown(ShutdownReason reason, boolean atOnce) {
        on(new Input.Shutdown(reason, atOnce));
    }

    /** Has the environment reset, when that begins; {@code begun} is told then, with the case's lock held. */
    public void reset(ShutdownReason reason, boolean atOnce, Runnable begun) {
        time.locked(() -> {
            long reset = lastCall.incrementAndGet();
            resets.put(reset, begun);
            step(new Input.Reset(reset, reason, atOnce));
        });
    }

    /** Restores the snapshot as soon as there is one; {@code restore.done} tells its end. */
    public void restore() {
        on(new Input.Restore());
    }

    /**
     * Starts a process and records that it was started before anything that it does: its calls, its output and its end
     * wait until then.
     *
     * @throws E if it could not be started; nothing is recorded then
     */
    public <T, E extends Exception> T starting(String actor, Locked<T, E> start) throws E {
        return time.<T, E>locked(() -> {
            var at = elapsed();
            var started = start.run();
            timeline.append(at, number, actor, new Fact.ProcessStart());
            time.changed();
            return started;
        });
    }

    /** A process that a scenario started, not init. */
    public void processStarted(String actor) {
        on(new Input.ProcessStarted(actor));
    }

    public void processEnded(String actor, Ending ending) {
        on(new Input.ProcessEnded(actor, ending));
    }

    /** A process could not be started. */
    public void launchFailed(Input.LaunchFailed failure) {
        on(failure);
    }

    /** Adds a fact that the state machine does not know of. */
    public void record(String actor, Fact fact) {
        record(actor, List.of(fact));
    }

    /** Adds facts of one instant that the state machine does not know of, such as output. */
    public void record(String actor, List<? extends Fact> facts) {
        time.locked(() -> {
            var at = elapsed();
            facts.forEach(fact -> timeline.append(at, number, actor, fact));
            time.changed();
        });
    }

    /** Asks the state machine, as in {@code is(Simulator::over)}. */
    public boolean is(Predicate<Simulator> question) {
        return look(it -> it.is(question));
    }

    /** What the environment waits for, and how long yet. */
    public Map<Timer, Duration> deadlines() {
        return time.locked(() -> timers.left());
    }

    /** Begins a freeze; {@link View#state} tells when all processes are stopped. */
    public void freeze() {
        on(new Input.Freeze());
    }

    public void thaw() {
        on(new Input.Thaw());
    }

    /** Looks at it at one moment; nothing that is not a plain value may be kept. */
    public <T> T look(Function<View, T> reader) {
        return time.locked(() -> reader.apply(view));
    }

    /**
     * Waits until a condition holds. It is asked with the case's lock held, again after each change, so it looks at
     * nothing but the view.
     *
     * @return false if the limit passed first
     */
    public boolean await(Duration limit, Predicate<View> condition) throws InterruptedException {
        return time.await(limit, () -> condition.test(view));
    }

    /** Ends all waiting calls without an answer. The processes are the host's to end. */
    @Override
    public void close() {
        time.locked(() -> {
            closed = true;
            timers.close();
            host.close();
            calls.values().forEach(pending -> pending.complete(new Reply.Closed()));
            calls.clear();
            callers.values().forEach(caller -> caller.refused(CLOSED));
        });
    }

    /** Waits for the host's calls under way; for closing in order. */
    public boolean awaitHost(Duration limit) throws InterruptedException {
        return host.await(limit);
    }

    private void on(Input input) {
        time.locked(() -> step(input));
    }

    /** The lock must be held. */
    private void step(Input input) {
        var now = time.instant();
        for (var effect : simulator.on(input, now)) {
            carryOut(effect, now);
        }
        time.changed();
    }

    private Caller caller(String requestId) {
        return Optional.ofNullable(callers.get(requestId))
                .orElseThrow(() -> new IllegalStateException("no such invocation: " + requestId));
    }

    private void carryOut(Effect effect, Instant now) {
        switch (effect) {
            case Effect.Reply(long call, Reply reply) -> {
                var pending = calls.remove(call);
                if (pending != null) {
                    pending.complete(reply.later(time.stood()));
                }
            }
            case Effect.Happened(String actor, Fact fact) -> {
                timeline.append(Duration.between(time.start(), now), number, actor, fact);
                if (fact instanceof Fact.InvokeEnd end) {
                    callers.remove(end.requestId());
                }
            }
            case Effect.StartProcess(String actor) -> host.tell(h -> h.start(actor));
            case Effect.SignalProcess(String actor, boolean kill) -> host.tell(h -> h.signal(actor, kill));
            case Effect.Freeze(long number) ->
                host.tell(h -> h.freeze(() -> look(View::freezing), () -> on(new Input.Frozen(number))));
            case Effect.Thaw(long number) -> host.tell(h -> h.thaw(() -> on(new Input.Thawed(number))));
            case Effect.ResetBegun(long reset) ->
                Objects.requireNonNull(resets.remove(reset)).run();
            case Effect.SetTimer(Timer timer, Instant at) -> timers.set(timer, at);
            case Effect.CancelTimer(Timer timer) -> timers.cancel(timer);
            case Effect.Answered(String requestId, CallerAnswer answer) ->
                caller(requestId).answered(answer);
            case Effect.InvokeRefused(String requestId, String message) -> {
                caller(requestId).refused(message);
                callers.remove(requestId);
            }
        }
    }
}
