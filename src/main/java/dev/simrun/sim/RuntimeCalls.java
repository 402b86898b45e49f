package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.sim.RuntimeProcess.State;
import dev.simrun.wire.Bytes;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The Runtime API (WIRE.md §2): id, then state, then headers, then body. */
final class RuntimeCalls {
    /** How many timed-out invocations are remembered for late answers (WIRE.md §7). */
    private static final int REMEMBERED_TIMEOUTS = 1000;

    private static final Optional<String> JSON = Optional.of("application/json");

    private static final Pattern VALID_TYPE =
            Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    private final World world;
    private final InvokePhase invokes;
    private final InitPhase init;
    private final RestorePhase restore;
    private final RuntimeAnswers answers;
    private final Set<String> timedOut = new LinkedHashSet<>();

    RuntimeCalls(
            World world,
            InvokePhase invokes,
            InitPhase init,
            RestorePhase restore,
            RuntimeAnswers answers) {
        this.world = world;
        this.invokes = invokes;
        this.init = init;
        this.restore = restore;
        this.answers = answers;
    }

    void next(Input.RuntimeNext call) {
        var runtime = world.runtime;
        switch (runtime.state) {
            case STARTED, READY, RESPONSE_SENT, RESTORING -> {
                recordNext(call, false);
                boolean done = runtime.state == State.RESPONSE_SENT;
                runtime.state = State.READY;
                runtime.polled = true;
                runtime.waitingCalls.addLast(call.call());
                if (done) {
                    invokes.runtimeDone();
                }
            }
            case RUNNING -> {
                recordNext(call, true);
                invokes.redeliver(call.call());
            }
            case INIT_ERROR, RESPONSE, ERROR_RESPONSE, RESTORE_READY, RESTORE_ERROR ->
                    refuseState(call.call(), "Ready");
        }
    }

    private void recordNext(Input.RuntimeNext call, boolean redelivered) {
        var release = world.runtime.release.heard(call.userAgent(), call.features());
        world.record(Event.RUNTIME, new Fact.RuntimeNext(release, redelivered));
    }

    void response(Input.RuntimeResponse call) {
        if (refuses(call.call(), call.requestId(), call.invocationId(), State.RESPONSE)) {
            return;
        }
        if (call.mode().filter(mode -> !mode.isEmpty()).isPresent()) {
            // The engine leaves the state here: nothing but a reset frees it (WIRE.md §2.3).
            world.refuse(
                    call.call(),
                    400,
                    "InvalidFunctionResponseMode",
                    "Invalid function response mode");
            invokes.broken("Runtime.InvalidResponseModeHeader");
            return;
        }
        if (unusable(call.call(), call.body())) {
            return;
        }
        var payload = call.body().content();
        answers.respond(
                call.call(),
                payload.size(),
                Fact.RuntimeResponse.Mode.BUFFERED,
                RuntimeAnswers.success(payload, call.contentType()));
    }

    /** The head of a streamed one; true if its body may follow. */
    boolean mayStream(Input.ResponseStart call) {
        return !refuses(call.call(), call.requestId(), call.invocationId(), State.RESPONSE);
    }

    void error(Input.RuntimeError call) {
        if (refuses(call.call(), call.requestId(), call.invocationId(), State.ERROR_RESPONSE)
                || unusable(call.call(), call.body())) {
            return;
        }
        var type = validType(call.errorType());
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeError(
                        call.requestId(),
                        type,
                        sentType(call.errorType()),
                        call.errorMessage(),
                        call.contentType(),
                        call.xrayCause()));
        answers.accept(
                call.call(),
                RuntimeAnswers.failure(type, call.body().content(), call.contentType()));
    }

    /** Ends init as a first next would, and waits until the snapshot is restored. */
    void restoreNext(Input.RestoreNext call) {
        var runtime = world.runtime;
        if (runtime.state != State.STARTED) {
            refuseState(call.call(), State.RESTORE_READY.wireName);
            return;
        }
        world.record(Event.RUNTIME, new Fact.RuntimeRestoreNext());
        runtime.state = State.RESTORE_READY;
        runtime.polled = true;
        runtime.restoreCall = OptionalLong.of(call.call());
    }

    /** True if it was accepted; an init/error while restoring counts as one (WIRE.md §2.6). */
    boolean restoreError(
            long call, Optional<String> errorType, Optional<String> errorMessage, Bytes body) {
        if (world.runtime.state != State.RESTORING) {
            refuseState(call, State.RESTORE_ERROR.wireName);
            return false;
        }
        world.runtime.state = State.RESTORE_ERROR;
        var type = validType(errorType);
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeRestoreError(type, sentType(errorType), errorMessage));
        world.reply(call, new Reply.Accepted());
        restore.reported(RuntimeAnswers.failure(type, body, JSON), errorMessage.orElse(""));
        return true;
    }

    /** True if it was accepted. */
    boolean initError(Input.RuntimeInitError call) {
        if (world.runtime.state != State.STARTED) {
            refuseState(call.call(), "InitError");
            return false;
        }
        world.runtime.state = State.INIT_ERROR;
        var type = validType(call.errorType());
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeInitError(
                        type, sentType(call.errorType()), call.errorMessage(), call.contentType()));
        world.reply(call.call(), new Reply.Accepted());
        init.reported(type, call);
        return true;
    }

    /** An invocation ended by its time-out: the next post for it gets 410 (WIRE.md §11.2). */
    void remember(String requestId) {
        timedOut.add(requestId);
        if (timedOut.size() > REMEMBERED_TIMEOUTS) {
            timedOut.remove(timedOut.iterator().next());
        }
    }

    private boolean refusesId(long call, String requestId, Optional<String> invocationId) {
        var current = invokes.current().filter(o -> o.requestId().equals(requestId) && !o.timedOut);
        if (current.isEmpty()) {
            if (timedOut.remove(requestId)) {
                world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
            } else {
                world.refuse(call, 400, "InvalidRequestID", "Invalid request ID");
            }
            return true;
        }
        // A caller may use a request id again: only the invocation id tells the two apart.
        var expected = current.get().invocationId;
        boolean other =
                invocationId.isPresent() && expected.isPresent() && !invocationId.equals(expected);
        if (other) {
            world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
        }
        return other;
    }

    /** Takes the state to that of a post in progress, unless the post is refused. */
    private boolean refuses(
            long call, String requestId, Optional<String> invocationId, State target) {
        if (refusesId(call, requestId, invocationId)) {
            return true;
        }
        if (world.runtime.state != State.RUNNING) {
            refuseState(call, target.wireName);
            return true;
        }
        world.runtime.state = target;
        return false;
    }

    private boolean unusable(long call, Input.Posted body) {
        long limit = world.setup.limits().payloadBytes();
        if (body.truncated()) {
            answers.truncated(call);
            return true;
        }
        if (body.content().size() > limit) {
            answers.tooLarge(call, limit);
            return true;
        }
        return false;
    }

    private void refuseState(long call, String target) {
        world.refuse(
                call,
                403,
                "InvalidStateTransition",
                "State transition from "
                        + world.runtime.state.wireName
                        + " to "
                        + target
                        + " failed for runtime. Error: State transition is not allowed");
    }

    /** The header, empty if there was none, where the engine keeps another type. */
    private static Optional<String> sentType(Optional<String> header) {
        return Optional.of(header.orElse(""))
                .filter(_ -> !header.equals(Optional.of(validType(header))));
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
