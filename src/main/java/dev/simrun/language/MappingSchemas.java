package dev.simrun.language;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of mappings with known keys, and what they say of several keys together. */
public final class MappingSchemas {
    private MappingSchemas() {}

    /** A mapping with these keys and no others, which a name may stand for; if it needs none, also nothing. */
    public static ObjectNode mapping(List<? extends Key<?>> keys) {
        boolean needed = keys.stream().anyMatch(Key::required);
        return close(
                needed
                        ? Schemas.mapping()
                        : Schemas.pattern("", "object", "null").put(Schemas.PATTERN_MESSAGE, "a mapping"),
                keys);
    }

    /** A mapping of some of these keys, at least one. */
    static ObjectNode given(List<? extends Key<?>> keys) {
        return close(Schemas.mapping(), keys).put("minProperties", 1);
    }

    /** Adds the keys that a mapping may have to a schema that takes mappings. */
    public static ObjectNode close(ObjectNode schema, List<? extends Key<?>> keys) {
        var properties = schema.withObject("properties");
        keys.forEach(key -> properties.set(key.name(), Schemas.of(key)));
        var needed = keys.stream().filter(Key::required).toList();
        if (!needed.isEmpty()) {
            var required = schema.putArray("required");
            Key.names(needed).forEach(required::add);
        }
        return only(schema, Key.names(keys));
    }

    /** Adds that a mapping has no other keys. */
    public static ObjectNode only(ObjectNode schema, Collection<String> names) {
        schema.set(
                "propertyNames",
                Schemas.names(names)
                        .put(Schemas.MESSAGE, "unknown key; what can stand here: " + String.join(", ", names)));
        return schema;
    }

    /** A condition that holds of mappings: what is added to {@code then} and {@code else} counts accordingly. */
    static ObjectNode rule(ObjectNode schema, ObjectNode condition) {
        var rule = schema.withArray("allOf").addObject();
        rule.set("if", condition);
        return rule;
    }

    /** That a mapping has a key. */
    static ObjectNode has(String key) {
        var schema = Schemas.anything();
        schema.putArray("required").add(key);
        return schema;
    }

    /** That a key has that value. */
    static ObjectNode has(String key, Object value) {
        var schema = has(key);
        schema.putObject("properties").putObject(key).putPOJO("const", value);
        return schema;
    }

    /** That a mapping has none of these keys. */
    static ObjectNode without(Collection<String> keys, String message) {
        var schema = Schemas.anything().put(Schemas.MESSAGE, message);
        var properties = schema.putObject("properties");
        keys.forEach(key -> properties.put(key, false));
        return schema;
    }

    /** That a mapping has one of these keys at least. */
    static ObjectNode oneOf(Collection<String> keys, String message) {
        var schema = Schemas.anything();
        var alternatives = schema.putArray("anyOf");
        keys.forEach(key -> alternatives.add(has(key).put(Schemas.MESSAGE, message)));
        return schema;
    }

    /**
     * What stands at a step's key: a mapping of arguments, the main one alone, or nothing if none is needed. As
     * conditions, so that an editor tells what is wrong with the one that was meant.
     */
    static ObjectNode arguments(StepSpec step) {
        var schema = Schemas.anything();
        boolean needed = step.arguments().stream().anyMatch(Key::required);
        schema.set("if", needed ? Schemas.types("object") : Schemas.types("object", "null"));
        schema.set("else", step.main().map(Schemas::of).orElseGet(() -> nothingElse(step)));
        step.main()
                .filter(main -> !main.kind().words().isEmpty())
                .ifPresent(main -> main.kind().words().keySet().forEach(schema.withArray("examples")::add));
        return close(schema, step.arguments());
    }

    private static ObjectNode nothingElse(StepSpec step) {
        var names = Key.names(step.arguments());
        return Schemas.types("object")
                .put(
                        Schemas.MESSAGE,
                        step.key()
                                + (names.isEmpty() && !step.isOpen()
                                        ? " takes no arguments"
                                        : " takes a mapping"
                                                + (names.isEmpty() ? "" : ": " + String.join(", ", names))));
    }

    /** Adds that nothing is not enough. */
    static ObjectNode needed(ObjectNode arguments) {
        arguments.set("if", Schemas.types("object"));
        return arguments;
    }

    /** Whether nothing is enough. */
    static boolean isEnoughAlone(ObjectNode arguments) {
        return arguments.get("if").get("type").isArray();
    }

    /** The value of a main argument alone, or a mapping of these arguments, some of which are needed. */
    static ObjectNode orMapping(Key<?> main, List<Key<?>> arguments) {
        var schema = needed(Schemas.anything());
        schema.set("else", Schemas.of(main));
        return close(schema, arguments);
    }

    /** Adds that no other key stands beside one. */
    static ObjectNode alone(ObjectNode schema, String key) {
        schema.putObject("dependentSchemas")
                .putObject(key)
                .putObject("propertyNames")
                .put("const", key)
                .put(Schemas.MESSAGE, "beside " + key + " stands nothing: the file is the whole value");
        return schema;
    }
}
