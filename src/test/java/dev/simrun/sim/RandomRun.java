package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.ShutdownReason;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One environment in a world that does legal and illegal things at random. */
final class RandomRun {
    private static final int ACTIONS = 90;
    private static final int SETTLE_STEPS = 200;

    private final Random random;
    private final Simulator simulator;
    private final Setup setup;
    private final Ledger ledger;
    private final RandomRuntime runtime;
    private final List<Effect> effects = new ArrayList<>();
    private final Map<Timer, Instant> timers = new TreeMap<>();
    private final Map<String, Instant> exits = new LinkedHashMap<>();
    private final List<String> identifiers = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private BiConsumer<Phase, Phase> moves = (_, _) -> {};
    private long lastFreeze;
    private OptionalLong thawing = OptionalLong.empty();
    private long lastCall;
    private int lastInvocation;

    RandomRun(long seed, int slots) {
        random = new Random(seed);
        setup = setups().slots(slots).setup();
        ledger = new Ledger(setup);
        runtime = new RandomRuntime(this, random, setup.maxConcurrency());
        simulator = new Simulator(setup, new Random(seed + 1), Instant.EPOCH);
    }

    private Setups setups() {
        var externals = new ArrayList<Setup.External>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            externals.add(new Setup.External("ext" + i, random.nextInt(4) > 0));
        }
        return new Setups()
                .externals(externals)
                .runtimeHasProcess(random.nextInt(5) > 0)
                .freeze(random.nextInt(3) == 0)
                .snapStart(random.nextInt(4) == 0);
    }

    /** Plays to the end, and tells in which phase each input found and left the environment. */
    void play(BiConsumer<Phase, Phase> phases) {
        moves = phases;
        play();
    }

    /** Plays to the end and gives all that the environment did. */
    List<Effect> play() {
        if (random.nextInt(8) > 0) {
            on(new Input.StartInit());
        }
        int actions = random.nextInt(ACTIONS);
        for (int i = 0; i < actions; i++) {
            if (simulator.phase() == Phase.RESTORE && random.nextInt(8) == 0) {
                restore();
            }
            pass(Duration.ofMillis(random.nextInt(6) == 0 ? random.nextInt(1500) : random.nextInt(30)));
            act();
        }
        if (simulator.phase() != Phase.TERMINATED) {
            on(new Input.Shutdown(ShutdownReason.SPINDOWN, true));
        }
        for (int i = 0; i < SETTLE_STEPS && simulator.phase() != Phase.TERMINATED; i++) {
            pass(Duration.ofMillis(50));
            if (random.nextInt(3) == 0) {
                act();
            }
        }
        assertThat(simulator.phase()).isEqualTo(Phase.TERMINATED);
        act();
        ledger.settled();
        return effects;
    }

    private void pass(Duration time) {
        var until = now.plus(time);
        while (true) {
            var timer = timers.entrySet().stream().min(Map.Entry.comparingByValue());
            var exit = exits.entrySet().stream().min(Map.Entry.comparingByValue());
            var next = timer.map(Map.Entry::getValue).orElse(Instant.MAX);
            var exitAt = exit.map(Map.Entry::getValue).orElse(Instant.MAX);
            if (exitAt.isAfter(until) && next.isAfter(until)) {
                now = until;
                return;
            }
            if (exitAt.isAfter(next)) {
                now = next.isAfter(now) ? next : now;
                var due = timer.orElseThrow().getKey();
                timers.remove(due);
                on(new Input.TimerFired(due));
            } else {
                now = exitAt.isAfter(now) ? exitAt : now;
                exit(exit.orElseThrow().getKey());
            }
        }
    }

    private void exit(String actor) {
        exits.remove(actor);
        var ending = random.nextBoolean() ? new Ending.Code(random.nextInt(2)) : new Ending.Signal("SIGKILL");
        on(new Input.ProcessEnded(actor, ending));
    }

    private void act() {
        if (thawing.isPresent() && random.nextInt(3) > 0) {
            long which = thawing.getAsLong();
            thawing = OptionalLong.empty();
            on(new Input.Thawed(which));
        }
        switch (random.nextInt(47)) {
            case 0, 1, 2, 3, 4, 5, 6 -> register();
            case 7, 8, 9, 10, 11, 12, 13, 14, 15 -> pollAll();
            case 16, 17, 18, 19, 20, 21 -> on(new Input.RuntimeNext(++lastCall, Optional.empty(), Optional.empty()));
            case 22, 23, 24, 25 -> runtime.respond();
            case 26, 27 -> runtime.stream();
            case 28, 29, 30, 31 -> invoke();
            case 32, 33, 34, 35 -> abandon();
            case 36 -> rarely(this::extensionError);
            case 37 -> rarely(this::processEnds);
            case 38 -> rarely(this::shutDown);
            case 39 -> rarely(() -> on(new Input.Freeze()));
            case 40 -> rarely(() -> on(new Input.Thaw()));
            case 41, 42 -> on(new Input.Frozen(lastFreeze - random.nextInt(2)));
            case 43 -> rarely(this::reset);
            case 44, 45 -> restore();
            default -> rarely(this::initError);
        }
    }

    long nextCall() {
        return ++lastCall;
    }

    private void rarely(Runnable action) {
        if (random.nextInt(4) == 0) {
            action.run();
        }
    }

    private void register() {
        var name = random.nextInt(12) == 0 ? "" : random.nextInt(3) == 0 ? "int" : "ext";
        name = name.isEmpty() ? name : name + random.nextInt(name.equals("int") ? 12 : 5);
        boolean declared =
                setup.externals().stream().map(Setup.External::name).toList().contains(name);
        if (name.startsWith("ext") && !declared) {
            name = "int" + name;
        }
        var lists = List.of(
                List.of("INVOKE", "SHUTDOWN"),
                List.of("INVOKE"),
                List.of("SHUTDOWN"),
                List.<String>of(),
                List.of("invoke"));
        var events = lists.get(random.nextInt(name.startsWith("int") ? 5 : 4));
        on(new Input.Register(
                ++lastCall,
                Optional.of(name),
                random.nextBoolean(),
                random.nextInt(20) == 0
                        ? new Input.Registration.Malformed("x")
                        : new Input.Registration.Events(events)));
    }

    private Optional<String> identifier() {
        if (identifiers.isEmpty() || random.nextInt(30) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of("abc");
                default -> Optional.of("00000000-0000-4000-8000-000000000000");
            };
        }
        return Optional.of(identifiers.get(random.nextInt(identifiers.size())));
    }

    private void pollAll() {
        if (random.nextBoolean()) {
            on(new Input.ExtensionNext(++lastCall, identifier()));
            return;
        }
        for (var identifier : List.copyOf(identifiers)) {
            on(new Input.ExtensionNext(++lastCall, Optional.of(identifier)));
        }
    }

    private void invoke() {
        var timeout = Duration.ofMillis(100 + random.nextInt(3000));
        var invocation = Bench.invocation("r" + ++lastInvocation, timeout);
        on(new Input.Invoke(random.nextBoolean() ? Bench.streaming(invocation) : invocation));
    }

    /** A client leaves, or its poll is taken back: one that waits, or one that may have missed what it was given. */
    private void abandon() {
        long gone = lastCall - random.nextInt(6);
        if (gone > 0) {
            runtime.left(gone);
            boolean back = ledger.polls(gone) && random.nextInt(4) == 0;
            on(back ? new Input.CallWithdrawn(gone) : new Input.CallGone(gone));
        }
    }

    private void extensionError() {
        if (random.nextBoolean()) {
            on(new Input.ExtensionInitError(++lastCall, identifier(), Optional.of("Extension.A")));
        } else {
            on(new Input.ExtensionExitError(++lastCall, identifier(), Optional.of("Extension.B")));
        }
    }

    private void processEnds() {
        var alive = ledger.alive.stream().sorted().toList();
        if (!alive.isEmpty()) {
            exit(alive.get(random.nextInt(alive.size())));
        }
    }

    private void shutDown() {
        if (simulator.phase() != Phase.TERMINATED) {
            var reasons = ShutdownReason.values();
            on(new Input.Shutdown(reasons[random.nextInt(reasons.length)], random.nextBoolean()));
        }
    }

    private void reset() {
        if (simulator.phase() != Phase.TERMINATED) {
            on(new Input.Reset(nextCall(), ShutdownReason.FAILURE, random.nextBoolean()));
        }
    }

    private void restore() {
        // It is a short phase: what may go wrong in it is tried whenever it is there.
        switch (simulator.phase() == Phase.RESTORE ? 1 : random.nextInt(8)) {
            case 0 -> on(new Input.Restore());
            case 1 -> on(new Input.RestoreError(++lastCall, Optional.empty(), Bytes.EMPTY, Optional.empty()));
            default -> on(new Input.RestoreNext(++lastCall));
        }
    }

    private void initError() {
        on(new Input.RuntimeInitError(
                ++lastCall, Optional.empty(), "text/plain", Bytes.EMPTY, Optional.empty(), Optional.empty()));
    }

    void on(Input input) {
        ledger.before(input);
        var phase = simulator.phase();
        var more = simulator.on(input, now);
        for (var effect : more) {
            carryOut(effect);
        }
        effects.addAll(more);
        ledger.after(simulator, input, more);
        moves.accept(phase, simulator.phase());
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.SetTimer(Timer timer, Instant at) -> timers.put(timer, at);
            case Effect.CancelTimer(Timer timer) -> timers.remove(timer);
            case Effect.SignalProcess(String actor, boolean kill) -> signalled(actor, kill);
            case Effect.Reply(long _, Reply.Registered registered) -> identifiers.add(registered.identifier());
            case Effect.Reply(long _, Reply.Event event) -> runtime.given(event);
            case Effect.Reply(long call, Reply reply) -> runtime.streamed(call, reply);
            case Effect.Happened _, Effect.StartProcess _, Effect.Answered _ -> {}
            case Effect.Freeze(long number) -> lastFreeze = number;
            case Effect.Thaw(long number) -> thawing = OptionalLong.of(number);
            case Effect.InvokeRefused _, Effect.ResetBegun _ -> {}
        }
    }

    private void signalled(String actor, boolean kill) {
        int choice = random.nextInt(3);
        var at = choice == 0 ? now : now.plusMillis(random.nextInt(kill ? 500 : 900));
        if (kill || choice < 2) {
            exits.merge(actor, at, (a, b) -> a.isBefore(b) ? a : b);
        }
        assertThat(actor.equals(Event.RUNTIME) || kill).isTrue();
    }
}
