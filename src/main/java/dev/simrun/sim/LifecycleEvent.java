package dev.simrun.sim;

import tools.jackson.databind.node.JsonNodeFactory;

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
        static final String TYPE = "X-Amzn-Trace-Id";
    }

    /** What is subscribed to: {@code INVOKE} or {@code SHUTDOWN}. */
    default EventKind kind() {
        return switch (this) {
            case Invoke ignored -> EventKind.INVOKE;
            case Shutdown ignored -> EventKind.SHUTDOWN;
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

    /** The body of the answer to {@code event/next}. */
    default String json() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("eventType", kind().name());
        body.put("deadlineMs", deadlineMs());
        switch (this) {
            case Invoke invoke -> {
                body.put("requestId", invoke.requestId());
                body.put("invokedFunctionArn", invoke.invokedFunctionArn());
                if (!invoke.tracing().value().isEmpty()) {
                    body.putObject("tracing")
                            .put("type", Tracing.TYPE)
                            .put("value", invoke.tracing().value());
                }
            }
            case Shutdown shutdown ->
                    body.put("shutdownReason", shutdown.shutdownReason().wireName());
        }
        return body.toString();
    }
}
