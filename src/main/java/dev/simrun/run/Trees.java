package dev.simrun.run;

import dev.simrun.engine.Environment;
import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.match.EventTree;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Content;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Extension;
import dev.simrun.wire.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results of steps as trees that expectations and names look into. */
final class Trees {
    /** The fields of an invocation that are known as soon as its caller is answered. */
    static final Set<String> OF_THE_ANSWER = Set.of(
            "request_id",
            "outcome",
            "status",
            "payload",
            "prelude",
            "content_type",
            "chunks",
            "function_error",
            "error_type",
            "error_message",
            "cold_start");

    private Trees() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * What the caller of an invocation got.
     *
     * @param lookedAt whether a success is to have more than that
     */
    static ObjectNode of(Fact.InvokeDone fact, CallerAnswer answer, boolean lookedAt) {
        var tree = object();
        tree.put("request_id", fact.requestId());
        tree.put("outcome", fact.outcome().wireName());
        tree.put("status", fact.status().wireName());
        if (fact.outcome() == Outcome.SUCCESS && !lookedAt) {
            return tree;
        }
        var prelude = Prelude.of(answer);
        prelude.ifPresent(it -> tree.set("prelude", Content.of(it.json())));
        var payload = Content.of(prelude.map(it -> it.bodyOf(answer.payload())).orElse(answer.payload()));
        tree.set("payload", payload);
        fact.contentType().ifPresent(type -> tree.put("content_type", type));
        answer.chunks()
                .map(chunks -> prelude.map(it -> it.bodyOf(chunks)).orElse(chunks))
                .ifPresent(chunks -> add(tree.putArray("chunks"), chunks));
        if (fact.outcome() != Outcome.SUCCESS) {
            tree.put("function_error", "Unhandled");
            text(payload, "errorType").ifPresent(type -> tree.put("error_type", type));
            text(payload, "errorMessage").ifPresent(text -> tree.put("error_message", text));
        }
        return tree;
    }

    private static void add(ArrayNode list, List<CallerAnswer.Chunk> chunks) {
        for (var chunk : chunks) {
            var tree = list.addObject();
            tree.putPOJO("at", chunk.at());
            tree.put("size", chunk.body().size());
            tree.put("text", Content.text(chunk.body()));
        }
    }

    private static Optional<String> text(JsonNode tree, String field) {
        return Optional.of(tree.path(field)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /**
     * What is known of an invocation once its phase is over.
     *
     * @param lookedAt whether one that ended in order is to have more than that
     */
    static ObjectNode ended(Event event, boolean coldStart, boolean lookedAt) {
        var phase = event.as(Fact.InvokeEnd.class).map(Fact.InvokeEnd::phase);
        if (!lookedAt && phase.equals(Optional.of(Fact.InvokeEnd.Phase.DONE))) {
            return object().put("phase", Fact.InvokeEnd.Phase.DONE.wireName());
        }
        var tree = EventTree.fields(event);
        tree.remove("request_id");
        return tree.put("cold_start", coldStart);
    }

    /** What init came to, of the event that ends it: that of a success has no outcome. */
    static ObjectNode init(Event event) {
        var tree = object().put("outcome", Outcome.SUCCESS.wireName());
        tree.setAll(EventTree.fields(event)).remove("phase");
        return tree;
    }

    static ObjectNode http(Answer answer, Duration duration) {
        var tree = Content.of(answer);
        tree.putPOJO("duration", duration);
        return tree;
    }

    /** What {@code assert_extensions} looks at; names in file order, then internal ones. */
    static ObjectNode extensions(Environment environment, Case scenarioCase) {
        return environment.look(view -> {
            var all = view.extensions();
            var order = scenarioCase.extensions().stream().map(Actor::key).toList();
            var sorted = all.all().stream()
                    .sorted(java.util.Comparator.comparingInt(e -> position(order, e.name())))
                    .toList();
            var tree = object();
            tree.put("count", all.count());
            addTexts(tree, "names", names(sorted));
            var subscribed = tree.putObject("subscribed_to");
            for (var kind : EventKind.values()) {
                addTexts(
                        subscribed,
                        kind.name(),
                        names(sorted.stream().filter(e -> e.subscribedTo(kind)).toList()));
            }
            tree.put("pending", sorted.stream().mapToInt(Extension::pending).sum());
            return tree;
        });
    }

    private static int position(List<String> order, String name) {
        int found = order.indexOf(name);
        return found < 0 ? order.size() : found;
    }

    private static List<String> names(List<Extension> extensions) {
        return extensions.stream().map(Extension::name).toList();
    }

    private static void addTexts(ObjectNode tree, String field, List<String> texts) {
        var array = tree.putArray(field);
        texts.forEach(array::add);
    }
}
