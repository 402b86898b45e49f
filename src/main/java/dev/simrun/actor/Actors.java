package dev.simrun.actor;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Host;
import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.fake.Rules;
import dev.simrun.proc.Debuggee;
import dev.simrun.proc.Resumed;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.source.Location;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runtime and the extensions of one case: real processes and fakes. Who runs is guarded by the case's lock; what
 * was told to stop is the host thread's own.
 */
public final class Actors implements Host, AutoCloseable {
    /** How long a runtime waits for the internal extensions that register within it. */
    private static final Duration INTERNAL_REGISTRATION = Duration.ofSeconds(10);

    /** How long an actor may take to stop. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** How long the threads of all actors may take to run once after a thaw; only a busy machine lets them need it. */
    private static final Duration RUN = Duration.ofSeconds(1);

    /** No time-out that matters passes in a freeze that is shorter. */
    private static final Duration SHORTEST_TIMER = Duration.ofMillis(10);

    /** How long closing waits for the last exits after SIGKILL. */
    private static final Duration LAST_EXITS = Duration.ofSeconds(5);

    private final Actor runtime;
    private final List<Actor> extensions;
    private final Environment environment;
    private final Launcher launcher;
    private final Map<String, Rules> rules = new HashMap<>();
    private final Map<String, RunningActor> running = new LinkedHashMap<>();

    /** What was told to stop; only the host's thread uses it. */
    private List<RunningActor> frozen = List.of();

    private Duration frozenAt = Duration.ZERO;

    private boolean closed;

    /**
     * Actors none of which has been started.
     *
     * @param extensions in the order of the file
     */
    public Actors(Actor runtime, List<Actor> extensions, Environment environment, Launcher launcher) {
        this.runtime = runtime;
        this.extensions = List.copyOf(extensions);
        this.environment = environment;
        this.launcher = launcher;
    }

    /** The actor of that key, or of the name under which it registers. */
    public Optional<Actor> named(String name) {
        return name.equals(Event.RUNTIME)
                ? Optional.of(runtime)
                : extensions.stream().filter(actor -> actor.is(name)).findFirst();
    }

    /** Where the rules of fakes stand that have been followed. */
    public Set<Location> firedRules() {
        return environment
                .time()
                .locked(() -> rules.values().stream()
                        .flatMap(it -> it.fired().stream())
                        .collect(Collectors.toSet()));
    }

    @Override
    public void start(String name) {
        var actor = named(name).orElseThrow();
        if (actor.kind() == Actor.Kind.RUNTIME) {
            startInternal();
        }
        launch(actor);
    }

    /** Internal extensions live in the runtime's process and register before its first poll. */
    public void startInternal() {
        var internal = extensions.stream()
                .filter(actor -> actor.kind() == Actor.Kind.INTERNAL)
                .filter(actor -> !(actor.program() instanceof Program.None))
                .toList();
        internal.forEach(this::launch);
        try {
            for (var actor : internal) {
                var _ = environment.await(
                        INTERNAL_REGISTRATION, view -> view.registered(actor.key()) || !view.alive(actor.key()));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that it does waits for the lock, so nothing of it comes before its start. */
    private void launch(Actor actor) {
        environment.time().locked(() -> {
            if (!closed && !alive(actor.key())) {
                started(actor).ifPresent(one -> running.put(actor.key(), one));
            }
        });
    }

    private Optional<RunningActor> started(Actor actor) {
        return switch (actor.program()) {
            case Program.Real real -> launcher.real(actor, real, ending -> ended(actor, ending));
            case Program.Fake fake ->
                Optional.of(launcher.fake(
                        actor,
                        rules.computeIfAbsent(actor.key(), _ -> new Rules(fake.rules())),
                        ending -> ended(actor, ending)));
            case Program.None _ -> Optional.empty();
        };
    }

    private void ended(Actor actor, Ending ending) {
        if (actor.kind() != Actor.Kind.INTERNAL) {
            if (actor.kind() == Actor.Kind.RUNTIME) {
                killInternal();
            }
            environment.processEnded(actor.key(), ending);
            return;
        }
        // What ends an internal extension ends the process that it is part of.
        find(Event.RUNTIME).filter(RunningActor::alive).ifPresent(r -> r.endLike(ending));
    }

    private void killInternal() {
        for (var actor : extensions) {
            if (actor.kind() == Actor.Kind.INTERNAL) {
                find(actor.key()).ifPresent(RunningActor::kill);
            }
        }
    }

    private Optional<RunningActor> find(String name) {
        return environment.time().locked(() -> Optional.ofNullable(running.get(name)));
    }

    @Override
    public boolean alive(String name) {
        return find(name).filter(RunningActor::alive).isPresent();
    }

    @Override
    public void signal(String name, boolean kill) {
        signal(name, kill ? "SIGKILL" : "SIGTERM");
    }

    /** Signals an actor's whole process group, and says so in the timeline. */
    public void signal(String name, String signal) {
        var process = find(name);
        if (process.isPresent()) {
            environment.record(name, new Fact.ProcessSignal(signal));
            process.get().signal(signal);
        }
    }

    @Override
    public void freeze(BooleanSupplier wanted, Runnable done) {
        frozen = snapshot();
        frozenAt = environment.elapsed();
        if (frozen.stream().allMatch(process -> process.freeze(STOP, wanted))) {
            endOutput(); // what was written before belongs before
            done.run();
        }
    }

    @Override
    public void thaw(Runnable done) {
        boolean shortly = environment.elapsed().minus(frozenAt).compareTo(SHORTEST_TIMER) < 0;
        var watched = shortly ? Stream.<RunningActor>of() : frozen.stream();
        var stopped = watched.flatMap(one -> one.stopped().stream()).toList();
        frozen.forEach(RunningActor::thaw);
        frozen = List.of();
        awaitRun(stopped);
        done.run();
    }

    /** What ran out during the freeze, a client's time-out perhaps, comes before the event, as in Lambda. */
    private void awaitRun(List<Resumed> resumed) {
        var end = environment.elapsed().plus(RUN);
        for (var one : resumed) {
            var left = end.minus(environment.elapsed());
            if (left.isPositive()) {
                var _ = one.awaitRun(left);
            }
        }
    }

    /** Starts an actor for a scenario, not for init. */
    public void startAgain(String name) {
        if (!alive(name)) {
            environment.processStarted(name);
            start(name);
        }
    }

    /** Waits until all that the processes wrote so far is in the timeline. */
    public void drain() {
        snapshot().forEach(RunningActor::drain);
    }

    /** The same at the end of a phase: an unfinished line belongs to the phase that wrote it (WIRE.md §10.9). */
    public void endOutput() {
        snapshot().forEach(RunningActor::endOutput);
    }

    @Override
    public void polls(String name) {
        find(name).ifPresent(RunningActor::endOutput);
    }

    /** The most memory, in bytes, that the runtime's processes have used; absent for a fake. */
    public Optional<Long> peakMemoryBytes() {
        return find(Event.RUNTIME).flatMap(RunningActor::peakMemoryBytes);
    }

    /** Where a debugger finds an actor's process, if it has one that lives. */
    public Optional<Debuggee> debuggee(String name) {
        return find(name).flatMap(RunningActor::debuggee);
    }

    private List<RunningActor> snapshot() {
        return environment.time().locked(() -> List.copyOf(running.values()));
    }

    /** Kills what still runs and waits for its end. */
    @Override
    public void close() {
        environment.time().locked(() -> {
            closed = true;
        });
        snapshot().forEach(RunningActor::kill);
        snapshot().forEach(process -> process.awaitEnd(LAST_EXITS));
    }
}
