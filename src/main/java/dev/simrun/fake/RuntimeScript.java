package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.StreamBody;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A scripted runtime: polls, echoes, and ends at SIGTERM, where no rule says otherwise. */
record RuntimeScript(Behaviour behaviour, Rules rules) implements Script {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

    @Override
    public Ending run() throws IOException, InterruptedException {
        try (var client = behaviour.connect()) {
            var start = rules.at(When.START, Action.AtRuntimeStart.class);
            behaviour.prepare(start);
            if (start.action().isPresent()) {
                var end = start(client, start.action().get());
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return restored(client) ? serve(client) : Behaviour.FAILED;
        }
    }

    /** With SnapStart, Python, Java and Rust wait here; Node and Go poll at once (CLIENTS.md). */
    private boolean restored(LambdaClient client) throws IOException, InterruptedException {
        return !behaviour.snapStart()
                || behaviour
                        .call(client, Behaviour.get(BASE + "restore/next", Headers.NONE), 200)
                        .isPresent();
    }

    private Optional<Ending> start(LambdaClient client, Action.AtRuntimeStart action)
            throws IOException, InterruptedException {
        return switch (action) {
            case Action.InitError(String type, String message) -> {
                var _ = behaviour.call(
                        client,
                        Behaviour.post(
                                BASE + "init/error",
                                JSON.with(ERROR_TYPE, type),
                                Behaviour.error(type, message, List.of())),
                        202);
                yield Optional.of(Behaviour.FAILED);
            }
            case Action.Anywhere usual -> behaviour.act(usual);
        };
    }

    private Ending serve(LambdaClient client) throws IOException, InterruptedException {
        while (true) {
            var event = behaviour.call(client, Behaviour.get(BASE + "invocation/next", Headers.NONE), 200);
            if (event.isEmpty()) {
                return Behaviour.FAILED;
            }
            var end = invoked(client, event.get());
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Optional<Ending> invoked(LambdaClient client, Answer.Response event)
            throws IOException, InterruptedException {
        var reaction = rules.at(When.INVOKE, payload(event.body()), Action.AtInvoke.class);
        behaviour.prepare(reaction);
        if (reaction.action().isEmpty()) {
            return respond(client, event, event.body());
        }
        return switch (reaction.action().get()) {
            case Action.Reply(JsonNode value) -> respond(client, event, json(value));
            case Action.Stream(StreamBody body) ->
                unlessRefused(new StreamedResponse(behaviour, client, body)
                        .post(path(event, "response"), echoed(event, Headers.NONE)));
            case Action.Twice(Optional<JsonNode> value) -> {
                var body = value.map(RuntimeScript::json).orElse(event.body());
                var end = respond(client, event, body);
                if (end.isEmpty()) {
                    // Whatever comes of it: this is the mistake of code that does not know better.
                    var _ = client.send(response(event, body));
                }
                yield end;
            }
            case Action.Fail fail -> fail(client, event, fail);
            case Action.Anywhere usual -> {
                var end = behaviour.act(usual);
                yield end.isPresent() ? end : respond(client, event, event.body());
            }
        };
    }

    private static JsonNode payload(Bytes body) {
        try {
            return MAPPER.readTree(body.toArray());
        } catch (JacksonException notJson) {
            return StringNode.valueOf(body.text());
        }
    }

    private Optional<Ending> respond(LambdaClient client, Answer.Response event, Bytes body)
            throws IOException, InterruptedException {
        return unlessRefused(behaviour.call(client, response(event, body), 202));
    }

    private static Request response(Answer.Response event, Bytes body) {
        return Request.of("POST", path(event, "response"), echoed(event, JSON), body);
    }

    private static Bytes json(JsonNode value) {
        return value.isBinary() ? Bytes.of(value.binaryValue()) : Bytes.utf8(MAPPER.writeValueAsString(value));
    }

    private Optional<Ending> fail(LambdaClient client, Answer.Response event, Action.Fail fail)
            throws IOException, InterruptedException {
        var body = Behaviour.error(fail.type(), fail.message(), fail.stack());
        var request = Behaviour.post(path(event, "error"), echoed(event, JSON).with(ERROR_TYPE, fail.type()), body);
        return unlessRefused(behaviour.call(client, request, 202));
    }

    private static Optional<Ending> unlessRefused(Optional<Answer.Response> accepted) {
        return accepted.isPresent() ? Optional.empty() : Optional.of(Behaviour.FAILED);
    }

    private static String path(Answer.Response event, String end) {
        var id = event.headers().first("Lambda-Runtime-Aws-Request-Id").orElse("");
        return BASE + "invocation/" + id + "/" + end;
    }

    /** As current runtimes do, the delivery's nonce goes back with the answer (WIRE.md §2.8). */
    private static Headers echoed(Answer.Response event, Headers headers) {
        return event.headers()
                .first(INVOCATION_ID)
                .map(id -> headers.with(INVOCATION_ID, id))
                .orElse(headers);
    }

    @Override
    public Optional<Ending> terminated() throws InterruptedException {
        var reaction = rules.at(When.SHUTDOWN, Action.AtRuntimeShutdown.class);
        behaviour.prepare(reaction);
        Optional<Ending> usual = Optional.of(new Ending.Signal("SIGTERM"));
        if (reaction.action().isEmpty()) {
            return usual;
        }
        return switch (reaction.action().get()) {
            case Action.Exit(int code) -> Optional.of(new Ending.Code(code));
            case Action.Crash(String signal) -> Optional.of(new Ending.Signal(signal));
            case Action.Ignore() -> Optional.empty();
            case Action.Hang hang -> {
                behaviour.hang(hang);
                yield usual;
            }
        };
    }
}
