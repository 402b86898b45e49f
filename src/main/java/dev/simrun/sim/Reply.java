package dev.simrun.sim;

import dev.simrun.event.Refusal;
import java.time.Duration;
import java.util.Optional;

/** What a call gets. */
public sealed interface Reply {
    /** 202 {@code {"status":"OK"}}. */
    record Accepted() implements Reply {}

    /** The streamed response may go on. */
    record Continue() implements Reply {}

    /** The body of the post is wanted, whole. */
    record Collect() implements Reply {}

    /** An event for the runtime; {@code invocationId} is new for each delivery (WIRE.md §2.8). */
    record Event(Invocation invocation, String arn, String invocationId, long deadlineMs) implements Reply {}

    /** The snapshot was restored: 200 without a body. */
    record Restored() implements Reply {}

    /** A registration; the account is given only where it was asked for. */
    record Registered(
            String identifier, String functionName, String functionVersion, String handler, Optional<String> accountId)
            implements Reply {}

    /** An event for an extension; the event identifier is new for each (WIRE.md §3.4). */
    record Lifecycle(LifecycleEvent event, String eventIdentifier) implements Reply {}

    /** A refusal with the error body of WIRE.md §1; the detail is what its text leaves open. */
    record Refused(Refusal cause, String detail) implements Reply {}

    /** The connection is closed without an answer: the environment or the invocation ended. */
    record Closed() implements Reply {}

    /** The same with its deadline so much later: what the environment's clock is behind those of real processes. */
    default Reply later(Duration difference) {
        long ms = difference.toMillis();
        return switch (this) {
            case Event event ->
                new Event(event.invocation(), event.arn(), event.invocationId(), event.deadlineMs() + ms);
            case Lifecycle(var event, var identifier) -> new Lifecycle(event.later(ms), identifier);
            case Accepted _, Continue _, Collect _, Restored _, Registered _, Refused _, Closed _ -> this;
        };
    }
}
