package dev.simrun.sim;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One execution environment. It decides and does nothing: the same inputs at the same times, from the same source of
 * randomness, give the same effects.
 */
public final class Simulator {
    private final World world;
    private final ExtensionCalls extensionCalls;
    private final InvokePhase invokes;
    private final RuntimeAnswers answers;
    private final StreamCalls streamCalls;
    private final Calls calls;
    private final Lifecycle lifecycle;

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
        lifecycle = new Lifecycle(world, invokes, extensionCalls);
        answers = new RuntimeAnswers(world, invokes);
        var runtimeCalls = new RuntimeCalls(world, invokes, lifecycle, answers);
        streamCalls = new StreamCalls(world, answers);
        var posts = new PostCalls(world, runtimeCalls, streamCalls);
        calls = new Calls(world, runtimeCalls, posts, streamCalls, extensionCalls, lifecycle.shutdown);
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

    /** Whether nothing is under way or waits to be: neither init, an invocation, nor the end of either. */
    public boolean idle() {
        return lifecycle.idle();
    }

    /** Whether the environment has been shut down, or is about to be: a reset is no end. */
    public boolean over() {
        return lifecycle.over();
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
            case Input.Call call -> calls.take(call);
            case Input.CallGone(long call) -> calls.gone(call);
            case Input.CallWithdrawn(long call) -> calls.withdrawn(call);
            case Input.StartInit() -> lifecycle.init.startFirst();
            case Input.Verb verb -> lifecycle.take(verb);
            case Input.Freeze() -> world.freeze.begin();
            case Input.Frozen(long number) -> world.freeze.complete(number);
            case Input.Thaw() -> {
                var _ = world.freeze.end();
            }
            case Input.Thawed(long number) -> world.freeze.ended(number);
            case Input.Restore() -> lifecycle.restore.want();
            case Input.ProcessEnded(String actor, Ending ending) -> processEnded(actor, ending);
            case Input.ProcessStarted(String actor) -> processStarted(actor);
            case Input.LaunchFailed failed -> launchFailed(failed);
            case Input.TimerFired(Timer timer) -> timerFired(timer);
        }
        lifecycle.progress();
        return world.takeEffects();
    }

    private void processEnded(String actor, Ending ending) {
        world.alive.remove(actor);
        world.record(actor, ending.fact());
        extensionCalls.ended(actor, ending);
        world.hangUps.ended(actor);
        boolean runtime = actor.equals(Event.RUNTIME);
        if (runtime) {
            world.closeRuntimeCalls();
        }
        var fatal = runtime
                ? world.fatal("Runtime.ExitError", ending.ofRuntime())
                : world.fatal("Extension.Crash", ending.ofExtension());
        if (world.phase() == Phase.SHUTDOWN) {
            lifecycle.shutdown.ended(actor, ending);
        } else {
            lifecycle.broke(fatal);
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
            lifecycle.broke(world.fatal(failed.errorType(), failed.message()).with(failed.advice()));
        }
    }

    private void timerFired(Timer timer) {
        switch (timer.kind()) {
            case INIT -> lifecycle.initTimeout();
            case RESTORE -> lifecycle.restoreTimeout();
            case INVOKE -> lifecycle.invokeTimeout(timer.requestId().orElseThrow());
            case BANDWIDTH -> streamCalls.bandwidth(timer.requestId().orElseThrow());
            case CUT -> answers.stillRuns(timer.requestId().orElseThrow());
            case RUNTIME_STOP -> lifecycle.shutdown.runtimeTooSlow();
            case SHUTDOWN -> lifecycle.shutdown.deadline();
            case LAST_EXITS -> lifecycle.shutdown.giveUp();
            case HANG_UP -> world.hangUps.tellAll();
        }
    }
}
