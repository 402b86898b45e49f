package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.Outcome;
import dev.simrun.sim.Outstanding.State;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Invocations: who waits, who has a slot, and when the invoke phase ends (WIRE.md §3.7). Where there is one slot, the
 * runtime's polls belong to the invocation that has it, and with an invocation that breaks the environment ends. Where
 * there are several, each poll is one of a worker, and each invocation ends by itself (§7).
 */
final class InvokePhase {
    private final World world;
    private final ExtensionCalls extensions;

    private final Slots slots;
    private boolean coldStart = true;
    private Optional<Duration> initDuration = Optional.empty();

    /** What broke while no invocation ran; the next one fails of it (QUIRKS C.2 item 62). */
    private Optional<World.Fatal> idleFailure = Optional.empty();

    InvokePhase(World world, ExtensionCalls extensions) {
        this.world = world;
        this.extensions = extensions;
        this.slots = world.slots;
    }

    /**
     * Init took so long before there was an invocation; one within it is part of its duration. Of one before a snapshot
     * no invocation knows: a restore took its place (WIRE.md §5.5).
     */
    void initialised(Duration duration) {
        if (slots.noneTaken() && world.setup.snapStart().isEmpty()) {
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
        if (!slots.add(invocation)) {
            world.add(new Effect.InvokeRefused(
                    invocation.requestId(), "an invocation with this request id is outstanding"));
        }
    }

    /** Gives a free slot to the oldest that waits, once all goes on; its time-out runs from now. */
    Optional<Outstanding> begin() {
        if (!slots.mayTake() || !world.freeze.end()) {
            return Optional.empty();
        }
        var next = slots.take();
        next.ifPresent(this::begun);
        return next;
    }

    private void begun(Outstanding next) {
        world.past.begun(next.requestId());
        next.startedAt = world.now;
        next.coldStart = coldStart;
        coldStart = false;
        world.recordHere(new Fact.InvokeStart(next.requestId(), next.coldStart));
        if (idleFailure.isEmpty()) {
            var end = world.now.plus(next.invocation.timeout());
            world.setTimer(Timer.Kind.INVOKE, next, end);
        }
    }

    /**
     * Hands invocations to an environment that is ready, as many as there are slots.
     *
     * @return what broke the environment while it was idle, if something did
     */
    Optional<World.Fatal> offer() {
        for (var next = next(); next.isPresent(); next = next()) {
            if (world.phase() == Phase.READY) {
                world.enter(Phase.INVOKE);
            }
            if (idleFailure.isPresent()) {
                return idleFailure;
            }
            next.get().enter(State.OFFERED);
            extensions.broadcast(new LifecycleEvent.Invoke(
                    next.get().deadlineMs(),
                    next.get().requestId(),
                    world.setup.arn(),
                    new LifecycleEvent.Tracing(next.get().invocation.traceId())));
        }
        return Optional.empty();
    }

    /** One that has waited for an init or a restore, or another one that gets a slot. */
    private Optional<Outstanding> next() {
        return slots.in(State.BEGUN).or(this::begin);
    }

    /** Goes on with those that have a slot; true if one of them is free again. */
    boolean progress() {
        for (var offered = slots.in(State.OFFERED);
                offered.isPresent() && !world.runtime.waitingCalls.isEmpty();
                offered = slots.in(State.OFFERED)) {
            offered.get().invocationId = Optional.of(world.uuid());
            offered.get().enter(State.RUNNING);
            deliver(offered.get(), world.runtime.waitingCalls.removeFirst());
        }
        var finished = slots.taken().stream().filter(this::finished).toList();
        finished.forEach(this::finish);
        return !finished.isEmpty();
    }

    /** At least once: a runtime that polls instead of answering gets the event again. */
    void deliver(Outstanding running, long call) {
        world.hangUps.tell(call);
        var deadline = running.startedAt.plus(running.invocation.timeout());
        world.record(Event.RUNTIME, new Fact.RuntimeInvoke(running.requestId(), world.sinceBeginning(deadline)));
        world.reply(
                call,
                new Reply.Event(
                        running.invocation,
                        world.setup.arn(),
                        running.invocationId.orElseThrow(),
                        running.deadlineMs()));
    }

    /** The runtime's post was dealt with; it polls for another, or is one worker of several. */
    void sent(Outstanding sent) {
        world.past.answered(sent.requestId());
        sent.enter(State.RESPONSE_SENT);
        if (slots.several()) {
            runtimeDone(sent);
        }
    }

    void runtimeDone(Outstanding sent) {
        sent.enter(State.RUNTIME_DONE);
        if (world.phase() == Phase.INVOKE) {
            sent.runtimeDoneAt = Optional.of(world.now);
        }
    }

    /** The runtime's own answer. */
    void answer(Outstanding running, CallerAnswer answer) {
        if (!running.answered() && running.respondedAt.isEmpty()) {
            running.respondedAt = Optional.of(world.now);
        }
        answerCaller(running, answer);
    }

    /**
     * The answer could not be used; the engine gives the type and no payload. It leaves its one slot as of a post in
     * progress: nothing but a reset frees it (WIRE.md §2.3).
     */
    void broken(Outstanding running, String errorType) {
        world.past.answered(running.requestId());
        answerCaller(
                running,
                new CallerAnswer(Outcome.CRASH, Status.ERROR, Bytes.EMPTY, Optional.empty(), Optional.of(errorType)));
        if (slots.several()) {
            sent(running);
        }
    }

    /** What the caller gets, unless it was answered. */
    private void answerCaller(Outstanding outstanding, CallerAnswer answer) {
        if (outstanding.answered()) {
            return;
        }
        outstanding.outcome = Optional.of(answer.outcome());
        outstanding.toldError = answer.errorType();
        var whole =
                outstanding.stream.map(s -> answer.after(cut(outstanding, s))).orElse(answer);
        world.recordHere(whole.fact(outstanding.requestId()));
        world.add(new Effect.Answered(outstanding.requestId(), whole));
    }

    /** Ends a stream where it is; the rest of it is told that nobody takes it. */
    private List<CallerAnswer.Chunk> cut(Outstanding outstanding, ResponseStream stream) {
        if (stream.held.isPresent()) {
            world.cancelTimer(Timer.Kind.BANDWIDTH, outstanding);
            world.reply(stream.held.get().call(), new Reply.Closed());
            stream.held = Optional.empty();
        }
        return stream.chunks();
    }

    /** Whether the runtime and every INVOKE subscriber are done with it. */
    private boolean finished(Outstanding outstanding) {
        return outstanding.state() == State.RUNTIME_DONE && extensions.noneBusyWith(outstanding.requestId());
    }

    private void finish(Outstanding done) {
        world.cancelTimer(Timer.Kind.INVOKE, done);
        boolean broke = done.outcome.equals(Optional.of(Outcome.CRASH));
        done.stop(broke ? InvokeEnd.Phase.CRASH : InvokeEnd.Phase.DONE, world.now);
        end(done);
    }

    private void end(Outstanding done) {
        slots.end(done);
        if (world.phase() == Phase.INVOKE && slots.noneTaken()) {
            world.enter(Phase.READY);
        }
        world.recordHere(done.end(initDuration));
        if (world.phase() == Phase.READY) {
            world.freeze.idle();
        }
    }

    /** True if the invocation ended by itself, and the environment goes on. */
    boolean timeout(String requestId) {
        var running = slots.get(requestId);
        running.timedOut = true;
        world.past.timedOut(requestId);
        world.recordHere(new Fact.InvokeTimeout(requestId, Awaited.in(world, requestId)));
        var told = CallerAnswer.timeout(requestId, running.invocation.timeout());
        answerCaller(running, told);
        told.errorType().ifPresent(running::breaks);
        boolean alone = slots.several() && world.phase() == Phase.INVOKE;
        if (alone) {
            leaveCut(running);
            running.stop(InvokeEnd.Phase.TIMEOUT, world.now);
            end(running);
        }
        return alone;
    }

    void crash(World.Fatal fatal) {
        answerAll(id -> CallerAnswer.crash(id, fatal.type(), fatal.message()));
        slots.taken().forEach(running -> running.breaks(fatal.type()));
    }

    /** Answers those that have a slot, or else the first that waits: it is why this was done. */
    void failFirst(Function<String, CallerAnswer> byRequestId) {
        if (slots.noneTaken()) {
            var _ = begin();
        }
        answerAll(byRequestId);
    }

    /** The answer to all that have a slot: their environment can't go on. */
    void answerAll(Function<String, CallerAnswer> byRequestId) {
        slots.taken().forEach(o -> answerCaller(o, byRequestId.apply(o.requestId())));
    }

    /** Refuses all that wait: the environment won't serve them. */
    void refuseWaiting(String message) {
        for (var waiting : slots.waiting()) {
            slots.end(waiting);
            world.add(new Effect.InvokeRefused(waiting.requestId(), message));
        }
    }

    /** Their environment begins to end; the phase says how. */
    void stop(InvokeEnd.Phase phase) {
        for (var running : slots.taken()) {
            world.cancelTimer(Timer.Kind.INVOKE, running);
            leaveCut(running);
            running.stop(phase, world.now);
        }
    }

    /** It is over before it showed what its cut body came of. */
    private void leaveCut(Outstanding running) {
        if (running.cut.isPresent()) {
            world.cancelTimer(Timer.Kind.CUT, running);
            world.reply(running.cut.get().call(), new Reply.Closed());
            running.cut = Optional.empty();
        }
    }

    /** Their environment has ended. */
    void endWithEnvironment() {
        slots.taken().forEach(this::end);
    }
}
