package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.ShutdownReason;
import java.util.ArrayDeque;
import java.util.Deque;

/** What leads from one phase of an environment to the next (WIRE.md §6.1); see {@link Transitions}. */
final class Lifecycle {
    private final World world;
    private final InvokePhase invokes;
    final InitPhase init;
    final RestorePhase restore;
    final ShutdownPhase shutdown;

    /** What was asked for while something ran, from the first on that can't begin beside it. */
    private final Deque<Input.Verb> later = new ArrayDeque<>();

    Lifecycle(World world, InvokePhase invokes, ExtensionCalls extensions) {
        this.world = world;
        this.invokes = invokes;
        this.init = new InitPhase(world, invokes);
        this.restore = new RestorePhase(world, invokes);
        this.shutdown = new ShutdownPhase(world, extensions);
    }

    /** Whether the environment has been shut down, or is about to be: a reset is no end. */
    boolean over() {
        return world.phase() == Phase.TERMINATED
                || (world.phase() == Phase.SHUTDOWN && !shutdown.resetting())
                || later.stream().anyMatch(Input.Shutdown.class::isInstance);
    }

    /** Whether nothing is under way or waits to be. */
    boolean idle() {
        return nothingRuns() && later.isEmpty();
    }

    void take(Input.Verb verb) {
        switch (verb) {
            case Input.Invoke(Invocation invocation)
            when over() -> world.add(new Effect.InvokeRefused(invocation.requestId(), "the environment was shut down"));
            case Input.Invoke _ when later.isEmpty() -> begin(verb);
            case Input.Shutdown end when end.atOnce() -> begin(verb);
            case Input.Reset reset when reset.atOnce() -> begin(verb);
            case Input.Shutdown _ when over() -> {} // one is enough
            default -> later.addLast(verb);
        }
    }

    private void begin(Input.Verb verb) {
        switch (verb) {
            case Input.Invoke(Invocation invocation) -> invokes.add(invocation);
            case Input.Shutdown(ShutdownReason reason, boolean _) -> shutDown(reason);
            case Input.Reset(long number, ShutdownReason reason, boolean _) -> {
                world.add(new Effect.ResetBegun(number));
                reset(reason);
            }
        }
    }

    /** Begins what has waited for all before it. */
    private boolean goOn() {
        boolean may = !later.isEmpty() && (later.getFirst() instanceof Input.Invoke || nothingRuns());
        if (may) {
            begin(later.removeFirst());
        }
        return may;
    }

    /** Whether nothing is under way: neither an init nor an invocation, nor the end of one. */
    private boolean nothingRuns() {
        return (world.phase() == Phase.NEW || world.phase() == Phase.READY) && world.slots.noneOutstanding();
    }

    /** Goes on from phase to phase as far as it can. */
    void progress() {
        boolean moved;
        do {
            moved = switch (world.phase()) {
                case NEW -> init.startAgain();
                case INIT -> initialise();
                case RESTORE -> restore.progress();
                case READY -> restore.starts() || serve();
                case INVOKE -> serve();
                case SHUTDOWN -> ended();
                case TERMINATED -> false;
            };
        } while (moved || goOn());
    }

    private boolean initialise() {
        var surplus = init.tooMany();
        surplus.ifPresent(this::broke);
        return surplus.isPresent() || init.progress();
    }

    private boolean serve() {
        var broken = invokes.offer();
        if (broken.isPresent()) {
            invokes.crash(broken.get());
            crashed();
            return true;
        }
        return invokes.progress();
    }

    /** All processes are gone. What waits begins only now, in what is then a fresh environment. */
    private boolean ended() {
        boolean done = shutdown.progress();
        if (done) {
            shutdown.end();
            invokes.endWithEnvironment();
            invokes.renew();
        }
        return done;
    }

    private void shutDown(ShutdownReason reason) {
        switch (world.phase()) {
            case SHUTDOWN -> {
                boolean asked = later.stream().anyMatch(it -> it instanceof Input.Shutdown end && end.atOnce());
                if (shutdown.resetting() && !asked) {
                    refuseWaiting(reason);
                    later.addLast(new Input.Shutdown(reason, true)); // it follows the reset
                }
            }
            case TERMINATED -> {} // it was
            case NEW, INIT, RESTORE, READY, INVOKE -> {
                cutOff("The execution environment was shut down");
                end(reason, InvokeEnd.Phase.CRASH, false);
                refuseWaiting(reason);
            }
        }
    }

    private void refuseWaiting(ShutdownReason reason) {
        for (var verb = later.poll(); verb != null; verb = later.poll()) {
            if (!(verb instanceof Input.Shutdown)) {
                begin(verb); // so that who waits for it is told
            }
        }
        invokes.refuseWaiting("the environment ended before it could begin (" + reason.wireName() + ")");
    }

    private void reset(ShutdownReason reason) {
        switch (world.phase()) {
            case SHUTDOWN -> {} // one is under way, or the end
            case TERMINATED -> throw new IllegalStateException("reset after the end");
            case NEW, INIT, RESTORE, READY, INVOKE -> {
                cutOff("The execution environment was reset");
                end(reason, InvokeEnd.Phase.CRASH, true);
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

    /** A process is gone without which the environment can't go on. */
    void broke(World.Fatal fatal) {
        switch (world.phase()) {
            case INIT -> {
                init.broke(fatal);
                crashed();
            }
            case RESTORE -> {
                restore.broke(fatal);
                crashed();
            }
            case INVOKE -> {
                invokes.crash(fatal);
                crashed();
            }
            case READY -> invokes.failedWhileIdle(fatal);
            case NEW, SHUTDOWN, TERMINATED -> {}
        }
    }

    /**
     * The runtime reported it; an init that has failed has failed of what was first. Its process is left alone; a
     * runtime that the scenario plays has none, and ends with its report.
     */
    void initFailed(String type, Input.RuntimeInitError call) {
        if (world.phase() == Phase.NEW || world.phase() == Phase.INIT) {
            init.reported(type, call);
            if (!world.alive.contains(Event.RUNTIME)) {
                init.brokeByReport();
                crashed();
            }
        }
    }

    /** The runtime reported it; a restore that has failed has failed of what was first. */
    void restoreFailed(CallerAnswer answer, String message) {
        if (world.phase() == Phase.RESTORE) {
            restore.reported(answer, message);
            crashed();
        }
    }

    /** What runs is ended, its callers told, and the next invocation begins afresh. */
    private void crashed() {
        end(ShutdownReason.FAILURE, InvokeEnd.Phase.CRASH, true);
    }

    void initTimeout() {
        init.timeout();
        timedOut();
    }

    void restoreTimeout() {
        restore.timeout();
        timedOut();
    }

    /** The function's time-out covers all that its invocation needs, a late init included. */
    void invokeTimeout(String requestId) {
        if (invokes.timeout(requestId)) {
            return;
        }
        if (world.phase() == Phase.INIT) {
            init.timeout();
        } else if (world.phase() == Phase.RESTORE) {
            restore.cutOff();
        }
        timedOut();
    }

    private void timedOut() {
        end(ShutdownReason.TIMEOUT, InvokeEnd.Phase.TIMEOUT, true);
    }

    /** The environment's processes end, and with them the invocations that run. */
    private void end(ShutdownReason reason, InvokeEnd.Phase phase, boolean reset) {
        invokes.stop(phase);
        shutdown.begin(reason, reset);
    }
}
