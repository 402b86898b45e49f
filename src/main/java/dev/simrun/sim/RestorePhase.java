package dev.simrun.sim;

import dev.simrun.event.Fact;
import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Outcome;
import dev.simrun.sim.RuntimeProcess.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The restore of a snapshot (WIRE.md §2.7): from restore/next to the runtime's first next. */
final class RestorePhase {
    private final World world;
    private final InvokePhase invokes;
    private Instant startedAt = Instant.EPOCH;

    /** Asked for by a scenario, before there is an invocation that needs it. */
    private boolean wanted;

    RestorePhase(World world, InvokePhase invokes) {
        this.world = world;
        this.invokes = invokes;
    }

    void want() {
        wanted = true;
    }

    /** Begins, true then, if a snapshot is to be restored now that the environment is ready. */
    boolean starts() {
        boolean due =
                world.setup.snapStart().isPresent() && !world.restored && (wanted || !world.slots.noneOutstanding());
        if (due) {
            start();
        }
        return due;
    }

    private void start() {
        wanted = false;
        var _ = world.freeze.end();
        startedAt = world.now;
        world.enter(Phase.RESTORE);
        var end = world.now.plus(world.setup.limits().restore());
        world.recordHere(new Fact.RestoreStart(world.sinceBeginning(end)));
        world.setTimer(Timer.Kind.RESTORE, end);
    }

    /** The runtime that waits is told, once all goes on. */
    private void release() {
        var runtime = world.runtime;
        if (runtime.restoreCall.isPresent() && world.freeze.end()) {
            world.reply(runtime.restoreCall.getAsLong(), new Reply.Restored());
            runtime.restoreCall = OptionalLong.empty();
            runtime.enter(State.RESTORING);
        }
    }

    /** True when it is done: the runtime polls for an event, as one without hooks does at once. */
    boolean progress() {
        release();
        boolean done = world.runtime.state() == State.READY;
        if (done) {
            world.restored = true;
            world.enter(Phase.READY);
            world.cancelTimer(Timer.Kind.RESTORE);
            done(Outcome.SUCCESS, Optional.empty(), Optional.empty());
            world.freeze.idle();
        }
        return done;
    }

    /** The runtime posted restore/error: its body is what the caller gets. */
    void reported(CallerAnswer answer, String message) {
        done(Outcome.ERROR, answer.errorType(), Optional.of(message));
        invokes.failFirst(_ -> answer);
    }

    void broke(World.Fatal fatal) {
        done(Outcome.CRASH, Optional.of(fatal.type()), Optional.of(fatal.message()));
        invokes.failFirst(id -> CallerAnswer.crash(id, fatal.type(), fatal.message()));
    }

    void timeout() {
        var type = "Runtime.RestoreHookUserTimeout";
        var limit = world.setup.limits().restore();
        var message = "restore did not end within " + limit.toMillis() + "ms";
        done(Outcome.TIMEOUT, Optional.of(type), Optional.of(message));
        invokes.failFirst(id -> CallerAnswer.platform(Outcome.TIMEOUT, Status.TIMEOUT, id, type, message));
    }

    /** It was cut off by a shutdown or a reset, or the invocation that needs it timed out. */
    void cutOff() {
        done(Outcome.CRASH, Optional.of("Sandbox.Failure"), Optional.of("the environment ended during restore"));
    }

    private void done(Outcome outcome, Optional<String> type, Optional<String> message) {
        var duration = Duration.between(startedAt, world.now);
        world.recordHere(new Fact.RestoreDone(outcome, type, message, duration));
    }
}
