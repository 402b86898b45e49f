package dev.simrun.sim;

import dev.simrun.event.Ending;
import dev.simrun.event.ShutdownReason;
import dev.simrun.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Something that happened to the environment. */
public sealed interface Input {
    /** A request of a client, to be answered by {@link Effect.Reply} with the same number. */
    sealed interface Call extends Input {
        long call();
    }

    /** A post of the runtime, with its body; {@link PostStart} has its head alone. */
    sealed interface Post extends Call {}

    /**
     * A post of the runtime whose body has yet to come. If it gets {@link Reply.Collect}, {@link PostBody} follows; if
     * it gets {@link Reply.Continue}, it goes on as after {@link ResponseStart}.
     *
     * @param post the same call, without a body
     */
    record PostStart(long call, Post post) implements Call {}

    /**
     * The body of a post, whole.
     *
     * @param start the call that began it
     * @param post with its body
     */
    record PostBody(long call, long start, Post post) implements Call {}

    /**
     * GET runtime/invocation/next.
     *
     * @param userAgent the header as sent
     * @param features the header {@code Lambda-Runtime-Features} as sent
     */
    record RuntimeNext(long call, Optional<String> userAgent, Optional<String> features) implements Call {}

    /**
     * POST runtime/invocation/ID/response.
     *
     * @param invocationId the echoed {@code Lambda-Runtime-Invocation-Id}
     * @param mode the response mode header, if it is not {@code streaming}
     */
    record RuntimeResponse(
            long call,
            String requestId,
            Optional<String> invocationId,
            Optional<String> mode,
            Optional<String> contentType,
            Posted body)
            implements Post {}

    /**
     * POST runtime/invocation/ID/response in mode {@code streaming}: the head, before its body. If it gets
     * {@link Reply.Continue}, chunks and an end follow, each after the reply to the one before.
     */
    record ResponseStart(long call, String requestId, Optional<String> invocationId, Optional<String> contentType)
            implements Call {}

    /**
     * A piece of a streamed response.
     *
     * @param stream the call that began it
     */
    record ResponseChunk(long call, long stream, Bytes bytes) implements Call {}

    /**
     * The body of a streamed response is over.
     *
     * @param stream the call that began it
     * @param failure what its trailers report
     * @param truncated whether the client left in the middle of it
     */
    record ResponseEnd(long call, long stream, Optional<StreamFailure> failure, boolean truncated) implements Call {}

    /** An error in mid-stream, from the trailers (WIRE.md §2.5); the details may be empty. */
    record StreamFailure(Optional<String> errorType, Bytes details) {}

    /**
     * POST runtime/invocation/ID/error.
     *
     * @param errorType the header as sent
     * @param errorMessage what the body says, if it is JSON and says it
     * @param xrayCause the cause header as JSON, if it is valid
     */
    record RuntimeError(
            long call,
            String requestId,
            Optional<String> invocationId,
            Optional<String> errorType,
            Optional<String> contentType,
            Posted body,
            Optional<String> errorMessage,
            Optional<String> xrayCause)
            implements Post {}

    /**
     * POST runtime/init/error.
     *
     * @param contentType that of the stored body
     * @param client what the client calls itself, or what its body shows it to be
     */
    record RuntimeInitError(
            long call,
            Optional<String> errorType,
            String contentType,
            Bytes body,
            Optional<String> errorMessage,
            Optional<String> client)
            implements Post {}

    /** GET runtime/restore/next. */
    record RestoreNext(long call) implements Call {}

    /** POST runtime/restore/error. */
    record RestoreError(long call, Optional<String> errorType, Bytes body, Optional<String> errorMessage)
            implements Call {}

    /** POST extension/register. */
    record Register(long call, Optional<String> name, boolean accountId, Registration body) implements Call {}

    /** The body of a registration. */
    sealed interface Registration {
        record Events(List<String> events) implements Registration {}

        record Malformed(String message) implements Registration {}

        record ConfigurationKeys() implements Registration {}
    }

    /** GET extension/event/next. */
    record ExtensionNext(long call, Optional<String> identifier) implements Call {}

    /** POST extension/init/error. */
    record ExtensionInitError(long call, Optional<String> identifier, Optional<String> errorType) implements Call {}

    /** POST extension/exit/error. */
    record ExtensionExitError(long call, Optional<String> identifier, Optional<String> errorType) implements Call {}

    /** The client of a call that waits has hung up. */
    record CallGone(long call) implements Input {}

    /**
     * A call that waits is taken back: whose it is stands where it stood before; what has ended with it stays ended.
     */
    record CallWithdrawn(long call) implements Input {}

    /** Init is to begin; a second time does nothing. */
    record StartInit() implements Input {}

    /** What the environment does for who runs it, one after the other: each begins when those before it are over. */
    sealed interface Verb extends Input {}

    /** A caller wants an invocation. */
    record Invoke(Invocation invocation) implements Verb {}

    /**
     * The environment is to be shut down.
     *
     * @param atOnce whether it cuts off what runs
     */
    record Shutdown(ShutdownReason reason, boolean atOnce) implements Verb {}

    /** A scenario wants all processes frozen; where none runs, nothing is. */
    record Freeze() implements Input {}

    /** A scenario wants the processes to go on. */
    record Thaw() implements Input {}

    /** All processes are stopped, as {@link Effect.Freeze} with that number asked. */
    record Frozen(long number) implements Input {}

    /** All processes go on, and those whose timers ran out meanwhile have noticed, as {@link Effect.Thaw} asked. */
    record Thawed(long number) implements Input {}

    /**
     * The environment is to be reset, as a fault does it; the next invocation initialises it.
     *
     * @param number by which {@link Effect.ResetBegun} knows it
     * @param atOnce whether it cuts off what runs
     */
    record Reset(long number, ShutdownReason reason, boolean atOnce) implements Verb {}

    /** A snapshot is to be restored now and not with the first invocation (SnapStart). */
    record Restore() implements Input {}

    /** A process that was started by {@link Effect.StartProcess} or anew by a scenario ended. */
    record ProcessEnded(String actor, Ending ending) implements Input {}

    /** A process is there again that the simulator did not ask for (a scenario's {@code start}). */
    record ProcessStarted(String actor) implements Input {}

    /**
     * A process could not be started.
     *
     * @param errorType such as {@code Runtime.InvalidEntrypoint} or {@code Extension.LaunchError} (WIRE.md §2.11)
     * @param message what the caller reads
     * @param advice what simrun has to say beside it
     */
    record LaunchFailed(String actor, String errorType, String message, String advice) implements Input {}

    /** A timer set by {@link Effect.SetTimer} ran out. */
    record TimerFired(Timer timer) implements Input {}

    /** A body as it was read: of one beyond the limit a byte more than the limit is kept. */
    record Posted(Bytes content, boolean truncated) {}
}
