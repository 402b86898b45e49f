package dev.simrun.sim;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shutdown sequence of WIRE.md §3.8: first the runtime, then SHUTDOWN to the subscribers, SIGKILL to the others,
 * and SIGKILL to the rest at the deadline.
 */
final class ShutdownPhase {
    /** How long the last processes may take to be gone after SIGKILL; the engine waits as long. */
    private static final Duration LAST_EXITS = Duration.ofSeconds(2);

    /** Where the sequence stands. */
    private enum Stage {
        RUNTIME,
        EXTENSIONS,
        LAST_EXITS
    }

    private final World world;
    private final ExtensionCalls extensions;
    private Stage stage = Stage.RUNTIME;
    private boolean reset;
    private ShutdownReason reason = ShutdownReason.SPINDOWN;
    private Instant startedAt = Instant.EPOCH;
    private final Set<String> killed = new LinkedHashSet<>();
    private final Set<String> unsubscribed = new LinkedHashSet<>();
    private final Map<String, Fact.ProcessExit> exited = new LinkedHashMap<>();

    ShutdownPhase(World world, ExtensionCalls extensions) {
        this.world = world;
        this.extensions = extensions;
    }

    /** Begins the sequence, after which the environment is over or, if it is a reset, fresh. */
    void begin(ShutdownReason why, boolean forReset) {
        reason = why;
        reset = forReset;
        killed.clear();
        unsubscribed.clear();
        exited.clear();
        startedAt = world.now;
        stage = Stage.RUNTIME;
        world.enter(Phase.SHUTDOWN);
        var _ = world.freeze.end(); // the host signals only after that
        world.extensions.clearAcknowledgements();
        world.cancelTimer(Timer.Kind.INIT);
        world.cancelTimer(Timer.Kind.RESTORE);
        boolean runs = world.alive.contains(Event.RUNTIME);
        boolean mayEnd = runs && world.extensions.count() > 0;
        var runtimeDeadline = Optional.of(startedAt.plus(runtimeShare())).filter(_ -> mayEnd);
        world.recordHere(new Fact.ShutdownStart(
                why, reset, world.sinceBeginning(deadlineAt()), runtimeDeadline.map(world::sinceBeginning)));
        if (mayEnd) {
            world.signal(Event.RUNTIME, false);
            world.setTimer(Timer.Kind.RUNTIME_STOP, runtimeDeadline.orElseThrow());
        } else if (runs) {
            killRuntime();
        }
    }

    private Instant deadlineAt() {
        return startedAt.plus(world.setup.limits().shutdown());
    }

    private Duration runtimeShare() {
        var limits = world.setup.limits();
        return world.extensions.external().isEmpty() ? limits.shutdownInternal() : limits.shutdownRuntime();
    }

    void runtimeTooSlow() {
        killRuntime();
    }

    private void killRuntime() {
        world.signal(Event.RUNTIME, true);
        world.setTimer(Timer.Kind.LAST_EXITS, world.now.plus(LAST_EXITS));
    }

    void ended(String actor, Ending ending) {
        exited.put(actor, ending.fact());
        world.extensions.external().stream()
                .filter(extension -> extension.name().equals(actor))
                .filter(extension -> ending.equals(new Ending.Code(0)))
                .forEach(extension -> acknowledge(extension, true));
    }

    void polled(Extension extension) {
        acknowledge(extension, false);
    }

    private void acknowledge(Extension extension, boolean byExit) {
        boolean late = stage == Stage.LAST_EXITS && killed.contains(extension.name());
        var delivered = extension.shutdownDelivered;
        if (late || delivered.isEmpty() || extension.acknowledgement().isPresent()) {
            return;
        }
        var after = Duration.between(delivered.get(), world.now);
        world.extensions.acknowledge(extension.id(), byExit, after);
        var by = byExit ? Fact.ExtensionAcknowledged.By.EXIT : Fact.ExtensionAcknowledged.By.NEXT;
        world.record(extension.name(), new Fact.ExtensionAcknowledged(by, after));
    }

    /** Goes on as far as it can; true when everything is gone. */
    boolean progress() {
        if (stage == Stage.RUNTIME && !world.alive.contains(Event.RUNTIME)) {
            world.cancelTimer(Timer.Kind.RUNTIME_STOP);
            world.cancelTimer(Timer.Kind.LAST_EXITS);
            tellExtensions();
        }
        if (stage == Stage.EXTENSIONS && subscribers().stream().allMatch(this::settled)) {
            killRest();
        }
        return stage == Stage.LAST_EXITS && world.alive.isEmpty();
    }

    private void tellExtensions() {
        stage = Stage.EXTENSIONS;
        for (var external : world.setup.externals()) {
            boolean subscriber = subscribers().stream().anyMatch(e -> e.name().equals(external.name()));
            if (!subscriber && world.alive.contains(external.name())) {
                unsubscribed.add(external.name());
                world.signal(external.name(), true);
            }
        }
        if (!subscribers().isEmpty()) {
            world.setTimer(Timer.Kind.SHUTDOWN, deadlineAt());
            extensions.broadcast(new LifecycleEvent.Shutdown(deadlineAt().toEpochMilli(), reason));
        }
    }

    private List<Extension> subscribers() {
        return world.extensions.subscribers(EventKind.SHUTDOWN);
    }

    /** An extension that has no process ends only by polling, or at the deadline. */
    private boolean settled(Extension extension) {
        boolean hasProcess =
                world.setup.externals().stream().anyMatch(e -> e.name().equals(extension.name()) && e.hasProcess());
        return extension.acknowledgement().isPresent() || (hasProcess && !world.alive.contains(extension.name()));
    }

    void deadline() {
        if (stage != Stage.EXTENSIONS) {
            return;
        }
        for (var extension : inFileOrder()) {
            if (extension.subscribedTo(EventKind.SHUTDOWN) && !settled(extension)) {
                killed.add(extension.name());
            }
        }
        killRest();
    }

    /** What is left has acknowledged and waits in its poll, or had its chance. */
    private void killRest() {
        stage = Stage.LAST_EXITS;
        world.cancelTimer(Timer.Kind.SHUTDOWN);
        for (var actor : List.copyOf(world.alive)) {
            if (!unsubscribed.contains(actor)) {
                world.signal(actor, true);
            }
        }
        if (!world.alive.isEmpty()) {
            world.setTimer(Timer.Kind.LAST_EXITS, world.now.plus(LAST_EXITS));
        }
    }

    /** A process outlived SIGKILL (it hangs in the kernel): the environment goes on without it. */
    void giveUp() {
        if (stage == Stage.RUNTIME) {
            world.alive.remove(Event.RUNTIME);
        } else {
            world.alive.clear();
        }
    }

    /** Whether a reset is under way, not the environment's end. */
    boolean resetting() {
        return world.phase() == Phase.SHUTDOWN && reset;
    }

    void end() {
        world.cancelTimer(Timer.Kind.LAST_EXITS);
        world.recordHere(done());
        world.renew();
        world.extensions.clear();
        if (reset) {
            world.enter(Phase.NEW);
            world.recordHere(new Fact.Reset(reason));
        } else {
            world.enter(Phase.TERMINATED);
        }
    }

    private Fact.ShutdownDone done() {
        var acknowledged = inFileOrder().stream()
                .filter(e -> e.acknowledgement().isPresent())
                .map(Extension::name)
                .toList();
        return new Fact.ShutdownDone(
                reason,
                Duration.between(startedAt, world.now),
                acknowledged,
                List.copyOf(killed),
                List.copyOf(unsubscribed),
                exited);
    }

    private List<Extension> inFileOrder() {
        return world.extensionsInFileOrder().stream()
                .filter(extension -> world.setup.externals().stream()
                        .anyMatch(external -> external.name().equals(extension.name())))
                .toList();
    }
}
