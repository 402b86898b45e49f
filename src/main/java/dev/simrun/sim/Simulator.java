package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.ShutdownReason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final RestorePhase restore;
    private final RuntimeCalls runtimeCalls;
    private final StreamCalls streamCalls;
    private final ShutdownPhase shutdown;
    private final Calls calls;

    /** A shutdown that was asked for during a reset and follows it. */
    private Optional<ShutdownReason> afterReset = Optional.empty();

    /**
     * An environment that nothing has been started in.
     *
     * @param random where its identifiers come from
     * @param beginning what its timeline counts from
     */
    public Simulator(Setup setup, RandomGenerator random, Instant beginning) {
        world = new World(setup, random, beginning);
        extensionCalls = new ExtensionCalls(world);
        invokes = new InvokePhase(world, extensionCalls);
        init = new InitPhase(world, invokes);
        restore = new RestorePhase(world, invokes);
        var answers = new RuntimeAnswers(world, invokes);
        runtimeCalls = new RuntimeCalls(world, invokes, init, restore, answers);
        streamCalls = new StreamCalls(world, answers);
        shutdown = new ShutdownPhase(world, extensionCalls);
        calls = new Calls(world, runtimeCalls, streamCalls, extensionCalls, shutdown);
    }

    public Phase phase() {
        return world.phase();
    }

    /** The name in scenarios of what the environment is doing. */
    public String state() {
        return world.freeze.frozen() ? "frozen" : world.phase().wireName();
    }

    /** Whether a freeze has begun and not ended: no actor may do anything. */
    public boolean freezing() {
        return world.freeze.begun();
    }

    /** Whether an invocation runs or waits. */
    public boolean occupied() {
        return !world.slots.noneOutstanding();
    }

    /** Whether the environment has been shut down, or is about to be: a reset is no end. */
    public boolean over() {
        return world.phase() == Phase.TERMINATED
                || (world.phase() == Phase.SHUTDOWN && !shutdown.resetting())
                || afterReset.isPresent();
    }

    /** Whether the snapshot was restored, as far as there is one. */
    public boolean restored() {
        return world.restored;
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
            case Input.Call call -> {
                if (calls.take(call)) {
                    fault(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH);
                }
            }
            case Input.CallGone(long call) -> calls.gone(call);
            case Input.StartInit() -> startInit();
            case Input.Invoke(Invocation invocation) -> invoke(invocation);
            case Input.Shutdown(ShutdownReason reason) -> shutDown(reason);
            case Input.Freeze() -> world.freeze.begin();
            case Input.Frozen(long number) -> world.freeze.complete(number);
            case Input.Thaw() -> world.freeze.end();
            case Input.Reset(ShutdownReason reason) -> reset(reason);
            case Input.Restore() -> restore.want();
            case Input.ProcessEnded(String actor, Ending ending) -> processEnded(actor, ending);
            case Input.ProcessStarted(String actor) -> processStarted(actor);
            case Input.LaunchFailed failed -> launchFailed(failed);
            case Input.TimerFired(Timer timer) -> timerFired(timer);
        }
        progress();
        return world.takeEffects();
    }

    /** After a reset init is part of the next invocation, and nobody else begins it. */
    private void startInit() {
        if (world.phase() == Phase.NEW && !world.suppressedInit) {
            init.start();
        }
    }

    private void invoke(Invocation invocation) {
        if (over()) {
            world.add(
                    new Effect.InvokeRefused(
                            invocation.requestId(), "the environment was shut down"));
        } else {
            invokes.add(invocation);
        }
    }

    private void shutDown(ShutdownReason reason) {
        switch (world.phase()) {
            case SHUTDOWN -> {
                if (shutdown.resetting() && afterReset.isEmpty()) {
                    afterReset = Optional.of(reason);
                    refuseWaiting(reason);
                }
            }
            case TERMINATED -> throw new IllegalStateException("shut down twice");
            case NEW, INIT, RESTORE, READY, INVOKE -> {
                cutOff("The execution environment was shut down");
                end(reason, InvokeEnd.Phase.CRASH, false);
                refuseWaiting(reason);
            }
        }
    }

    private void refuseWaiting(ShutdownReason reason) {
        invokes.refuseWaiting(
                "the environment ended before it could begin (" + reason.wireName() + ")");
    }

    private void reset(ShutdownReason reason) {
        switch (world.phase()) {
            case SHUTDOWN -> {} // one is under way, or the end
            case TERMINATED -> throw new IllegalStateException("reset after the end");
            case NEW, INIT, RESTORE, READY, INVOKE -> {
                cutOff("The execution environment was reset");
                fault(reason, InvokeEnd.Phase.CRASH);
            }
        }
    }

    /** Ends the phase that runs, because the scenario wants it so. */
    private void cutOff(String message) {
        switch (world.phase()) {
            case NEW, INIT -> {
                if (!world.suppressedInit) {
                    init.cutOff();
                }
            }
            case RESTORE -> restore.cutOff();
            case READY, INVOKE, SHUTDOWN, TERMINATED -> {}
        }
        invokes.crash(new World.Fatal("Sandbox.Failure", message));
    }

    private void processEnded(String actor, Ending ending) {
        world.alive.remove(actor);
        world.record(actor, ending.fact());
        extensionCalls.ended(actor);
        boolean runtime = actor.equals(Event.RUNTIME);
        var fatal =
                runtime
                        ? world.fatal("Runtime.ExitError", ending.ofRuntime())
                        : world.fatal("Extension.Crash", ending.ofExtension());
        if (world.phase() == Phase.SHUTDOWN) {
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
        if (world.phase() != Phase.SHUTDOWN) {
            broke(world.fatal(failed.errorType(), failed.message()));
        }
    }

    private void broke(World.Fatal fatal) {
        switch (world.phase()) {
            case INIT -> {
                init.broke(fatal);
                fault(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH);
            }
            case RESTORE -> {
                restore.broke(fatal);
                fault(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH);
            }
            case INVOKE -> {
                invokes.crash(fatal);
                fault(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH);
            }
            case READY -> invokes.failedWhileIdle(fatal);
            case NEW, SHUTDOWN, TERMINATED -> {}
        }
    }

    private void timerFired(Timer timer) {
        switch (timer.kind()) {
            case INIT -> {
                init.timeout();
                fault(ShutdownReason.TIMEOUT, InvokeEnd.Phase.TIMEOUT);
            }
            case RESTORE -> {
                restore.timeout();
                fault(ShutdownReason.TIMEOUT, InvokeEnd.Phase.TIMEOUT);
            }
            case INVOKE -> invokeTimeout(timer.requestId().orElseThrow());
            case BANDWIDTH -> streamCalls.bandwidth(timer.requestId().orElseThrow());
            case RUNTIME_STOP -> shutdown.runtimeTooSlow();
            case SHUTDOWN -> shutdown.deadline();
            case LAST_EXITS -> shutdown.giveUp();
        }
    }

    /** The function's time-out covers all that its invocation needs, a late init included. */
    private void invokeTimeout(String requestId) {
        if (invokes.timeout(requestId)) {
            return;
        }
        if (world.phase() == Phase.INIT) {
            init.timeout();
        } else if (world.phase() == Phase.RESTORE) {
            restore.cutOff();
        }
        fault(ShutdownReason.TIMEOUT, InvokeEnd.Phase.TIMEOUT);
    }

    /** Something broke: what runs is ended, and the next invocation begins afresh. */
    private void fault(ShutdownReason reason, InvokeEnd.Phase phase) {
        end(reason, phase, true);
    }

    /** The environment's processes end, and with them the invocations that run. */
    private void end(ShutdownReason reason, InvokeEnd.Phase phase, boolean reset) {
        invokes.stop(phase);
        shutdown.begin(reason, reset);
    }

    private void progress() {
        boolean moved;
        do {
            moved =
                    switch (world.phase()) {
                        case NEW -> initAgain();
                        case INIT -> goOnWithInit();
                        case RESTORE -> goOnWithRestore();
                        case READY -> restore.starts() || serve();
                        case INVOKE -> serve();
                        case SHUTDOWN -> goOnWithShutdown();
                        case TERMINATED -> false;
                    };
        } while (moved);
    }

    /** After a reset, the invocation that needs an init begins with it. */
    private boolean initAgain() {
        boolean needed = world.suppressedInit && invokes.begin().isPresent();
        if (needed) {
            init.start();
        }
        return needed;
    }

    private boolean goOnWithInit() {
        boolean done = init.progress();
        if (done) {
            invokes.initialised(init.duration());
            world.freeze.idle();
        }
        return done;
    }

    private boolean goOnWithRestore() {
        boolean done = restore.progress();
        if (done) {
            world.freeze.idle();
        }
        return done;
    }

    private boolean serve() {
        var broken = invokes.offer();
        if (broken.isPresent()) {
            invokes.crash(broken.get());
            fault(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH);
            return true;
        }
        return invokes.progress();
    }

    /** All processes are gone. What waits begins only now, in what is then a fresh environment. */
    private boolean goOnWithShutdown() {
        boolean done = shutdown.progress();
        if (done) {
            shutdown.end();
            invokes.endWithEnvironment();
            invokes.renew();
            afterReset.ifPresent(reason -> end(reason, InvokeEnd.Phase.CRASH, false));
            afterReset = Optional.empty();
        }
        return done;
    }
}
