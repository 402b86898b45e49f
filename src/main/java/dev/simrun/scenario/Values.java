package dev.simrun.scenario;

import dev.simrun.json.JsonTree;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** Values as text and as nodes, and maps of them. */
public final class Values {
    private static final Pattern LITERAL = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?|true|false|null");

    /** The place of what no file says. */
    public static final Location NOWHERE = Location.wholeFile(new Source("(default)", ""));

    private Values() {}

    /** A copy that can't be changed and keeps the order, which {@code Map.copyOf} does not. */
    static <K, V> Map<K, V> inOrder(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** How a value stands inside a longer text. */
    static String text(JsonNode value) {
        if (value instanceof POJONode pojo && pojo.getPojo() instanceof Duration length) {
            return length.toMillis() + "ms";
        }
        return value.isString() ? value.stringValue() : JsonTree.text(value);
    }

    /** A tree in which every place is the one where the value is used. */
    static Node node(Location at, JsonNode value) {
        if (value.isObject()) {
            List<Node.Entry> entries = new ArrayList<>();
            value.properties()
                    .forEach(property -> entries.add(entry(at, property.getKey(), node(at, property.getValue()))));
            return new Node.Mapping(at, entries);
        }
        if (value.isArray()) {
            return new Node.Sequence(
                    at, value.values().stream().map(item -> node(at, item)).toList());
        }
        return new Node.Scalar(at, text(value), value, true);
    }

    /** A text without quotes: a number, true, false or null if it looks like one. */
    public static Node.Scalar plain(Location at, String text) {
        return LITERAL.matcher(text).matches()
                ? new Node.Scalar(at, text, JsonTree.USUAL.read(text), false)
                : new Node.Scalar(at, text, JsonNodeFactory.instance.stringNode(text), false);
    }

    /** A key that nobody wrote, with its value. */
    public static Node.Entry entry(Location at, String key, Node value) {
        return new Node.Entry(scalar(at, key), value);
    }

    /** A text in quotes. */
    public static Node.Scalar scalar(Location at, String text) {
        return new Node.Scalar(at, text, JsonNodeFactory.instance.stringNode(text), true);
    }
}
