package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Init, in the order of WIRE.md §3.6. One that follows a reset is part of the invocation that needs it, under the
 * function's time-out and no other (§6.3).
 */
final class InitPhase {
    private final World world;
    private final InvokePhase invokes;
    private Instant startedAt = Instant.EPOCH;
    private boolean started;

    /** What the runtime reported by init/error; init fails of it when a process has ended. */
    private Optional<Reported> reported = Optional.empty();

    private record Reported(World.Fatal fatal, CallerAnswer answer) {}

    InitPhase(World world, InvokePhase invokes) {
        this.world = world;
        this.invokes = invokes;
    }

    /** After a reset init is part of the next invocation, and nobody else begins it. */
    void startFirst() {
        if (world.phase() == Phase.NEW && !world.suppressedInit) {
            start();
        }
    }

    /** After a reset, the invocation that needs an init begins with it; true then. */
    boolean startAgain() {
        boolean needed = world.suppressedInit && invokes.begin().isPresent();
        if (needed) {
            start();
        }
        return needed;
    }

    private void start() {
        started = true;
        startedAt = world.now;
        reported = Optional.empty();
        world.enter(Phase.INIT);
        var deadline = Optional.of(world.now.plus(world.setup.limits().init())).filter(_ -> !world.suppressedInit);
        world.recordHere(new Fact.InitStart(deadline.map(world::sinceBeginning)));
        deadline.ifPresent(end -> world.setTimer(Timer.Kind.INIT, end));
        for (var external : allowed()) {
            if (external.hasProcess()) {
                world.start(external.name());
            }
        }
    }

    /** Of too many external extensions the first by name are started (WIRE.md §3.1). */
    private List<Setup.External> allowed() {
        var externals = world.setup.externals();
        return tooMany().isEmpty()
                ? externals
                : externals.stream()
                        .sorted(Comparator.comparing(Setup.External::name))
                        .limit(Extensions.LIMIT)
                        .toList();
    }

    /**
     * That there are more external extensions than there may be: init fails of it as soon as the others are started.
     */
    Optional<World.Fatal> tooMany() {
        boolean fits = world.setup.externals().size() <= Extensions.LIMIT;
        return Optional.of(new World.Fatal("Extension.LaunchError", "ErrTooManyExtensions"))
                .filter(_ -> !fits);
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
        boolean done = runtime.started
                && runtime.polled()
                && world.extensions.all().stream().allMatch(e -> e.polled);
        if (done) {
            world.cancelTimer(Timer.Kind.INIT);
            world.enter(Phase.READY);
            world.recordHere(new Fact.InitDone(duration(), registered()));
            invokes.initialised(duration());
            world.freeze.idle();
        }
        return done;
    }

    private Duration duration() {
        return started ? Duration.between(startedAt, world.now) : Duration.ZERO;
    }

    private boolean allRegistered() {
        return world.setup.externals().stream().allMatch(external -> registered(external.name()));
    }

    private boolean registered(String name) {
        return world.extensions.external().stream().anyMatch(e -> e.name().equals(name));
    }

    /**
     * The runtime posted init/error: its body is what the caller gets, at once if there is one (WIRE.md §2.6). Nothing
     * ends because of it: init goes on until a process has ended or its time is up.
     */
    void reported(String type, Input.RuntimeInitError call) {
        var answer = new CallerAnswer(
                Outcome.ERROR, Status.ERROR, call.body(), Optional.of(call.contentType()), Optional.of(type));
        reported = Optional.of(
                new Reported(new World.Fatal(type, call.errorMessage().orElse("")), answer));
        invokes.answerAll(_ -> answer);
    }

    /** A process ended or could not be started; what the runtime had reported counts before that. */
    void broke(World.Fatal fatal) {
        if (reported.isPresent()) {
            failAsReported(reported.get());
        } else {
            fail(Outcome.CRASH, fatal);
            invokes.crash(fatal);
        }
    }

    /** Init is over with the runtime's report, which has no process to end. */
    void brokeByReport() {
        reported.ifPresent(this::failAsReported);
    }

    private void failAsReported(Reported first) {
        fail(Outcome.ERROR, first.fatal());
        invokes.answerAll(_ -> first.answer());
    }

    /** Its own time-out passed, or that of the invocation that it is part of. */
    void timeout() {
        var limit = world.setup.limits().init();
        fail(
                Outcome.TIMEOUT,
                new World.Fatal("Sandbox.Timedout", "init did not end within " + limit.toMillis() + "ms"));
    }

    private void fail(Outcome outcome, World.Fatal fatal) {
        var phase = world.suppressedInit ? Fact.InitError.Phase.INVOKE : Fact.InitError.Phase.INIT;
        world.recordHere(new Fact.InitError(
                phase,
                outcome,
                fatal.type(),
                fatal.message(),
                fatal.advice(),
                duration(),
                registered(),
                outcome == Outcome.TIMEOUT ? Awaited.inInit(world) : List.of()));
    }

    /** Init was cut off by a shutdown or a reset. */
    void cutOff() {
        if (reported.isPresent()) {
            failAsReported(reported.get());
            return;
        }
        fail(Outcome.CRASH, new World.Fatal("Sandbox.Failure", "the environment was shut down during init"));
    }

    private List<String> registered() {
        return world.extensions.all().stream().map(Extension::name).toList();
    }
}
