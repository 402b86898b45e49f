package dev.simrun.sim;

import dev.simrun.event.Ending;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A simulator, the clock that a test moves, and all that the simulator did. */
final class Bench {
    static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    final Simulator simulator;
    final List<Effect> effects = new ArrayList<>();
    final Map<Timer, Instant> timers = new TreeMap<>();
    private Instant now = START;
    private long lastCall;

    /** Whether a thaw is over at once. */
    boolean thaws = true;

    Bench(Setups setups) {
        simulator = new Simulator(setups.setup(), new Random(1), START);
    }

    /** A runtime and external extensions, all with processes. */
    static Bench with(String... externals) {
        return new Bench(new Setups().externals(externals));
    }

    static Invocation invocation(String id, Duration timeout) {
        return new Invocation(
                id,
                Bytes.utf8("{}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Root=1-2-3",
                timeout,
                false);
    }

    /** The same, asked for as a stream. */
    static Invocation streaming(Invocation buffered) {
        return new Invocation(
                buffered.requestId(),
                buffered.payload(),
                buffered.clientContext(),
                buffered.cognitoIdentity(),
                buffered.tenantId(),
                buffered.traceId(),
                buffered.timeout(),
                true);
    }

    /** Init through, with each external extension registered for both events and waiting. */
    static Bench ready(String... externals) {
        var bench = with(externals);
        bench.on(new Input.StartInit());
        for (var name : externals) {
            bench.poll(bench.register(name, "INVOKE", "SHUTDOWN"));
        }
        bench.runtimeNext();
        return bench;
    }

    List<Effect> on(Input input) {
        var more = simulator.on(input, now);
        for (var effect : more) {
            if (effect instanceof Effect.SetTimer set) {
                timers.put(set.timer(), set.at());
            } else if (effect instanceof Effect.CancelTimer cancel) {
                timers.remove(cancel.timer());
            }
        }
        effects.addAll(more);
        thawed(more);
        return more;
    }

    /** Nothing of these tests is in the way of a thaw. */
    private void thawed(List<Effect> done) {
        for (var effect : done) {
            if (effect instanceof Effect.Thaw(long number) && thaws) {
                on(new Input.Thawed(number));
            }
        }
    }

    void pass(long millis) {
        now = now.plusMillis(millis);
    }

    /** Goes to the time of the next timer of a kind, and fires it. */
    List<Effect> fire(Timer.Kind kind) {
        return fire(next(kind).orElseThrow(() -> new AssertionError(kind + " is not set")));
    }

    /** Goes to the time of a timer that is set, and fires it. */
    List<Effect> fire(Timer timer) {
        var at = timers.remove(timer);
        if (at == null) {
            throw new AssertionError(timer + " is not set");
        }
        now = at;
        return on(new Input.TimerFired(timer));
    }

    private Optional<Timer> next(Timer.Kind kind) {
        return timers.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** What the simulator waits for. */
    List<Timer.Kind> waitsFor() {
        return timers.keySet().stream().map(Timer::kind).toList();
    }

    long millis() {
        return Duration.between(START, now).toMillis();
    }

    Duration due(Timer.Kind kind) {
        return Duration.between(now, next(kind).map(timers::get).orElse(Instant.MIN));
    }

    Optional<Reply> reply(long call) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Reply r && r.call() == call)
                .map(e -> ((Effect.Reply) e).reply())
                .findFirst();
    }

    /** Registers and gives the identifier. */
    String register(String name, String... events) {
        on(new Input.Register(++lastCall, Optional.of(name), false, new Input.Registration.Events(List.of(events))));
        return ((Reply.Registered) reply(lastCall).orElseThrow()).identifier();
    }

    Reply tryRegister(String name, String... events) {
        on(new Input.Register(++lastCall, Optional.of(name), false, new Input.Registration.Events(List.of(events))));
        return reply(lastCall).orElseThrow();
    }

    String id(String name) {
        return simulator.extensions().byName(name).orElseThrow().id();
    }

    long poll(String identifier) {
        on(new Input.ExtensionNext(++lastCall, Optional.of(identifier)));
        return lastCall;
    }

    long runtimeNext() {
        on(new Input.RuntimeNext(++lastCall, Optional.empty(), Optional.empty()));
        return lastCall;
    }

    void invoke(String id) {
        on(new Input.Invoke(invocation(id, Duration.ofSeconds(3))));
    }

    Reply respond(String id) {
        return respond(id, Optional.empty());
    }

    /** Responds with an echoed invocation id. */
    Reply respond(String id, String invocationId) {
        return respond(id, Optional.of(invocationId));
    }

    private Reply respond(String id, Optional<String> invocationId) {
        on(new Input.RuntimeResponse(
                ++lastCall,
                id,
                invocationId,
                Optional.empty(),
                Optional.empty(),
                new Input.Posted(Bytes.utf8("ok"), false)));
        return reply(lastCall).orElseThrow();
    }

    long restoreNext() {
        on(new Input.RestoreNext(++lastCall));
        return lastCall;
    }

    void initError(String type) {
        on(new Input.RuntimeInitError(
                ++lastCall,
                Optional.of(type),
                "application/json",
                Bytes.utf8("{\"errorMessage\":\"no\"}"),
                Optional.of("no"),
                Optional.empty()));
    }

    void reset() {
        on(new Input.Reset(++lastCall, ShutdownReason.FAILURE, true));
    }

    void shutDown() {
        on(new Input.Shutdown(ShutdownReason.SPINDOWN, true));
    }

    List<Effect> ends(String actor, Ending ending) {
        return on(new Input.ProcessEnded(actor, ending));
    }

    <E extends Effect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return all(Effect.Happened.class).stream()
                .map(Effect.Happened::fact)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The answer to the caller of an invocation: its outcome and its payload. */
    String answer(String id) {
        return all(Effect.Answered.class).stream()
                .filter(a -> a.requestId().equals(id))
                .map(a -> a.answer().outcome() + " " + a.answer().payload().text())
                .findFirst()
                .orElse("none");
    }

    /** How the environment ended, or was reset last. */
    Fact.ShutdownDone shutdownDone() {
        return facts(Fact.ShutdownDone.class).getLast();
    }
}
