package dev.simrun.event;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Facts of what JSON Lines and tests tell of them. */
public final class Facts {
    private static final JsonMapper JSON = new JsonMapper();

    private Facts() {}

    /**
     * A fact of what is given of it in JSON, also with single quotes; the rest is empty or zero.
     */
    public static Fact of(EventType type, String fields) {
        return of(type, JSON.readTree(fields.replace('\'', '"')));
    }

    /** The fact that has such fields; those that are missing are empty or zero. */
    public static Fact of(EventType type, JsonNode fields) {
        fields.propertyNames().forEach(name -> requireField(type, name));
        var components = type.fact().getRecordComponents();
        var values = new ArrayList<Object>();
        for (int i = 0; i < components.length; i++) {
            values.add(value(components[i], fields.path(type.fields().get(i).name())));
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            return type.fact()
                    .getDeclaredConstructor(types.toArray(Class<?>[]::new))
                    .newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void requireField(EventType type, String name) {
        if (type.fields().stream().noneMatch(field -> field.name().equals(name))) {
            throw new IllegalArgumentException(type.wireName() + " has no field " + name);
        }
    }

    private static Object value(RecordComponent component, JsonNode given) {
        var type = component.getGenericType();
        if (!(type instanceof ParameterizedType of)) {
            return value(component.getType(), given);
        }
        var inner = (Class<?>) of.getActualTypeArguments()[0];
        if (of.getRawType() == Optional.class) {
            return given.isMissingNode() ? Optional.empty() : Optional.of(value(inner, given));
        }
        List<Object> items = new ArrayList<>();
        given.forEach(item -> items.add(value(inner, item)));
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
        if (type == Duration.class) {
            return Duration.ofNanos(Math.round(given.asDouble(0) * 1e9));
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
