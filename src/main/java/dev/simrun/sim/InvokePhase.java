package dev.simrun.sim;

import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.sim.RuntimeProcess.State;
import dev.simrun.wire.Bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Invocations: who waits, who runs, and when the invoke phase ends (WIRE.md §3.7). */
final class InvokePhase {
    private final World world;
    private final ExtensionCalls extensions;
    private Optional<Outstanding> current = Optional.empty();
    private boolean coldStart = true;
    private Optional<Duration> initDuration = Optional.empty();

    /** What broke while no invocation ran; the next one fails of it (QUIRKS C.2 item 62). */
    private Optional<World.Fatal> idleFailure = Optional.empty();

    InvokePhase(World world, ExtensionCalls extensions) {
        this.world = world;
        this.extensions = extensions;
    }

    Optional<Outstanding> current() {
        return current;
    }

    /**
     * Init took so long before there was an invocation; one within it is part of its duration. Of
     * one before a snapshot no invocation knows: a restore took its place (WIRE.md §5.5).
     */
    void initialised(Duration duration) {
        if (current.isEmpty() && world.setup.snapStart().isEmpty()) {
            initDuration = Optional.of(duration);
        }
    }

    /** After a reset the next invocation is a cold start again. */
    void renew() {
        coldStart = true;
        initDuration = Optional.empty();
        idleFailure = Optional.empty();
    }

    void failedWhileIdle(World.Fatal fatal) {
        idleFailure = idleFailure.or(() -> Optional.of(fatal));
    }

    /** The runtime was started again before an invocation met its end. */
    void restarted() {
        idleFailure = Optional.empty();
    }

    void add(Invocation invocation) {
        if (world.outstanding.containsKey(invocation.requestId())) {
            world.add(
                    new Effect.InvokeRefused(
                            invocation.requestId(),
                            "an invocation with this request id is outstanding"));
            return;
        }
        world.outstanding.put(invocation.requestId(), new Outstanding(invocation));
    }

    /** Begins the oldest waiting invocation; its time-out runs from now. */
    void begin() {
        world.freeze.end();
        var next = world.outstanding.values().iterator().next();
        current = Optional.of(next);
        next.startedAt = world.now;
        next.coldStart = coldStart;
        coldStart = false;
        world.recordHere(new Fact.InvokeStart(next.requestId(), next.coldStart));
        if (idleFailure.isEmpty()) {
            var end = world.now.plus(next.invocation.timeout());
            world.add(new Effect.SetTimer(Input.Timer.INVOKE, end));
        }
    }

    /**
     * Hands the begun invocation to an environment that is ready.
     *
     * @return what broke the environment while it was idle, if something did
     */
    Optional<World.Fatal> release() {
        var next = current.orElseThrow();
        world.phase = Phase.INVOKE;
        if (idleFailure.isPresent()) {
            return idleFailure;
        }
        extensions.broadcast(
                new LifecycleEvent.Invoke(
                        next.deadlineMs(),
                        next.requestId(),
                        world.setup.arn(),
                        new LifecycleEvent.Tracing(next.invocation.traceId())));
        return Optional.empty();
    }

    /** Hands the running invocation to the runtime if it is not there yet and the runtime polls. */
    void deliver() {
        var undelivered = current.filter(o -> o.invocationId.isEmpty() && !o.answered);
        if (undelivered.isPresent() && !world.runtime.waitingCalls.isEmpty()) {
            undelivered.get().invocationId = Optional.of(world.uuid());
            world.runtime.state = State.RUNNING;
            redeliver(world.runtime.waitingCalls.removeFirst());
        }
    }

    /** At least once: a runtime that polls instead of answering gets the event again. */
    void redeliver(long call) {
        var outstanding = current.orElseThrow();
        world.reply(
                call,
                new Reply.Event(
                        outstanding.invocation,
                        world.setup.arn(),
                        outstanding.invocationId.orElseThrow(),
                        outstanding.deadlineMs()));
    }

    void runtimeDone() {
        if (world.phase == Phase.INVOKE) {
            current.ifPresent(o -> o.runtimeDoneAt = Optional.of(world.now));
        }
    }

    /** The runtime's own answer. */
    void answer(CallerAnswer answer) {
        current.filter(o -> !o.answered && o.respondedAt.isEmpty())
                .ifPresent(o -> o.respondedAt = Optional.of(world.now));
        answerCaller(answer);
    }

    /** The answer could not be used; the engine gives the type and no payload (WIRE.md §2.3). */
    void broken(String errorType) {
        answerCaller(
                new CallerAnswer(
                        Outcome.CRASH,
                        CallerAnswer.Status.ERROR,
                        Bytes.EMPTY,
                        Optional.empty(),
                        Optional.of(errorType)));
    }

    /** What the caller of the running invocation gets, unless it was answered. */
    void answerCaller(CallerAnswer answer) {
        current.filter(o -> !o.answered).ifPresent(o -> answer(o, answer));
    }

    private void answer(Outstanding outstanding, CallerAnswer answer) {
        outstanding.answered = true;
        world.recordHere(new Fact.InvokeDone(outstanding.requestId(), answer.outcome()));
        var whole = outstanding.stream.map(s -> answer.after(cut(s))).orElse(answer);
        world.add(new Effect.Answered(outstanding.requestId(), whole));
    }

    /** Ends a stream where it is; the rest of it is told that nobody takes it. */
    private List<CallerAnswer.Chunk> cut(ResponseStream stream) {
        if (stream.held.isPresent()) {
            world.add(new Effect.CancelTimer(Input.Timer.BANDWIDTH));
            world.reply(stream.held.get().call(), new Reply.Closed());
            stream.held = Optional.empty();
        }
        return stream.chunks();
    }

    /** Whether the runtime and every INVOKE subscriber are done with the running invocation. */
    boolean finished() {
        return world.runtime.state == State.READY
                && current.filter(o -> o.answered && o.invocationId.isPresent()).isPresent()
                && extensions.noneBusy();
    }

    void finish() {
        var done = current.orElseThrow();
        world.add(new Effect.CancelTimer(Input.Timer.INVOKE));
        world.phase = Phase.READY;
        end(done, "done", Duration.between(done.startedAt, world.now));
    }

    private void end(Outstanding done, String phase, Duration duration) {
        world.outstanding.remove(done.requestId());
        current = Optional.empty();
        world.add(
                new Effect.InvokeEnded(
                        done.requestId(), done.report(phase, duration, initDuration)));
    }

    void timeout() {
        var running = current.orElseThrow();
        running.timedOut = true;
        world.recordHere(new Fact.InvokeTimeout(running.requestId()));
        answerCaller(CallerAnswer.timeout(running.requestId(), running.invocation.timeout()));
    }

    void crash(World.Fatal fatal) {
        current.ifPresent(o ->
                answerCaller(CallerAnswer.crash(o.requestId(), fatal.type(), fatal.message())));
    }

    /** Answers the invocation that runs, or else the first that waits: it is why this was done. */
    void failFirst(Failure failure) {
        if (current.isEmpty() && !world.outstanding.isEmpty()) {
            begin();
        }
        current.ifPresent(o -> answerCaller(failure.answer(o.requestId())));
    }

    /** The answer to an invocation that can't be served. */
    interface Failure {
        CallerAnswer answer(String requestId);
    }

    /** Refuses all that wait: the environment won't serve them. */
    void refuseWaiting(String message) {
        for (var outstanding : waiting()) {
            world.outstanding.remove(outstanding.requestId());
            world.add(new Effect.InvokeRefused(outstanding.requestId(), message));
        }
    }

    private List<Outstanding> waiting() {
        var waiting = new ArrayList<>(world.outstanding.values());
        current.ifPresent(waiting::remove);
        return waiting;
    }

    /** Ends the running invocation with its environment; the phase says how. */
    void endWithEnvironment(String phase, Duration duration) {
        current.ifPresent(o -> end(o, phase, duration));
    }
}
