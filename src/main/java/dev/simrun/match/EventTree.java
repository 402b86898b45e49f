package dev.simrun.match;

import dev.simrun.event.Event;
import dev.simrun.event.Value;
import dev.simrun.json.JsonTree;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Events as trees. */
public final class EventTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventTree() {}

    /** The whole event as matchers look into it: durations are values (not texts). */
    public static ObjectNode of(Event event) {
        var tree = NODES.objectNode();
        tree.put("type", event.type().wireName());
        tree.putPOJO("at", event.at());
        tree.put("seq", event.seq());
        if (event.environment() > 1) {
            tree.put("environment", event.environment());
        }
        tree.put("actor", event.actor());
        return tree.setAll(fields(event));
    }

    /** An event's own fields, durations as values. */
    public static ObjectNode fields(Event event) {
        return tree(event.fields(), NODES::pojoNode);
    }

    /** Fields with their durations in some form. */
    public static ObjectNode tree(Value.Tree fields, Function<Duration, JsonNode> time) {
        var tree = NODES.objectNode();
        fields.fields().forEach((name, value) -> tree.set(name, node(value, time)));
        return tree;
    }

    private static JsonNode node(Value value, Function<Duration, JsonNode> time) {
        return switch (value) {
            case Value.Text(String text) -> StringNode.valueOf(text);
            case Value.Time(Duration duration) -> time.apply(duration);
            case Value.Whole(long number) -> LongNode.valueOf(number);
            case Value.Flag(boolean set) -> BooleanNode.valueOf(set);
            case Value.Items(var items) -> {
                ArrayNode list = NODES.arrayNode();
                items.forEach(item -> list.add(node(item, time)));
                yield list;
            }
            case Value.Tree fields -> tree(fields, time);
            case Value.Json(String text) -> JsonTree.USUAL.read(text);
        };
    }
}
