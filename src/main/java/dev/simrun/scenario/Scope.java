package dev.simrun.scenario;

import dev.simrun.match.ValuePath;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names that have a value while a case runs. Safe for use by many threads: what there is of names is replaced as a
 * whole.
 */
public final class Scope {
    private final AtomicReference<ObjectNode> names;

    /** Begins with the case's {@link Case#roots()}. */
    public Scope(Map<String, JsonNode> roots) {
        this.names = new AtomicReference<>(JsonNodeFactory.instance.objectNode().setAll(roots));
    }

    public void bind(String name, JsonNode value) {
        var _ = names.updateAndGet(now -> copy(now).set(name, value));
    }

    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(names.get().get(name));
    }

    /**
     * The value at a path such as {@code call.payload.items[0]}, if there is one. Names of headers are looked up
     * without case.
     */
    public Optional<JsonNode> find(String path) {
        return ValuePath.parse(path).flatMap(this::find);
    }

    /** All names with their values, as they are now. */
    public ObjectNode all() {
        return copy(names.get());
    }

    private static ObjectNode copy(ObjectNode names) {
        return JsonNodeFactory.instance.objectNode().setAll(names);
    }

    private Optional<JsonNode> find(ValuePath path) {
        var all = names.get();
        var steps = new ArrayList<>(path.steps());
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).equals("headers")) {
                var headers = new ValuePath(steps.subList(0, i)).find(all);
                steps.set(i, inItsCase(headers, steps.get(i)));
            }
        }
        return new ValuePath(steps).find(all);
    }

    private static String inItsCase(Optional<JsonNode> headers, String name) {
        return headers.stream()
                .flatMap(tree -> tree.propertyNames().stream())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }
}
