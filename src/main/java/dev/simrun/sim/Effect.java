package dev.simrun.sim;

import dev.simrun.event.Outcome;
import dev.simrun.event.ShutdownReason;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that is to be done, in the order given. */
public sealed interface Effect {
    record Reply(long call, dev.simrun.sim.Reply reply) implements Effect {}

    /** A fact for the timeline. */
    record Happened(String actor, dev.simrun.event.Fact fact) implements Effect {}

    record StartProcess(String actor) implements Effect {}

    /** SIGTERM or SIGKILL to a process group. */
    record SignalProcess(String actor, boolean kill) implements Effect {}

    /**
     * All processes are to be stopped; {@link Input.Frozen} with that number says that they are.
     */
    record Freeze(long number) implements Effect {}

    /** What a freeze stopped is to go on. */
    record Thaw() implements Effect {}

    record SetTimer(Timer timer, Instant at) implements Effect {}

    record CancelTimer(Timer timer) implements Effect {}

    /** The caller gets its answer. */
    record Answered(String requestId, CallerAnswer answer) implements Effect {}

    /** An invocation that can't be taken any more. */
    record InvokeRefused(String requestId, String message) implements Effect {}

    /** The invoke phase is over, environment included (WIRE.md §3.7). */
    record InvokeEnded(String requestId, InvokeReport report) implements Effect {}

    /** How a phase went that is not an invocation's. */
    sealed interface Report extends Effect {}

    record InitEnded(InitReport report) implements Report {}

    record ShutdownEnded(ShutdownReport report) implements Report {}

    /** A reset is complete: all processes are gone, and the environment can be used again. */
    record ResetEnded(ShutdownReport report) implements Report {}

    record RestoreEnded(RestoreReport report) implements Report {}

    /**
     * What the platform's REPORT line would say.
     *
     * @param phase done, timeout or crash
     * @param duration of the phase, extensions included; exactly the time-out after one
     * @param initDuration only of a cold start
     * @param responseLatency from delivery to the response, if there was one
     * @param postRuntimeExtensions from the runtime's next to the end of the phase
     */
    record InvokeReport(
            String phase,
            Duration duration,
            Optional<Duration> initDuration,
            Optional<Duration> responseLatency,
            Optional<Duration> postRuntimeExtensions,
            boolean coldStart) {}

    /**
     * How init went.
     *
     * @param errorType of the failure; empty when it succeeded
     * @param extensions the names that registered, in order
     */
    record InitReport(
            Outcome outcome,
            Optional<String> errorType,
            Optional<String> errorMessage,
            Duration duration,
            List<String> extensions) {}

    /**
     * How the restore of a snapshot went.
     *
     * @param errorType of the failure; empty when it succeeded
     */
    record RestoreReport(
            Outcome outcome,
            Optional<String> errorType,
            Optional<String> errorMessage,
            Duration duration) {}

    /**
     * How the shutdown, or that of a reset, went; names in file order, then internal ones in order
     * of registration.
     *
     * @param killed those that did not acknowledge by the deadline
     * @param unsubscribed those killed because they had not subscribed to SHUTDOWN
     * @param exited how each process that ended during the shutdown did
     */
    record ShutdownReport(
            ShutdownReason reason,
            Duration duration,
            List<String> acknowledged,
            List<String> killed,
            List<String> unsubscribed,
            Map<String, Ending> exited) {}
}
