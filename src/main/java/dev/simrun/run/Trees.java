package dev.simrun.run;

import dev.simrun.engine.Environment;
import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.match.EventTree;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Case;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Extension;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Results of steps as trees that expectations and names look into. */
final class Trees {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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

    /** JSON if the bytes are JSON, else text, else base64; no bytes are an empty text. */
    static JsonNode content(Bytes bytes) {
        if (bytes.isEmpty()) {
            return StringNode.valueOf("");
        }
        try {
            return MAPPER.readTree(bytes.toArray());
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text(bytes));
        }
    }

    static Bytes bytes(JsonNode value) {
        return value.isBinary() ? Bytes.of(value.binaryValue()) : Bytes.utf8(value.toString());
    }

    private static String text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return Base64.getEncoder().encodeToString(bytes.toArray());
        }
    }

    /** What the caller of an invocation got. */
    static ObjectNode of(Fact.InvokeDone fact, CallerAnswer answer) {
        var tree = object();
        tree.put("request_id", fact.requestId());
        tree.put("outcome", fact.outcome().wireName());
        tree.put("status", fact.status().wireName());
        var prelude = Prelude.of(answer);
        prelude.ifPresent(it -> tree.set("prelude", content(it.json())));
        var payload = content(prelude.map(it -> it.bodyOf(answer.payload())).orElse(answer.payload()));
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
            tree.put("text", text(chunk.body()));
        }
    }

    private static Optional<String> text(JsonNode tree, String field) {
        return Optional.of(tree.path(field)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** What is known of an invocation once its phase is over. */
    static ObjectNode ended(Event event, boolean coldStart) {
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

    /** The names of a header are looked up without case; here they are in lower case. */
    static ObjectNode http(Answer answer, Duration duration) {
        var tree = object();
        switch (answer) {
            case Answer.Closed() -> tree.put("closed", true);
            case Answer.Response response -> {
                tree.put("status", response.status());
                tree.set("headers", headers(response.headers()));
                tree.set("body", content(response.body()));
                tree.put("closed", false);
            }
        }
        tree.putPOJO("duration", duration);
        return tree;
    }

    /** By their names in lower case; several lines of one name are joined by commas. */
    static ObjectNode headers(Headers headers) {
        var tree = object();
        for (Header line : headers.lines()) {
            var name = line.name().toLowerCase(java.util.Locale.ROOT);
            var before = tree.path(name).asString("");
            tree.put(name, before.isEmpty() ? line.value() : before + ", " + line.value());
        }
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
