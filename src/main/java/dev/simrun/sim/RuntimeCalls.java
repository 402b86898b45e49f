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

    /** A poll for an event, which says that the runtime is done with the one before. */
    void next(Input.RuntimeNext call) {
        var held = world.slots.held();
        if (held.filter(o -> o.state() == Outstanding.State.RUNNING).isPresent()) {
            recordNext(call, true);
            invokes.deliver(held.get(), call.call());
        } else if (held.filter(o -> !o.mayEnter(Outstanding.State.RUNTIME_DONE)).isPresent()
                || !world.runtime.mayEnter(State.READY)) {
            refuseState(call.call(), "Ready", held);
        } else {
            recordNext(call, false);
            world.runtime.enter(State.READY);
            world.runtime.waitingCalls.addLast(call.call());
            held.ifPresent(invokes::runtimeDone);
        }
    }

    private void recordNext(Input.RuntimeNext call, boolean redelivered) {
        var release = world.runtime.release.heard(call.userAgent(), call.features());
        world.record(Event.RUNTIME, new Fact.RuntimeNext(release, redelivered));
    }

    void response(Input.RuntimeResponse call) {
        posting(call, call.requestId(), call.invocationId(), Outstanding.State.RESPONSE)
                .ifPresent(running -> response(call, running));
    }

    private void response(Input.RuntimeResponse call, Outstanding running) {
        if (call.mode().filter(mode -> !mode.isEmpty()).isPresent()) {
            world.refuse(
                    call.call(),
                    400,
                    "InvalidFunctionResponseMode",
                    "Invalid function response mode");
            invokes.broken(running, "Runtime.InvalidResponseModeHeader");
        } else if (!unusable(call.call(), running, call.body())) {
            var answer = RuntimeAnswers.success(call.body().content(), call.contentType());
            answers.respond(call.call(), running, answer);
        }
    }

    /** The head of a streamed one; gives the invocation it is for if its body may follow. */
    Optional<Outstanding> mayStream(Input.ResponseStart call) {
        return posting(call, call.requestId(), call.invocationId(), Outstanding.State.RESPONSE);
    }

    void error(Input.RuntimeError call) {
        posting(call, call.requestId(), call.invocationId(), Outstanding.State.ERROR_RESPONSE)
                .filter(running -> !unusable(call.call(), running, call.body()))
                .ifPresent(running -> error(call, running));
    }

    private void error(Input.RuntimeError call, Outstanding running) {
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
                running,
                RuntimeAnswers.failure(type, call.body().content(), call.contentType()));
    }

    /** Ends init as a first next would, and waits until the snapshot is restored. */
    void restoreNext(Input.RestoreNext call) {
        var runtime = world.runtime;
        if (!runtime.mayEnter(State.RESTORE_READY)) {
            refuseState(call.call(), State.RESTORE_READY.wireName, world.slots.held());
            return;
        }
        world.record(Event.RUNTIME, new Fact.RuntimeRestoreNext());
        runtime.enter(State.RESTORE_READY);
        runtime.restoreCall = OptionalLong.of(call.call());
    }

    /**
     * True if a restore failed of it; an init/error while restoring counts as one (WIRE.md §2.6).
     */
    boolean restoreError(
            long call, Optional<String> errorType, Optional<String> errorMessage, Bytes body) {
        if (!world.runtime.mayEnter(State.RESTORE_ERROR)) {
            refuseState(call, State.RESTORE_ERROR.wireName, world.slots.held());
            return false;
        }
        world.runtime.enter(State.RESTORE_ERROR);
        var type = validType(errorType);
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeRestoreError(type, sentType(errorType), errorMessage));
        world.reply(call, new Reply.Accepted());
        boolean restoring = world.phase() == Phase.RESTORE; // else it has failed of what was first
        if (restoring) {
            restore.reported(RuntimeAnswers.failure(type, body, JSON), errorMessage.orElse(""));
        }
        return restoring;
    }

    /** True if it was accepted. */
    boolean initError(Input.RuntimeInitError call) {
        if (!world.runtime.mayEnter(State.INIT_ERROR)) {
            refuseState(call.call(), State.INIT_ERROR.wireName, world.slots.held());
            return false;
        }
        world.runtime.enter(State.INIT_ERROR);
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

    /** Gives the invocation that a post answers, now in progress, unless the post is refused. */
    private Optional<Outstanding> posting(
            Input.Call call,
            String requestId,
            Optional<String> invocationId,
            Outstanding.State target) {
        var named = named(call.call(), requestId, invocationId);
        if (named.isPresent() && !named.get().mayEnter(target)) {
            refuseState(call.call(), target.wireName().orElseThrow(), named);
            return Optional.empty();
        }
        named.ifPresent(running -> running.enter(target));
        return named;
    }

    private Optional<Outstanding> named(
            long call, String requestId, Optional<String> invocationId) {
        var named = world.slots.answerable(requestId);
        if (named.isEmpty()) {
            if (timedOut.remove(requestId)) {
                world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
            } else {
                world.refuse(call, 400, "InvalidRequestID", "Invalid request ID");
            }
            return named;
        }
        // A caller may use a request id again: only the invocation id tells the two apart.
        var expected = named.get().invocationId;
        if (invocationId.isEmpty() || expected.isEmpty() || invocationId.equals(expected)) {
            return named;
        }
        world.refuse(call, 410, "InvokeTimeout", "Invoke timeout");
        return Optional.empty();
    }

    private boolean unusable(long call, Outstanding running, Input.Posted body) {
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

    /** The engine's state is the process's, or that of the post for the invocation that it has. */
    private void refuseState(long call, String target, Optional<Outstanding> of) {
        var from = of.flatMap(it -> it.state().wireName()).orElse(world.runtime.state().wireName);
        world.refuse(
                call,
                403,
                "InvalidStateTransition",
                "State transition from "
                        + from
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
