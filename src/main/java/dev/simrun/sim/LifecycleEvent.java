package dev.simrun.sim;

import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.Optional;

/** An event that extensions subscribe to, with the wire's field names (WIRE.md §3.4). */
public sealed interface LifecycleEvent {
    /** Unix time in ms. */
    long deadlineMs();

    /** An invocation begins. */
    record Invoke(long deadlineMs, String requestId, String invokedFunctionArn, Tracing tracing)
            implements LifecycleEvent {}

    /** The environment ends. */
    record Shutdown(long deadlineMs, ShutdownReason shutdownReason) implements LifecycleEvent {}

    /** The trace header of an invocation; an empty value means there is none. */
    record Tracing(String value) {
        public static final String TYPE = "X-Amzn-Trace-Id";
    }

    /** What is subscribed to: {@code INVOKE} or {@code SHUTDOWN}. */
    default EventKind kind() {
        return switch (this) {
            case Invoke _ -> EventKind.INVOKE;
            case Shutdown _ -> EventKind.SHUTDOWN;
        };
    }

    /** The same with a deadline that is so much later. */
    default LifecycleEvent later(long ms) {
        return switch (this) {
            case Invoke(var deadlineMs, var requestId, var arn, var tracing) ->
                new Invoke(deadlineMs + ms, requestId, arn, tracing);
            case Shutdown(var deadlineMs, var reason) -> new Shutdown(deadlineMs + ms, reason);
        };
    }

    /**
     * The fact that it was delivered.
     *
     * @param deadlineAt on the timeline's clock
     * @param lost whether its poll's client had hung up
     */
    default Fact fact(Duration deadlineAt, boolean lost) {
        return switch (this) {
            case Invoke invoke ->
                new Fact.ExtensionEvent(
                        EventKind.INVOKE,
                        Optional.empty(),
                        Optional.of(invoke.requestId()),
                        invoke.deadlineMs(),
                        deadlineAt,
                        lost);
            case Shutdown shutdown ->
                new Fact.ExtensionEvent(
                        EventKind.SHUTDOWN,
                        Optional.of(shutdown.shutdownReason()),
                        Optional.empty(),
                        shutdown.deadlineMs(),
                        deadlineAt,
                        lost);
        };
    }
}
