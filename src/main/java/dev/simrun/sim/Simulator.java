package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One execution environment. It decides and does nothing: the same inputs at the same times, from
 * the same source of randomness, give the same effects.
 */
public final class Simulator {
    private final World world;
    private final ExtensionCalls extensionCalls;
    private final InvokePhase invokes;
    private final InitPhase init;
    private final RuntimeCalls runtimeCalls;
    private final ShutdownPhase shutdown;
    private String endedBy = "crash";
    private Duration endedAfter = Duration.ZERO;

    /**
     * An environment that nothing has been started in.
     *
     * @param random where its identifiers come from
     */
    public Simulator(Setup setup, RandomGenerator random) {
        world = new World(setup, random);
        extensionCalls = new ExtensionCalls(world);
        invokes = new InvokePhase(world, extensionCalls);
        init = new InitPhase(world);
        runtimeCalls = new RuntimeCalls(world, invokes, init);
        shutdown = new ShutdownPhase(world, extensionCalls);
    }

    public Phase phase() {
        return world.phase;
    }

    /** The name in scenarios of what the environment is doing. */
    public String state() {
        return world.freeze.frozen() ? "frozen" : world.phase.wireName();
    }

    /** Whether a freeze has begun and not ended: no actor may do anything. */
    public boolean freezing() {
        return world.freeze.begun();
    }

    /** The registered extensions; to be read between two inputs only. */
    public Extensions extensions() {
        return world.extensions;
    }

    /**
     * Takes in what happened.
     *
     * @param now never before the time of the input before
     * @return what is to be done, in order
     */
    public List<Effect> on(Input input, Instant now) {
        if (now.isBefore(world.now)) {
            throw new IllegalStateException("time went back from " + world.now + " to " + now);
        }
        world.now = now;
        switch (input) {
            case Input.Call call -> call(call);
            case Input.CallGone(long call) -> gone(call);
            case Input.StartInit() -> startInit();
            case Input.Invoke(Invocation invocation) -> invoke(invocation);
            case Input.Shutdown(ShutdownReason reason) -> shutDown(reason);
            case Input.Freeze() -> world.freeze.begin();
            case Input.Frozen(long number) -> world.freeze.complete(number);
            case Input.Thaw() -> world.freeze.end();
            case Input.ProcessEnded(String actor, Ending ending) -> processEnded(actor, ending);
            case Input.ProcessStarted(String actor) -> processStarted(actor);
            case Input.LaunchFailed failed -> launchFailed(failed);
            case Input.TimerFired(Input.Timer timer) -> timerFired(timer);
        }
        progress();
        return world.takeEffects();
    }

    private void call(Input.Call call) {
        if (world.phase == Phase.TERMINATED) {
            world.reply(call.call(), new Reply.Closed());
            return;
        }
        switch (call) {
            case Input.RuntimeNext next -> runtimeCalls.next(next);
            case Input.RuntimeResponse response -> runtimeCalls.response(response);
            case Input.RuntimeError error -> runtimeCalls.error(error);
            case Input.RuntimeInitError error -> initError(error);
            case Input.Register register -> extensionCalls.register(register);
            case Input.ExtensionNext next -> extensionNext(next);
            case Input.ExtensionInitError error -> extensionCalls.initError(error);
            case Input.ExtensionExitError error -> extensionCalls.exitError(error);
        }
    }

    private void initError(Input.RuntimeInitError error) {
        runtimeCalls.initError(error);
        boolean initialising = world.phase == Phase.NEW || world.phase == Phase.INIT;
        if (initialising && init.failure().isPresent()) {
            invokes.failAll(init.failure().orElseThrow());
            end(ShutdownReason.FAILURE, "crash");
        }
    }

    private void extensionNext(Input.ExtensionNext next) {
        boolean waitedForShutdown = world.phase == Phase.SHUTDOWN;
        var before = next.identifier().flatMap(id -> world.extensions.byId(id));
        boolean delivered = before.filter(e -> e.shutdownDelivered.isPresent()).isPresent();
        var polled = extensionCalls.next(next);
        if (waitedForShutdown && delivered) {
            polled.ifPresent(shutdown::polled);
        }
    }

    private void gone(long call) {
        world.runtime.waitingCalls.remove(call);
        extensionCalls.gone(call);
    }

    private void startInit() {
        if (world.phase == Phase.NEW) {
            init.start();
        }
    }

    private void invoke(Invocation invocation) {
        switch (world.phase) {
            case NEW, INIT, READY, INVOKE -> invokes.add(invocation);
            case SHUTDOWN, TERMINATED -> {
                if (init.failure().isPresent()) {
                    invokes.add(invocation);
                    invokes.failAll(init.failure().orElseThrow());
                } else {
                    world.add(
                            new Effect.InvokeRefused(
                                    invocation.requestId(), "the environment was shut down"));
                }
            }
        }
    }

    private void shutDown(ShutdownReason reason) {
        switch (world.phase) {
            case NEW, INIT -> {
                init.cutOff();
                end(reason, "crash");
            }
            case READY -> end(reason, "crash");
            case INVOKE -> {
                invokes.crash(
                        new World.Fatal(
                                "Sandbox.Failure", "The execution environment was shut down"));
                end(reason, "crash");
            }
            case SHUTDOWN -> {}
            case TERMINATED -> throw new IllegalStateException("shut down twice");
        }
    }

    private void processEnded(String actor, Ending ending) {
        world.alive.remove(actor);
        var fields = World.fields();
        switch (ending) {
            case Ending.Code(int status) -> fields.put("code", status);
            case Ending.Signal(String name) -> fields.put("signal", name);
        }
        world.record(EventType.PROCESS_EXIT, actor, fields);
        extensionCalls.ended(actor);
        boolean runtime = actor.equals(Event.RUNTIME);
        var fatal =
                runtime
                        ? world.fatal("Runtime.ExitError", ending.ofRuntime())
                        : world.fatal("Extension.Crash", ending.ofExtension());
        if (world.phase == Phase.SHUTDOWN) {
            shutdown.ended(actor, ending);
        } else {
            broke(fatal);
        }
    }

    /** Only a runtime can take its place again: an extension would have to register anew. */
    private void processStarted(String actor) {
        world.alive.add(actor);
        if (actor.equals(Event.RUNTIME)) {
            invokes.restarted();
        }
    }

    private void launchFailed(Input.LaunchFailed failed) {
        world.alive.remove(failed.actor());
        if (world.phase != Phase.SHUTDOWN) {
            broke(world.fatal(failed.errorType(), failed.message()));
        }
    }

    private void broke(World.Fatal fatal) {
        switch (world.phase) {
            case INIT -> {
                init.broke(fatal);
                invokes.failAll(init.failure().orElseThrow());
                end(ShutdownReason.FAILURE, "crash");
            }
            case INVOKE -> {
                invokes.crash(fatal);
                end(ShutdownReason.FAILURE, "crash");
            }
            case READY -> invokes.failedWhileIdle(fatal);
            case NEW, SHUTDOWN, TERMINATED -> {}
        }
    }

    private void timerFired(Input.Timer timer) {
        switch (timer) {
            case INIT -> {
                init.timeout();
                invokes.failAll(init.failure().orElseThrow());
                end(ShutdownReason.TIMEOUT, "timeout");
            }
            case INVOKE -> {
                var running = invokes.current().orElseThrow();
                runtimeCalls.remember(running.requestId());
                invokes.timeout();
                end(ShutdownReason.TIMEOUT, "timeout");
            }
            case RUNTIME_STOP -> shutdown.runtimeTooSlow();
            case SHUTDOWN -> shutdown.deadline();
            case LAST_EXITS -> shutdown.giveUp();
        }
    }

    /** The environment ends; the invocation that runs ends with it, and none after it is served. */
    private void end(ShutdownReason reason, String phase) {
        endedBy = phase;
        endedAfter =
                invokes.current()
                        .map(o -> Duration.between(o.startedAt, world.now))
                        .map(d -> phase.equals("timeout") ? timeoutOf(d) : d)
                        .orElse(Duration.ZERO);
        shutdown.begin(reason);
        invokes.refuseWaiting(
                "the environment ended before it could begin (" + reason.wireName() + ")");
    }

    /** After a time-out the platform reports exactly the time-out (WIRE.md §5.5). */
    private Duration timeoutOf(Duration measured) {
        return invokes.current().map(o -> o.invocation.timeout()).orElse(measured);
    }

    private void progress() {
        if (world.phase == Phase.INIT && init.progress()) {
            invokes.initialised(init.duration());
            world.freeze.idle();
        }
        if (world.phase == Phase.READY && !world.outstanding.isEmpty()) {
            startNext();
        }
        if (world.phase == Phase.INVOKE) {
            invokes.deliver();
            if (invokes.finished()) {
                invokes.finish();
                world.freeze.idle();
                progress();
            }
        }
        if (world.phase == Phase.SHUTDOWN && shutdown.progress()) {
            invokes.endWithEnvironment(endedBy, endedAfter);
            shutdown.end();
        }
    }

    private void startNext() {
        invokes.startNext()
                .ifPresent(fatal -> {
                    invokes.crash(fatal);
                    end(ShutdownReason.FAILURE, "crash");
                });
    }
}
