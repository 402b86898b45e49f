package dev.simrun.api;

import dev.simrun.event.Refusal;
import dev.simrun.json.JsonTree;
import dev.simrun.sim.LifecycleEvent;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.util.ArrayList;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Replies of the environment as responses. */
final class Replies {
    private static final Bytes NO_EVENT = Bytes.utf8("{}");
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Answer ACCEPTED = json(202, JSON, object().put("status", "OK"));

    private Replies() {}

    static Answer write(Reply reply) {
        return switch (reply) {
            case Reply.Accepted() -> ACCEPTED;
            case Reply.Event event -> event(event);
            case Reply.Restored() -> new Answer.Response(200, Headers.NONE, Bytes.EMPTY);
            case Reply.Registered registered -> registered(registered);
            case Reply.Lifecycle lifecycle ->
                new Answer.Response(
                        200,
                        JSON.with("Lambda-Extension-Event-Identifier", lifecycle.eventIdentifier()),
                        Bytes.utf8(Json.write(json(lifecycle.event()))));
            case Reply.Refused(Refusal cause, String detail)
            when cause.status().isPresent() ->
                json(
                        cause.status().get(),
                        JSON,
                        object().put("errorMessage", cause.message(detail))
                                .put("errorType", cause.errorType().orElseThrow()));
            case Reply.Refused _ -> new Answer.Closed();
            case Reply.Closed() -> new Answer.Closed();
            case Reply.Continue _, Reply.Collect _ -> throw new IllegalStateException("a body goes on, unanswered");
        };
    }

    /**
     * Three official clients crash without a content type, and one wants this (CLIENTS.md §1). An event of no bytes
     * arrives as {@code {}} (WIRE.md §11.9).
     */
    private static Answer event(Reply.Event event) {
        var invocation = event.invocation();
        var lines = new ArrayList<>(JSON.lines());
        lines.add(new Header("Lambda-Runtime-Aws-Request-Id", invocation.requestId()));
        lines.add(new Header("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMs())));
        lines.add(new Header("Lambda-Runtime-Invoked-Function-Arn", event.arn()));
        lines.add(new Header("Lambda-Runtime-Invocation-Id", event.invocationId()));
        if (!invocation.traceId().isEmpty()) {
            lines.add(new Header("Lambda-Runtime-Trace-Id", invocation.traceId()));
        }
        invocation.clientContext().ifPresent(it -> lines.add(new Header("Lambda-Runtime-Client-Context", it)));
        invocation.cognitoIdentity().ifPresent(it -> lines.add(new Header("Lambda-Runtime-Cognito-Identity", it)));
        invocation.tenantId().ifPresent(it -> lines.add(new Header("Lambda-Runtime-Aws-Tenant-Id", it)));
        var payload = invocation.payload();
        return new Answer.Response(200, new Headers(lines), payload.isEmpty() ? NO_EVENT : payload);
    }

    private static Answer registered(Reply.Registered registered) {
        var body = object();
        body.put("functionName", registered.functionName());
        body.put("functionVersion", registered.functionVersion());
        body.put("handler", registered.handler());
        registered.accountId().ifPresent(account -> body.put("accountId", account));
        return json(200, JSON.with("Lambda-Extension-Identifier", registered.identifier()), body);
    }

    static Answer.Response ok(ObjectNode body) {
        return json(200, JSON, body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String json(LifecycleEvent event) {
        var body = object();
        body.put("eventType", event.kind().wireName());
        body.put("deadlineMs", event.deadlineMs());
        switch (event) {
            case LifecycleEvent.Invoke invoke -> {
                body.put("requestId", invoke.requestId());
                body.put("invokedFunctionArn", invoke.invokedFunctionArn());
                if (!invoke.tracing().value().isEmpty()) {
                    body.putObject("tracing")
                            .put("type", LifecycleEvent.Tracing.TYPE)
                            .put("value", invoke.tracing().value());
                }
            }
            case LifecycleEvent.Shutdown shutdown ->
                body.put("shutdownReason", shutdown.shutdownReason().wireName());
        }
        return JsonTree.text(body);
    }

    /** Go's encoder ends a document with a line feed (WIRE.md §1). */
    private static Answer.Response json(int status, Headers headers, ObjectNode body) {
        return new Answer.Response(status, headers, Bytes.utf8(Json.write(JsonTree.text(body)) + "\n"));
    }
}
