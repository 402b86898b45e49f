package dev.simrun.scenario;

import dev.simrun.match.ValuePath;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** The names that have a value while a case runs. Safe for use by many threads. */
public final class Scope {
    private final ObjectNode names = JsonNodeFactory.instance.objectNode();

    /** Begins with the case's {@link Case#roots()}. */
    public Scope(Map<String, JsonNode> roots) {
        names.setAll(roots);
    }

    public synchronized void bind(String name, JsonNode value) {
        names.set(name, value);
    }

    public synchronized Optional<JsonNode> value(String name) {
        return Optional.ofNullable(names.get(name));
    }

    /**
     * The value at a path such as {@code call.payload.items[0]}, if there is one. Names of headers
     * are looked up without case.
     */
    public Optional<JsonNode> find(String path) {
        return ValuePath.parse(path).flatMap(this::find);
    }

    /** All names with their values, as they are now. */
    public synchronized ObjectNode all() {
        return JsonNodeFactory.instance.objectNode().setAll(names);
    }

    private synchronized Optional<JsonNode> find(ValuePath path) {
        var steps = new ArrayList<>(path.steps());
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).equals("headers")) {
                var headers = new ValuePath(steps.subList(0, i)).find(names);
                steps.set(i, inItsCase(headers, steps.get(i)));
            }
        }
        return new ValuePath(steps).find(names);
    }

    private static String inItsCase(Optional<JsonNode> headers, String name) {
        return headers.stream()
                .flatMap(tree -> tree.propertyNames().stream())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }
}
