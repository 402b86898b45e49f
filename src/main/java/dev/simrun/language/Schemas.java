package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.match.Operators;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas of single values. Alternatives are lists of types whose keywords don't meet ({@code pattern} is for
 * texts, {@code items} for lists), as editors then say what is wrong and not that no alternative holds.
 */
public final class Schemas {
    /** Anything that holds a name: only a run knows its value. */
    private static final String OR_NAME = "|\\$\\{";

    private Schemas() {}

    static ObjectNode anything() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode types(String... names) {
        var schema = anything();
        var types = schema.putArray("type");
        List.of(names).forEach(types::add);
        return schema;
    }

    /** A text of that form or with a name in it, or a value of one of the other types. */
    public static ObjectNode pattern(String form, String... others) {
        var schema = types(others);
        schema.withArray("type").add("string");
        return schema.put("pattern", form.isEmpty() ? OR_NAME.substring(1) : form + OR_NAME);
    }

    static ObjectNode text() {
        return types("string", "number", "boolean");
    }

    static ObjectNode texts() {
        var schema = types("array", "string", "number", "boolean");
        schema.set("items", text());
        return schema;
    }

    static ObjectNode duration() {
        return pattern("^[0-9]{1,18}(\\.[0-9]{1,9})?(ms|s|m|h)$");
    }

    static ObjectNode size() {
        return pattern("^[0-9]{1,19}(B|KiB|MiB|GiB)$");
    }

    static ObjectNode integer() {
        return pattern("", "integer");
    }

    static ObjectNode bool() {
        return pattern("", "boolean");
    }

    static ObjectNode list() {
        return pattern("", "array");
    }

    static ObjectNode list(ObjectNode items) {
        return list("", items);
    }

    /** A list, or a text of that form. */
    static ObjectNode list(String form, ObjectNode items) {
        var schema = pattern(form, "array");
        schema.set("items", items);
        return schema;
    }

    static ObjectNode steps() {
        return list(reference("step"));
    }

    static ObjectNode mapping() {
        return pattern("", "object", "null");
    }

    /** Mappings of any names to such values. */
    static ObjectNode named(ObjectNode schema, ObjectNode values) {
        schema.set("additionalProperties", values);
        return schema;
    }

    /** Rows by name, those of a file, or a list of both. */
    static ObjectNode cases() {
        var schema = rows("object", "array");
        schema.set("items", rows("object"));
        return schema;
    }

    private static ObjectNode rows(String... types) {
        var schema = named(types(types), mapping());
        schema.putObject("properties").set(Axis.FILE.name(), of(Axis.FILE));
        return schema;
    }

    /** Any value, in which keys that begin with {@code $} are operators; two of these stand for one as such. */
    public static ObjectNode matcher() {
        var names = Operators.all().stream()
                .map(operator -> operator.name().substring(1))
                .collect(Collectors.joining("|"));
        var schema = anything();
        var properties = schema.putObject("properties");
        Operators.all()
                .forEach(operator ->
                        properties.set(operator.name(), reference("matcher").put("description", operator.meaning())));
        properties.set(FileValues.KEY.name(), of(FileValues.KEY));
        schema.putObject("propertyNames").put("pattern", "^([^$]|$|\\$\\$|\\$(file|" + names + ")$)");
        schema.set("additionalProperties", reference("matcher"));
        schema.set("items", reference("matcher"));
        return schema;
    }

    static ObjectNode reference(String name) {
        return anything().put("$ref", "#/$defs/" + name);
    }

    /** The words are for completion; the pattern takes them in any case, as most places do. */
    static ObjectNode choice(List<String> allowed) {
        return orElse(allowed, pattern("^(" + anyCase(allowed) + ")$"));
    }

    /** One of the words, or something else. */
    private static ObjectNode orElse(List<String> words, ObjectNode other) {
        var schema = anything();
        var either = schema.putArray("anyOf");
        var all = either.addObject().putArray("enum");
        words.forEach(all::add);
        either.add(other);
        return schema;
    }

    private static String anyCase(List<String> words) {
        return words.stream()
                .map(word -> word.chars().mapToObj(Schemas::anyCase).collect(Collectors.joining()))
                .collect(Collectors.joining("|"));
    }

    private static String anyCase(int letter) {
        var text = Character.toString(letter);
        return Character.isLetter(letter)
                ? "[" + text.toUpperCase(Locale.ROOT) + text.toLowerCase(Locale.ROOT) + "]"
                : text;
    }

    /** An event's type: one that there is, or an operator. */
    static ObjectNode eventType() {
        return orElse(Arrays.stream(EventType.values()).map(EventType::wireName).toList(), pattern("", "object"));
    }

    /** A mapping with these keys and no others; empty values and names stand for a whole mapping. */
    public static ObjectNode mapping(List<? extends Key<?>> keys) {
        return close(mapping(), keys);
    }

    /** Adds the keys that a mapping may have to a schema that takes mappings. */
    public static ObjectNode close(ObjectNode schema, List<? extends Key<?>> keys) {
        var properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), of(key)));
        var needed = keys.stream().filter(Key::required).toList();
        if (!needed.isEmpty()) {
            var required = schema.putArray("required");
            Key.names(needed).forEach(required::add);
        }
        return schema.put("additionalProperties", false);
    }

    /** A key's value, with what is said of it. */
    public static ObjectNode of(Key<?> key) {
        var usual = key.usual().isEmpty() ? "" : " (usually " + key.usual() + ")";
        return key.kind().schema().get().put("description", key.text() + usual);
    }

    /** The value of a main argument, or the mapping that names all arguments. */
    public static ObjectNode orMapping(Key<?> main) {
        if (main.kind().isMatcher()) {
            return anything();
        }
        var schema = main.kind().schema().get();
        if (schema.has("anyOf")) {
            schema.withArray("anyOf").addObject().put("type", "object");
        } else if (schema.has("type")) {
            schema.withArray("type").add("object");
            if (!main.required()) {
                schema.withArray("type").add("null");
            }
        }
        return schema;
    }
}
