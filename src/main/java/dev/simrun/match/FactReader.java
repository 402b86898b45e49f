package dev.simrun.match;

import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Field;
import dev.simrun.event.Word;
import dev.simrun.json.JsonTree;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Facts of the fields that {@link EventTree#tree} made of them, where times are seconds. */
public final class FactReader {
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private FactReader() {}

    /**
     * The fact that has such fields; those that are missing are empty or zero.
     *
     * @throws IllegalArgumentException if the type has no such field
     */
    public static Fact read(EventType type, JsonNode fields) {
        for (var name : fields.propertyNames()) {
            if (type.fields().stream().noneMatch(field -> field.name().equals(name))) {
                throw new IllegalArgumentException(type.wireName() + " has no field " + name);
            }
        }
        return (Fact) record(type.fact(), fields, documents(type));
    }

    /** The fields that hold JSON, whatever value it is. */
    private static List<String> documents(EventType type) {
        return type.fields().stream()
                .filter(field -> field.kind().equals(Field.Kind.JSON))
                .map(Field::name)
                .toList();
    }

    /** The name that a component of a fact has as a field. */
    public static String fieldName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** How a record is made of its fields. */
    private record Shape(Constructor<?> constructor, List<String> names, List<Type> types) {
        static Shape of(Class<?> type) {
            var components = List.of(type.getRecordComponents());
            try {
                var types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
                return new Shape(
                        type.getDeclaredConstructor(types),
                        components.stream().map(FactReader::fieldName).toList(),
                        components.stream().map(RecordComponent::getGenericType).toList());
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static Object record(Class<?> type, JsonNode fields, List<String> documents) {
        var shape = SHAPES.computeIfAbsent(type, Shape::of);
        var values = new ArrayList<Object>();
        for (int i = 0; i < shape.names().size(); i++) {
            var name = shape.names().get(i);
            var given = fields.path(name);
            values.add(
                    documents.contains(name) && !given.isMissingNode()
                            ? Optional.of(JsonTree.text(given))
                            : value(shape.types().get(i), given));
        }
        try {
            return shape.constructor().newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Type type, JsonNode given) {
        if (!(type instanceof ParameterizedType of)) {
            return value((Class<?>) type, given);
        }
        var inner = of.getActualTypeArguments();
        if (of.getRawType() == Optional.class) {
            return given.isMissingNode() ? Optional.empty() : Optional.of(value(inner[0], given));
        }
        if (of.getRawType() == Map.class) {
            var values = new LinkedHashMap<String, Object>();
            given.properties().forEach(one -> values.put(one.getKey(), value(inner[1], one.getValue())));
            return values;
        }
        List<Object> items = new ArrayList<>();
        given.forEach(item -> items.add(value(inner[0], item)));
        return items;
    }

    private static Object value(Class<?> type, JsonNode given) {
        if (type.isEnum()) {
            var words = type.getEnumConstants();
            return Arrays.stream(words)
                    .filter(word -> ((Word) word).wireName().equals(given.asString("")))
                    .findFirst()
                    .orElse(words[0]);
        }
        if (type.isRecord()) {
            return record(type, given, List.of());
        }
        if (type == Duration.class) {
            return Duration.ofNanos(Math.round(given.asDouble(0) * 1e6) * 1000);
        }
        if (type == long.class || type == Long.class) {
            return given.asLong(0);
        }
        if (type == boolean.class || type == Boolean.class) {
            return given.asBoolean(false);
        }
        return given.asString("");
    }
}
