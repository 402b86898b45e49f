package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.sim.CallerAnswer.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Init, in the order of WIRE.md §3.6. */
final class InitPhase {
    private final World world;
    private Instant startedAt = Instant.EPOCH;
    private Optional<InvokePhase.Failure> failure = Optional.empty();
    private boolean started;
    private boolean ended;

    InitPhase(World world) {
        this.world = world;
    }

    /** What every invocation gets because init failed. */
    Optional<InvokePhase.Failure> failure() {
        return failure;
    }

    void start() {
        started = true;
        startedAt = world.now;
        world.phase = Phase.INIT;
        world.recordHere(EventType.INIT_START, World.fields());
        world.add(
                new Effect.SetTimer(Input.Timer.INIT, world.now.plus(world.setup.limits().init())));
        for (var external : world.setup.externals()) {
            if (external.hasProcess()) {
                world.start(external.name());
            }
        }
    }

    /** Goes on as far as it can; true when init is done. */
    boolean progress() {
        var runtime = world.runtime;
        if (!runtime.started && allRegistered()) {
            runtime.started = true;
            if (world.setup.runtimeHasProcess()) {
                world.start(Event.RUNTIME);
            }
        }
        boolean done =
                runtime.started
                        && runtime.polled
                        && world.extensions.all().stream().allMatch(e -> e.polled);
        if (done) {
            world.add(new Effect.CancelTimer(Input.Timer.INIT));
            world.phase = Phase.READY;
            world.recordHere(EventType.INIT_DONE, World.fields());
            end(Outcome.SUCCESS, Optional.empty(), Optional.empty());
        }
        return done;
    }

    Duration duration() {
        return started ? Duration.between(startedAt, world.now) : Duration.ZERO;
    }

    private boolean allRegistered() {
        return world.setup.externals().stream().allMatch(external -> registered(external.name()));
    }

    private boolean registered(String name) {
        return world.extensions.external().stream().anyMatch(e -> e.name().equals(name));
    }

    /** The runtime posted init/error: its body is what callers get (WIRE.md §2.6). */
    void reported(String type, Input.RuntimeInitError call) {
        var answer =
                new CallerAnswer(
                        Outcome.ERROR,
                        CallerAnswer.Status.ERROR,
                        call.body(),
                        Optional.of(call.contentType()),
                        Optional.of(type));
        fail(Outcome.ERROR, new World.Fatal(type, call.errorMessage().orElse("")), id -> answer);
    }

    /** A process ended or could not be started. */
    void broke(World.Fatal fatal) {
        fail(Outcome.CRASH, fatal, id -> CallerAnswer.crash(id, fatal.type(), fatal.message()));
    }

    void timeout() {
        var limit = world.setup.limits().init();
        var fatal =
                new World.Fatal(
                        "Sandbox.Timedout", "init did not end within " + limit.toMillis() + "ms");
        fail(Outcome.TIMEOUT, fatal, id -> CallerAnswer.timeout(id, limit));
    }

    private void fail(Outcome outcome, World.Fatal fatal, InvokePhase.Failure answer) {
        if (ended) {
            return; // the first failure is the one that counts
        }
        failure = Optional.of(answer);
        var fields = World.fields();
        fields.put("phase", "init");
        fields.put("error_type", fatal.type());
        world.recordHere(EventType.INIT_ERROR, fields);
        end(outcome, Optional.of(fatal.type()), Optional.of(fatal.message()));
    }

    /** Init was cut off by a shutdown. */
    void cutOff() {
        end(
                Outcome.CRASH,
                Optional.of("Sandbox.Failure"),
                Optional.of("the environment was shut down during init"));
    }

    private void end(Outcome outcome, Optional<String> type, Optional<String> message) {
        if (ended) {
            return;
        }
        ended = true;
        var names = world.extensions.all().stream().map(Extension::name).toList();
        world.add(
                new Effect.InitEnded(
                        new Effect.InitReport(outcome, type, message, duration(), names)));
    }
}
