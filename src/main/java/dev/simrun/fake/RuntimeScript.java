package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.json.JsonTree;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Content;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.StreamBody;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A scripted runtime: polls, echoes, and ends at SIGTERM, where no rule says otherwise. */
record RuntimeScript(Behaviour behaviour, Rules rules) implements Script {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Scope NOTHING_BOUND = new Scope(Map.of());
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
            case Action.InitError error -> {
                var _ = behaviour.call(client, initError(error), 202);
                yield Optional.of(Behaviour.FAILED);
            }
            case Action.Do(var actions) -> {
                var doing = new Doing(behaviour, (other, own, _) -> {
                    if (own instanceof Action.InitError error) {
                        var _ = other.send(initError(error));
                    }
                });
                yield doing.run(client, actions);
            }
            case Action.Anywhere usual -> behaviour.act(usual);
        };
    }

    private static Request initError(Action.InitError error) {
        return Behaviour.post(
                BASE + "init/error",
                JSON.with(ERROR_TYPE, error.type()),
                Behaviour.error(error.type(), error.message(), List.of()));
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
        var reaction = rules.at(When.INVOKE, () -> payload(event.body()), Action.AtInvoke.class);
        behaviour.prepare(reaction);
        if (reaction.action().isEmpty()) {
            return respond(client, event, event.body());
        }
        return switch (reaction.action().get()) {
            case Action.Reply(var value) -> respond(client, event, Content.json(value.in(NOTHING_BOUND)));
            case Action.Stream(StreamBody body) -> {
                var request = streamed(event, client, body);
                yield unlessRefused(behaviour.wanted(request.head(), request.send(), 202));
            }
            case Action.Fail fail -> unlessRefused(behaviour.call(client, error(event, fail), 202));
            case Action.Do list -> {
                var doing = new Doing(behaviour, (other, own, scope) -> answer(other, event, own, scope));
                var end = doing.run(client, list.actions());
                yield end.isEmpty() && list.leavesTheAnswer() ? respond(client, event, event.body()) : end;
            }
            case Action.Anywhere usual -> {
                var end = behaviour.act(usual);
                yield end.isPresent() ? end : respond(client, event, event.body());
            }
        };
    }

    private static JsonNode payload(Bytes body) {
        try {
            return JsonTree.USUAL.read(body.toArray());
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

    private static Request error(Answer.Response event, Action.Fail fail) {
        var body = Behaviour.error(fail.type(), fail.message(), fail.stack());
        return Behaviour.post(path(event, "error"), echoed(event, JSON).with(ERROR_TYPE, fail.type()), body);
    }

    private StreamedResponse streamed(Answer.Response event, LambdaClient client, StreamBody body) {
        return new StreamedResponse(behaviour, client, body, path(event, "response"), echoed(event, Headers.NONE));
    }

    /** One of several answers, whatever comes of it. */
    private void answer(LambdaClient client, Answer.Response event, Action action, Scope scope)
            throws IOException, InterruptedException {
        switch (action) {
            case Action.Reply(var value) -> {
                var _ = client.send(response(event, Content.json(value.in(scope))));
            }
            case Action.Stream(StreamBody body) -> {
                var _ = streamed(event, client, body).send();
            }
            case Action.Fail fail -> {
                var _ = client.send(error(event, fail));
            }
            default -> throw new IllegalStateException("at an invocation: " + action); // the reader has seen to that
        }
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
    public Optional<Ending> terminated() throws IOException, InterruptedException {
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
            case Action.Do(var actions) -> {
                try (var client = behaviour.connect()) {
                    var end = new Doing(behaviour, (_, _, _) -> {}).run(client, actions);
                    yield end.isPresent() ? end : usual;
                }
            }
        };
    }
}
