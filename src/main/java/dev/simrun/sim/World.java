package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What the phases and the calls of one environment share. */
final class World {
    /**
     * The first thing that broke the environment; it gives the caller's error.
     *
     * @param advice what simrun has to say beside it
     */
    record Fatal(String type, String message, Optional<String> advice) {
        Fatal(String type, String message) {
            this(type, message, Optional.empty());
        }

        Fatal with(String advice) {
            return new Fatal(type, message, Optional.of(advice));
        }
    }

    final Setup setup;
    final Extensions extensions = new Extensions();
    RuntimeProcess runtime = new RuntimeProcess();
    final Set<String> alive = new LinkedHashSet<>();
    final Freeze freeze = new Freeze(this);

    final HangUps hangUps = new HangUps(this);

    final Slots slots;
    final Past past = new Past();
    private Phase phase = Phase.NEW;

    /** Init was begun or failed once: a later one is part of an invocation (WIRE.md §6.3). */
    boolean suppressedInit;

    /** The snapshot was restored, as far as there is one. */
    boolean restored;

    /** When the environment was made: the timeline counts from here. */
    final Instant beginning;

    Instant now;
    Optional<String> reportedFatal = Optional.empty();

    private final RandomGenerator random;
    private List<Effect> effects = new ArrayList<>();

    World(Setup setup, RandomGenerator random, Instant beginning) {
        this.setup = setup;
        this.slots = new Slots(setup.maxConcurrency());
        this.random = random;
        this.beginning = beginning;
        this.now = beginning;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = Transitions.move(phase, next, Transitions.after(phase));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    List<Effect> takeEffects() {
        var taken = List.copyOf(effects);
        effects = new ArrayList<>();
        return taken;
    }

    void setTimer(Timer.Kind kind, Instant at) {
        add(new Effect.SetTimer(Timer.of(kind), at));
    }

    void cancelTimer(Timer.Kind kind) {
        add(new Effect.CancelTimer(Timer.of(kind)));
    }

    void setTimer(Timer.Kind kind, Outstanding of, Instant at) {
        add(new Effect.SetTimer(Timer.of(kind, of.requestId()), at));
    }

    void cancelTimer(Timer.Kind kind, Outstanding of) {
        add(new Effect.CancelTimer(Timer.of(kind, of.requestId())));
    }

    void record(String actor, Fact fact) {
        add(new Effect.Happened(actor, fact));
    }

    void recordHere(Fact fact) {
        record(Event.ENVIRONMENT, fact);
    }

    /** A time on the timeline's clock. */
    Duration sinceBeginning(Instant time) {
        return Duration.between(beginning, time);
    }

    /** Nobody hears it where the client has hung up. */
    void reply(long call, Reply reply) {
        if (!hangUps.remove(call)) {
            add(new Effect.Reply(call, reply));
        }
    }

    void refuse(Input.Call call, Refusal cause) {
        refuse(call, cause, "");
    }

    void refuse(Input.Call call, Refusal cause, String detail) {
        reply(call.call(), new Reply.Refused(cause, detail));
    }

    void start(String actor) {
        alive.add(actor);
        add(new Effect.StartProcess(actor));
    }

    /** Signals a process if it is there. */
    void signal(String actor, boolean kill) {
        if (alive.contains(actor)) {
            add(new Effect.SignalProcess(actor, kill));
        }
    }

    /** Whether there is a runtime that may call; one that the scenario plays itself always is. */
    boolean runtimeRuns() {
        return !setup.runtimeHasProcess() || runtime.started || alive.contains(Event.RUNTIME);
    }

    /** Those that are registered: the declared ones in the order of the file, then the others. */
    List<Extension> extensionsInFileOrder() {
        var declared = setup.externals().stream().map(Setup.External::name).toList();
        return extensions.all().stream()
                .sorted((one, other) -> Integer.compare(place(one, declared), place(other, declared)))
                .toList();
    }

    private static int place(Extension extension, List<String> declared) {
        int place = declared.indexOf(extension.name());
        return place < 0 ? declared.size() : place;
    }

    /** A new UUID version 4. */
    String uuid() {
        return Uuid.from(random);
    }

    /** Nothing of what ran is left but what the caller and the platform know. */
    void renew() {
        for (var extension : extensions.all()) {
            extension.waitingCall.ifPresent(call -> reply(call, new Reply.Closed()));
            extension.waitingCall = OptionalLong.empty();
        }
        closeRuntimeCalls();
        runtime = new RuntimeProcess();
        reportedFatal = Optional.empty();
        suppressedInit = true;
        restored = false;
    }

    /** The calls in which a process waited that is no more must not get what comes next. */
    void closeRuntimeCalls() {
        runtime.restoreCall.ifPresent(call -> reply(call, new Reply.Closed()));
        runtime.restoreCall = OptionalLong.empty();
        runtime.waitingCalls.forEach(call -> reply(call, new Reply.Closed()));
        runtime.waitingCalls.clear();
    }

    /** The type that wins where something broke: what was reported first, else the given one. */
    Fatal fatal(String type, String message) {
        return new Fatal(reportedFatal.orElse(type), message);
    }
}
