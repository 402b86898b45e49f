package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.json.JsonTree;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Rule.When;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** A scripted extension: registers and polls, again and again, where no rule says otherwise. */
record ExtensionScript(Actor actor, Behaviour behaviour, Rules rules) implements Script {
    private static final String BASE = "/2020-01-01/extension/";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";

    @Override
    public Ending run() throws IOException, InterruptedException {
        try (var client = behaviour.connect()) {
            var start = rules.at(When.START, Action.AtExtensionStart.class);
            behaviour.prepare(start);
            return start.action().isPresent()
                    ? start(client, start.action().get())
                    : live(client, actor.events(), Map.of());
        }
    }

    private Ending start(LambdaClient client, Action.AtExtensionStart action) throws IOException, InterruptedException {
        return switch (action) {
            case Action.Register(Optional<List<String>> events, Map<String, String> headers) ->
                live(client, events.orElse(actor.events()), headers);
            case Action.InitError error -> registerAndReport(client, error);
            case Action.ExitError error -> registerAndReport(client, error);
            case Action.Do(var actions) -> startWith(client, actions);
            case Action.Anywhere usual -> {
                var end = behaviour.act(usual);
                yield end.isPresent() ? end.get() : live(client, actor.events(), Map.of());
            }
        };
    }

    private Ending live(LambdaClient client, List<String> events, Map<String, String> headers)
            throws IOException, InterruptedException {
        var identifier = register(client, events, headers);
        return identifier.isEmpty() ? Behaviour.FAILED : poll(client, identifier.get());
    }

    private Optional<String> register(LambdaClient client, List<String> events, Map<String, String> more)
            throws IOException, InterruptedException {
        var headers = Headers.of("Content-Type", "application/json");
        if (more.keySet().stream().noneMatch("Lambda-Extension-Name"::equalsIgnoreCase)) {
            headers = headers.with("Lambda-Extension-Name", actor.name());
        }
        for (var header : more.entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("events");
        events.forEach(list::add);
        return behaviour
                .call(client, Behaviour.post(BASE + "register", headers, JsonTree.text(body)), 200)
                .flatMap(answer -> answer.headers().first(IDENTIFIER));
    }

    private Ending registerAndReport(LambdaClient client, Action error) throws IOException, InterruptedException {
        var identifier = register(client, actor.events(), Map.of());
        if (identifier.isPresent()) {
            var _ = behaviour.call(client, report(identifier.get(), error), 202);
        }
        return Behaviour.FAILED;
    }

    /** A list begins with a registration, its own or the usual one. */
    private Ending startWith(LambdaClient client, List<Action> actions) throws IOException, InterruptedException {
        boolean own = actions.getFirst() instanceof Action.Register;
        var register = own ? (Action.Register) actions.getFirst() : new Action.Register(Optional.empty(), Map.of());
        var identifier = register(client, register.events().orElse(actor.events()), register.headers());
        if (identifier.isEmpty()) {
            return Behaviour.FAILED;
        }
        var end = carryOut(client, identifier.get(), own ? actions.subList(1, actions.size()) : actions);
        return end.isPresent() ? end.get() : poll(client, identifier.get());
    }

    private Optional<Ending> carryOut(LambdaClient client, String identifier, List<Action> actions)
            throws IOException, InterruptedException {
        return new Doing(behaviour, (other, own, _) -> {
                    var _ = other.send(report(identifier, own));
                })
                .run(client, actions);
    }

    private static Request report(String identifier, Action action) {
        return switch (action) {
            case Action.InitError(var type, var message) -> report(identifier, "init/error", type, message);
            case Action.ExitError(var type, var message) -> report(identifier, "exit/error", type, message);
            default -> throw new IllegalStateException("of an extension: " + action); // the reader has seen to that
        };
    }

    private static Request report(String identifier, String path, String type, String message) {
        var headers = Headers.of(IDENTIFIER, identifier)
                .with("Lambda-Extension-Function-Error-Type", type)
                .with("Content-Type", "application/json");
        return Behaviour.post(BASE + path, headers, Behaviour.error(type, message, List.of()));
    }

    private Ending poll(LambdaClient client, String identifier) throws IOException, InterruptedException {
        while (true) {
            var event =
                    behaviour.call(client, Behaviour.get(BASE + "event/next", Headers.of(IDENTIFIER, identifier)), 200);
            if (event.isEmpty()) {
                return Behaviour.FAILED;
            }
            var reaction = rules.at(when(event.get()), Action.AtExtensionEvent.class);
            behaviour.prepare(reaction);
            var end = Optional.<Ending>empty();
            if (reaction.action().isPresent()) {
                end = react(client, identifier, reaction.action().get());
            }
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private static When when(Answer.Response event) {
        var tree = JsonTree.USUAL.read(event.body().toArray());
        return tree.path("eventType").asString("").equals("SHUTDOWN") ? When.SHUTDOWN : When.INVOKE;
    }

    private Optional<Ending> react(LambdaClient client, String identifier, Action.AtExtensionEvent action)
            throws IOException, InterruptedException {
        return switch (action) {
            case Action.ExitError error -> {
                var _ = behaviour.call(client, report(identifier, error), 202);
                yield Optional.of(Behaviour.FAILED);
            }
            case Action.Do(var actions) -> carryOut(client, identifier, actions);
            case Action.Anywhere usual -> behaviour.act(usual);
        };
    }

    @Override
    public Optional<Ending> terminated() {
        return Optional.of(new Ending.Signal("SIGTERM"));
    }
}
