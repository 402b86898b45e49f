package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.sim.RuntimeProcess.State;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The Runtime API (WIRE.md §2): id, then state, then headers, then body. */
record RuntimeCalls(World world, InvokePhase invokes, Lifecycle lifecycle, RuntimeAnswers answers) {
    private static final Optional<String> JSON = Optional.of("application/json");

    private static final Pattern VALID_TYPE = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    /** A poll for an event, which says that the runtime is done with the one before. */
    void next(Input.RuntimeNext call) {
        if (absent(call)) {
            return;
        }
        var held = world.slots.held();
        if (held.filter(o -> o.state() == Outstanding.State.RUNNING).isPresent()) {
            recordNext(call, true);
            invokes.deliver(held.get(), call.call());
        } else if (held.filter(o -> !o.mayEnter(Outstanding.State.RUNTIME_DONE)).isPresent()
                || !world.runtime.mayEnter(State.READY)) {
            boolean answering = held.filter(Outstanding::isAnswering).isPresent();
            refuseCall(call, State.READY, answering ? Refusal.NEXT_DURING_ANSWER : Refusal.NEXT_OUT_OF_PLACE);
        } else {
            recordNext(call, false);
            world.runtime.enter(State.READY);
            world.runtime.waitingCalls.addLast(call.call());
            held.ifPresent(done -> {
                done.doneBy = OptionalLong.of(call.call());
                invokes.runtimeDone(done);
            });
        }
    }

    /**
     * A poll is taken back that may be one of these. An init that it ended stays over: its runtime is then one that has
     * polled and does not wait.
     */
    void withdrawn(long call) {
        var process = world.runtime;
        if (process.restoreCall.equals(OptionalLong.of(call))) {
            process.restoreCall = OptionalLong.empty();
            process.enter(State.STARTED);
        }
        if (process.waitingCalls.remove(call)) {
            boolean initGoesOn = world.phase() == Phase.NEW || world.phase() == Phase.INIT;
            if (initGoesOn && process.waitingCalls.isEmpty()) {
                process.enter(State.STARTED);
            }
            notDone(call);
        }
    }

    /** The poll is taken back that said that the runtime is done; an invocation that has ended since stays ended. */
    private void notDone(long call) {
        for (var done : world.slots.taken()) {
            if (done.state() == Outstanding.State.RUNTIME_DONE && done.doneBy.equals(OptionalLong.of(call))) {
                done.enter(Outstanding.State.RESPONSE_SENT);
                done.runtimeDoneAt = Optional.empty();
            }
        }
    }

    private void recordNext(Input.RuntimeNext call, boolean redelivered) {
        var release = world.runtime.release.heard(call.userAgent(), call.features());
        world.record(Event.RUNTIME, new Fact.RuntimeNext(release, redelivered));
    }

    /** The head of a response; gives the invocation it is for if its body is wanted. */
    Optional<Outstanding> begin(Input.RuntimeResponse head) {
        var running = posting(head, head.requestId(), head.invocationId(), Outstanding.State.RESPONSE);
        boolean malformed = head.mode().filter(mode -> !mode.isEmpty()).isPresent();
        if (running.isPresent() && malformed) {
            world.refuse(head, Refusal.RESPONSE_MODE);
            invokes.broken(running.get(), "Runtime.InvalidResponseModeHeader");
        }
        return running.filter(_ -> !malformed);
    }

    /** The body of one whose head was taken. */
    void response(Input.RuntimeResponse call, Outstanding running) {
        if (!unusable(call, running, call.body())) {
            var answer = RuntimeAnswers.success(call.body().content(), call.contentType());
            answers.respond(call, running, answer, Optional.empty());
        }
    }

    /** The head of a streamed one; gives the invocation it is for if its body may follow. */
    Optional<Outstanding> mayStream(Input.ResponseStart call) {
        return posting(call, call.requestId(), call.invocationId(), Outstanding.State.RESPONSE);
    }

    /** The head of an error; gives the invocation it is for if its body is wanted. */
    Optional<Outstanding> begin(Input.RuntimeError head) {
        return posting(head, head.requestId(), head.invocationId(), Outstanding.State.ERROR_RESPONSE);
    }

    /** The body of one whose head was taken. */
    void error(Input.RuntimeError call, Outstanding running) {
        if (!unusable(call, running, call.body())) {
            answers.error(call, running);
        }
    }

    /** Ends init as a first next would, and waits until the snapshot is restored. */
    void restoreNext(Input.RestoreNext call) {
        if (absent(call)) {
            return;
        }
        var runtime = world.runtime;
        if (!runtime.mayEnter(State.RESTORE_READY)) {
            refuseCall(call, State.READY, Refusal.RESTORE_OUT_OF_PLACE); // the engine names the state it leads to
            return;
        }
        world.record(Event.RUNTIME, new Fact.RuntimeRestoreNext());
        runtime.enter(State.RESTORE_READY);
        runtime.restoreCall = OptionalLong.of(call.call());
    }

    void restoreError(Input.RestoreError call, Refusal outOfPlace) {
        if (absent(call)) {
            return;
        }
        if (!world.runtime.mayEnter(State.RESTORE_ERROR)) {
            refuseCall(call, State.RESTORE_ERROR, outOfPlace);
            return;
        }
        world.runtime.enter(State.RESTORE_ERROR);
        var type = validType(call.errorType());
        world.record(
                Event.RUNTIME, new Fact.RuntimeRestoreError(type, sentType(call.errorType()), call.errorMessage()));
        world.reply(call.call(), new Reply.Accepted());
        var answer = RuntimeAnswers.failure(type, call.body(), JSON);
        lifecycle.restoreFailed(answer, call.errorMessage().orElse(""));
    }

    void initError(Input.RuntimeInitError call) {
        if (world.phase() == Phase.RESTORE) {
            // While a snapshot is restored it counts as restore/error (WIRE.md §2.6).
            var failed = new Input.RestoreError(call.call(), call.errorType(), call.body(), call.errorMessage());
            restoreError(failed, Refusal.RUNTIME_INIT_ERROR_AFTER_INIT);
            return;
        }
        if (begin(call)) {
            initErrorTaken(call);
        }
    }

    /** The head of an init/error; whether its body is wanted. In a restore all is decided when that is there. */
    boolean begin(Input.RuntimeInitError head) {
        if (world.phase() == Phase.RESTORE) {
            return true;
        }
        if (absent(head)) {
            return false;
        }
        boolean may = world.runtime.mayEnter(State.INIT_ERROR);
        if (may) {
            world.runtime.enter(State.INIT_ERROR);
        } else {
            refuseCall(head, State.INIT_ERROR, Refusal.RUNTIME_INIT_ERROR_AFTER_INIT);
        }
        return may;
    }

    /** The body of one whose head was taken. */
    void initErrorPosted(Input.RuntimeInitError call) {
        if (world.runtime.state() == State.INIT_ERROR) {
            initErrorTaken(call);
        } else {
            initError(call);
        }
    }

    private void initErrorTaken(Input.RuntimeInitError call) {
        var type = validType(call.errorType());
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeInitError(
                        type, sentType(call.errorType()), call.errorMessage(), call.contentType(), call.client()));
        world.reply(call.call(), new Reply.Accepted());
        lifecycle.initFailed(type, call);
    }

    /** Gives the invocation that a post answers, now in progress, unless the post is refused. */
    private Optional<Outstanding> posting(
            Input.Call call, String requestId, Optional<String> invocationId, Outstanding.State target) {
        var named = named(call, requestId, invocationId).filter(_ -> !absent(call));
        if (named.isPresent() && !named.get().mayEnter(target)) {
            var cause = named.get().invocationId.isPresent() ? Refusal.SECOND_ANSWER : Refusal.UNDELIVERED_REQUEST_ID;
            refuseState(call, target.wireName().orElseThrow(), named, cause);
            return Optional.empty();
        }
        named.ifPresent(running -> running.enter(target));
        return named;
    }

    private Optional<Outstanding> named(Input.Call call, String requestId, Optional<String> invocationId) {
        var named = world.slots.answerable(requestId);
        // A caller may use a request id again: only the invocation id tells the two apart.
        var delivery = named.flatMap(it -> it.invocationId);
        boolean other = invocationId.isPresent() && delivery.isPresent() && !invocationId.equals(delivery);
        if (named.isEmpty() || other) {
            world.refuse(call, other ? Refusal.LATE_ANSWER : world.past.refusal(requestId));
        }
        return named.filter(_ -> !other);
    }

    private boolean unusable(Input.Call call, Outstanding running, Input.Posted body) {
        long limit = world.setup.limits().payloadBytes();
        if (body.truncated()) {
            answers.truncated(call, running);
            return true;
        }
        if (body.content().size() > limit) {
            answers.tooLarge(call, running, limit);
            return true;
        }
        return false;
    }

    /** Between a reset and the next start, and before the first, nothing is taken of a runtime (WIRE.md §1). */
    private boolean absent(Input.Call call) {
        boolean absent = !world.runtimeRuns();
        if (absent) {
            world.refuse(call, Refusal.NO_RUNTIME);
        }
        return absent;
    }

    /** A call that is none for an invocation. */
    private void refuseCall(Input.Call call, State target, Refusal cause) {
        var first = world.runtime.failed() ? Refusal.RUNTIME_CALL_AFTER_ERROR : cause;
        refuseState(call, target.wireName, world.slots.held(), first);
    }

    /** The engine's state is the process's, or that of the post for the invocation that it has. */
    private void refuseState(Input.Call call, String target, Optional<Outstanding> of, Refusal cause) {
        var from = of.flatMap(it -> it.state().wireName()).orElse(world.runtime.state().wireName);
        world.refuse(call, cause, from + " to " + target + " failed for runtime");
    }

    /** The header, empty if there was none, where the engine keeps another type. */
    static Optional<String> sentType(Optional<String> header) {
        return Optional.of(header.orElse("")).filter(_ -> !header.equals(Optional.of(validType(header))));
    }

    /** The type as the engine keeps it (WIRE.md §2.4). */
    static String validType(Optional<String> header) {
        var text = header.orElse("");
        if (VALID_TYPE.matcher(text).find()) {
            return text;
        }
        return text.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
    }
}
