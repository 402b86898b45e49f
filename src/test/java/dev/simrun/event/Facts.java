package dev.simrun.event;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts of what JSON Lines and tests tell of them. */
public final class Facts {
    private static final JsonMapper JSON = new JsonMapper();

    private Facts() {}

    /** A fact of what is given of it in JSON, also with single quotes; the rest is empty or zero. */
    public static Fact of(EventType type, String fields) {
        return of(type, JSON.readTree(fields.replace('\'', '"')));
    }

    /** The fact that has such fields; those that are missing are empty or zero. */
    public static Fact of(EventType type, JsonNode fields) {
        fields.propertyNames().forEach(name -> requireField(type, name));
        return (Fact) record(type.fact(), fields);
    }

    private static Object record(Class<?> type, JsonNode fields) {
        var components = type.getRecordComponents();
        var values = new ArrayList<Object>();
        for (var component : components) {
            values.add(value(component.getGenericType(), fields.path(fieldName(component))));
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            return type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name that a component of a fact has as a field. */
    static String fieldName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static void requireField(EventType type, String name) {
        if (type.fields().stream().noneMatch(field -> field.name().equals(name))) {
            throw new IllegalArgumentException(type.wireName() + " has no field " + name);
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
            return record(type, given);
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
        return given.isContainer() ? given.toString() : given.asString("");
    }
}
