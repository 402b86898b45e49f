package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.sim.RuntimeProcess.State;
import dev.simrun.wire.Bytes;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The Runtime API (WIRE.md §2): id, then state, then headers, then body. */
final class RuntimeCalls {
    /** How many timed-out invocations are remembered for late answers (WIRE.md §7). */
    private static final int REMEMBERED_TIMEOUTS = 1000;

    private static final Pattern VALID_TYPE =
            Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    private final World world;
    private final InvokePhase invokes;
    private final InitPhase init;
    private final Set<String> timedOut = new LinkedHashSet<>();

    RuntimeCalls(World world, InvokePhase invokes, InitPhase init) {
        this.world = world;
        this.invokes = invokes;
        this.init = init;
    }

    void next(Input.RuntimeNext call) {
        var runtime = world.runtime;
        switch (runtime.state) {
            case STARTED, READY, RESPONSE_SENT -> {
                world.record(EventType.RUNTIME_NEXT, Event.RUNTIME, World.fields());
                boolean done = runtime.state == State.RESPONSE_SENT;
                runtime.state = State.READY;
                runtime.polled = true;
                runtime.waitingCalls.addLast(call.call());
                if (done) {
                    invokes.runtimeDone();
                }
            }
            case RUNNING -> {
                world.record(
                        EventType.RUNTIME_NEXT,
                        Event.RUNTIME,
                        World.fields().put("redelivered", true));
                invokes.redeliver(call.call());
            }
            case INIT_ERROR, RESPONSE, ERROR_RESPONSE -> refuseState(call.call(), "Ready");
        }
    }

    void response(Input.RuntimeResponse call) {
        if (refusesId(call.call(), call.requestId(), call.invocationId())) {
            return;
        }
        if (world.runtime.state != State.RUNNING) {
            refuseState(call.call(), "InvocationResponse");
            return;
        }
        world.runtime.state = State.RESPONSE;
        boolean streaming = call.mode().filter("streaming"::equals).isPresent();
        if (call.mode().filter(mode -> !mode.isEmpty()).isPresent() && !streaming) {
            // The engine leaves the state here: nothing but a reset frees it (WIRE.md §2.3).
            world.refuse(
                    call.call(),
                    400,
                    "InvalidFunctionResponseMode",
                    "Invalid function response mode");
            invokes.broken("Runtime.InvalidResponseModeHeader");
            return;
        }
        if (truncated(call.call(), call.body())) {
            return;
        }
        takeResponse(call, streaming);
    }

    private void takeResponse(Input.RuntimeResponse call, boolean streaming) {
        world.runtime.state = State.RESPONSE_SENT;
        if (tooLarge(call.call(), call.body())) {
            return;
        }
        var fields = World.fields();
        fields.put("request_id", call.requestId());
        fields.put("size", call.body().content().size());
        call.contentType().ifPresent(type -> fields.put("content_type", type));
        fields.put("mode", streaming ? "streaming" : "buffered");
        world.record(EventType.RUNTIME_RESPONSE, Event.RUNTIME, fields);
        invokes.answer(
                call.failure()
                        .map(f ->
                                failure(validType(f.errorType()), f.details(), call.contentType()))
                        .orElseGet(() -> success(call)));
        world.reply(call.call(), new Reply.Accepted());
    }

    private static CallerAnswer success(Input.RuntimeResponse call) {
        return new CallerAnswer(
                CallerAnswer.Outcome.SUCCESS,
                CallerAnswer.Status.SUCCESS,
                call.body().content(),
                call.contentType(),
                Optional.empty());
    }

    /** An error that the runtime reported: for the platform's records a success (WIRE.md §4.4). */
    private static CallerAnswer failure(String type, Bytes payload, Optional<String> contentType) {
        return new CallerAnswer(
                CallerAnswer.Outcome.ERROR,
                CallerAnswer.Status.SUCCESS,
                payload,
                contentType,
                Optional.of(type));
    }

    void error(Input.RuntimeError call) {
        if (refusesId(call.call(), call.requestId(), call.invocationId())) {
            return;
        }
        if (world.runtime.state != State.RUNNING) {
            refuseState(call.call(), "InvocationErrorResponse");
            return;
        }
        world.runtime.state = State.ERROR_RESPONSE;
        if (truncated(call.call(), call.body())) {
            return;
        }
        world.runtime.state = State.RESPONSE_SENT;
        if (tooLarge(call.call(), call.body())) {
            return;
        }
        var fields = World.fields();
        fields.put("request_id", call.requestId());
        putType(fields, call.errorType());
        call.errorMessage().ifPresent(message -> fields.put("error_message", message));
        call.contentType().ifPresent(type -> fields.put("content_type", type));
        call.xrayCause().ifPresent(cause -> fields.set("xray_cause", cause));
        world.record(EventType.RUNTIME_ERROR, Event.RUNTIME, fields);
        invokes.answer(
                failure(validType(call.errorType()), call.body().content(), call.contentType()));
        world.reply(call.call(), new Reply.Accepted());
    }

    void initError(Input.RuntimeInitError call) {
        if (world.runtime.state != State.STARTED) {
            refuseState(call.call(), "InitError");
            return;
        }
        world.runtime.state = State.INIT_ERROR;
        var fields = World.fields();
        putType(fields, call.errorType());
        call.errorMessage().ifPresent(message -> fields.put("error_message", message));
        fields.put("content_type", call.contentType());
        world.record(EventType.RUNTIME_INIT_ERROR, Event.RUNTIME, fields);
        world.reply(call.call(), new Reply.Accepted());
        init.reported(validType(call.errorType()), call);
    }

    /** An invocation ended by its time-out: the next post for it gets 410 (WIRE.md §11.2). */
    void remember(String requestId) {
        timedOut.add(requestId);
        if (timedOut.size() > REMEMBERED_TIMEOUTS) {
            timedOut.remove(timedOut.iterator().next());
        }
    }

    private boolean refusesId(long call, String requestId, Optional<String> invocationId) {
        if (timedOut.remove(requestId)) {
            world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
            return true;
        }
        var current = invokes.current().filter(o -> o.requestId().equals(requestId) && !o.timedOut);
        if (current.isEmpty()) {
            world.refuse(call, 400, "InvalidRequestID", "Invalid request ID");
            return true;
        }
        var expected = current.get().invocationId;
        if (invocationId.isPresent() && expected.isPresent() && !invocationId.equals(expected)) {
            world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
            return true;
        }
        return false;
    }

    private boolean truncated(long call, Input.Posted body) {
        if (body.truncated()) {
            world.refuse(call, 400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
            invokes.broken("Runtime.TruncatedResponse");
        }
        return body.truncated();
    }

    private boolean tooLarge(long call, Input.Posted body) {
        long limit = world.setup.limits().payloadBytes();
        if (body.content().size() <= limit) {
            return false;
        }
        world.refuse(
                call,
                413,
                "RequestEntityTooLarge",
                "Exceeded maximum allowed payload size (" + limit + " bytes).");
        invokes.answer(CallerAnswer.tooLarge(limit));
        return true;
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

    private static void putType(ObjectNode fields, Optional<String> header) {
        var kept = validType(header);
        fields.put("error_type", kept);
        if (!header.equals(Optional.of(kept))) {
            fields.put("sent_type", header.orElse(""));
        }
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
