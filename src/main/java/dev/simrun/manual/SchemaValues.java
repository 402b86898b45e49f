package dev.simrun.manual;

import dev.simrun.event.EventType;
import dev.simrun.language.Key;
import dev.simrun.language.Type;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * JSON Schemas of single values. Alternatives are lists of types whose keywords don't meet ({@code
 * pattern} is for texts, {@code items} for lists), as editors then say what is wrong and not that
 * no alternative holds.
 */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Anything that holds a name: only a run knows its value. */
    private static final String OR_NAME = "|\\$\\{";

    private static final String DURATION = "^[0-9]{1,18}(\\.[0-9]{1,9})?(ms|s|m|h)$";
    private static final String SIZE = "^[0-9]{1,19}(B|KiB|MiB|GiB)$";

    private SchemaValues() {}

    /** The schema of a key's value, with its description. */
    static ObjectNode of(Key key) {
        var schema = key.allowed().isEmpty() ? of(key.type()) : choice(key.allowed());
        return schema.put("description", description(key));
    }

    private static String description(Key key) {
        var usual = key.usual().isEmpty() ? "" : " (usually " + key.usual() + ")";
        return key.text() + usual;
    }

    private static ObjectNode of(Type type) {
        return switch (type) {
            case TEXT, ACTOR, EXTENSION, BOUND, SIGNAL -> types("string", "number", "boolean");
            case TEXTS, EXTENSIONS, COMMAND -> texts();
            case LIST, EVENTS -> pattern("", "array");
            case DURATION -> pattern(DURATION);
            case SIZE -> pattern(SIZE);
            case INTEGER -> pattern("", "integer");
            case BOOLEAN, NOTHING -> pattern("", "boolean");
            case VALUE, PAYLOAD, MATCHER, EVENT_TYPE, EVENT_ACTOR -> NODES.objectNode();
            case VARIABLES, MAPPING -> pattern("", "object", "null");
            case STEPS -> {
                var steps = pattern("", "array");
                steps.putObject("items").put("$ref", "#/$defs/step");
                yield steps;
            }
        };
    }

    static ObjectNode types(String... names) {
        var schema = NODES.objectNode();
        var types = schema.putArray("type");
        List.of(names).forEach(types::add);
        return schema;
    }

    /** A text of that form or with a name in it, or a value of one of the other types. */
    static ObjectNode pattern(String form, String... others) {
        var schema = types(others);
        schema.withArray("type").add("string");
        return schema.put("pattern", form.isEmpty() ? OR_NAME.substring(1) : form + OR_NAME);
    }

    private static ObjectNode texts() {
        var schema = types("array", "string", "number", "boolean");
        schema.set("items", types("string", "number", "boolean"));
        return schema;
    }

    /** The words are for completion; the pattern takes them in any case, as most places do. */
    private static ObjectNode choice(List<String> allowed) {
        var schema = NODES.objectNode();
        var either = schema.putArray("anyOf");
        var words = either.addObject().putArray("enum");
        allowed.forEach(words::add);
        either.add(pattern("^(" + anyCase(allowed) + ")$"));
        return schema;
    }

    private static String anyCase(List<String> words) {
        return words.stream()
                .map(word ->
                        word.chars().mapToObj(SchemaValues::anyCase).collect(Collectors.joining()))
                .collect(Collectors.joining("|"));
    }

    private static String anyCase(int letter) {
        var text = Character.toString(letter);
        return Character.isLetter(letter)
                ? "[" + text.toUpperCase(Locale.ROOT) + text.toLowerCase(Locale.ROOT) + "]"
                : text;
    }

    /** An event's type: one that there is, or an operator. */
    static ObjectNode eventType(String description) {
        var schema = NODES.objectNode().put("description", description);
        var either = schema.putArray("anyOf");
        var names = either.addObject().putArray("enum");
        Arrays.stream(EventType.values()).map(EventType::wireName).forEach(names::add);
        either.add(pattern("", "object"));
        return schema;
    }

    /**
     * A mapping with these keys and no others; empty values and names stand for a whole mapping.
     */
    static ObjectNode mapping(List<Key> keys) {
        return close(pattern("", "object", "null"), keys);
    }

    /** The value of a main argument, or the mapping that names all arguments. */
    static ObjectNode orMapping(Key main) {
        if (!main.allowed().isEmpty()) {
            var schema = choice(main.allowed());
            schema.withArray("anyOf").addObject().put("type", "object");
            return schema;
        }
        var schema = of(main.type());
        if (schema.has("type")) {
            schema.withArray("type").add("object");
            if (!main.required()) {
                schema.withArray("type").add("null");
            }
        }
        return schema;
    }

    /** Adds the keys that a mapping may have to a schema that takes mappings. */
    static ObjectNode close(ObjectNode schema, List<Key> keys) {
        var properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), of(key)));
        if (keys.stream().anyMatch(Key::required)) {
            var required = schema.putArray("required");
            keys.stream().filter(Key::required).map(Key::name).forEach(required::add);
        }
        return schema.put("additionalProperties", false);
    }
}
