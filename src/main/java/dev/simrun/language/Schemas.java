package dev.simrun.language;

import dev.simrun.event.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas of single values. Alternatives are lists of types whose keywords don't meet ({@code pattern} is for
 * texts, {@code items} for lists), as editors then say what is wrong and not that no alternative holds. What they say
 * is an {@code errorMessage} where their own words wouldn't tell what to write; other validators pass over it.
 */
public final class Schemas {
    static final String DURATION = "^[0-9]{1,18}(\\.[0-9]{1,9})?(ms|s|m|h)$";
    static final String SIZE = "^[0-9]{1,19}(B|KiB|MiB|GiB)$";

    static final String TAG = "^[^,]*$";

    /** Anything that holds a name: only a run knows its value. */
    static final String A_NAME = "\\$\\{";

    /** What editors say in place of their own words. */
    static final String MESSAGE = "errorMessage";

    /** The same of a text alone. */
    static final String PATTERN_MESSAGE = "patternErrorMessage";

    private Schemas() {}

    static ObjectNode anything() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode types(String... names) {
        var schema = anything();
        if (names.length == 1) {
            return schema.put("type", names[0]);
        }
        var types = schema.putArray("type");
        List.of(names).forEach(types::add);
        return schema;
    }

    /** A text of that form or with a name in it, or a value of one of the other types. */
    public static ObjectNode pattern(String form, String... others) {
        var schema = anything();
        var types = schema.putArray("type");
        List.of(others).forEach(types::add);
        types.add("string");
        return schema.put("pattern", form.isEmpty() ? A_NAME : form + "|" + A_NAME);
    }

    /** One of these words as they are. */
    static ObjectNode names(Collection<String> words) {
        var schema = anything();
        var all = schema.putArray("enum");
        words.forEach(all::add);
        return schema;
    }

    static ObjectNode text() {
        return reference("text");
    }

    /** Any value, in which files may stand. */
    static ObjectNode value() {
        return reference("value");
    }

    /** What {@link #value()} refers to. */
    static ObjectNode anyValue() {
        var schema = named(anything(), value());
        schema.set("items", value());
        schema.withObject("properties").set(FileValues.KEY.name(), reference(FileValues.KEY.name()));
        return MappingSchemas.alone(schema, FileValues.KEY.name());
    }

    /** What {@link #text()} refers to: numbers and booleans count as written, and a file may have it. */
    static ObjectNode textOrFile() {
        return orFile(types("string", "number", "boolean", "object")).put(MESSAGE, "a text");
    }

    private static ObjectNode orFile(ObjectNode schema) {
        schema.putArray("required").add(FileValues.KEY.name());
        var file = schema.putObject("properties").putObject(FileValues.KEY.name());
        file.put("type", "string").put("description", FileValues.KEY.text());
        return MappingSchemas.only(schema, List.of(FileValues.KEY.name()));
    }

    /** A text of that form, which is called so. */
    static ObjectNode text(String form, String what) {
        return pattern(form).put(MESSAGE, what);
    }

    static ObjectNode texts() {
        return texts(text());
    }

    /** A text, or a list of some. */
    static ObjectNode texts(ObjectNode one) {
        var schema = orFile(types("array", "string", "number", "boolean", "object"));
        schema.set("items", one);
        return schema.put(MESSAGE, "a text, or a list of texts");
    }

    /** One of these words, or a list of some. */
    static ObjectNode words(List<String> all) {
        return orElse(all, list(choice(all, false)), "a list of " + String.join(" and ", all));
    }

    /** A word without a comma. */
    static ObjectNode tag() {
        return text().put("pattern", TAG);
    }

    /** A program with its arguments, or alone. */
    static ObjectNode command() {
        var schema = texts().put("minItems", 1).put("minLength", 1);
        schema.putArray("prefixItems").add(text().put("minLength", 1));
        return schema;
    }

    static ObjectNode duration() {
        return pattern(DURATION);
    }

    static ObjectNode size() {
        return pattern(SIZE);
    }

    static ObjectNode integer(int least, int most) {
        var schema = pattern("", "integer").put("minimum", least);
        return most == Integer.MAX_VALUE ? schema : schema.put("maximum", most);
    }

    static ObjectNode bool() {
        return pattern("", "boolean");
    }

    static ObjectNode yes() {
        return orElse(List.of(true), pattern(""), "true");
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
        return pattern("", "object").put(PATTERN_MESSAGE, "a mapping");
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
        return schema.put("minItems", 1);
    }

    private static ObjectNode rows(String... types) {
        var row = named(types("object").put(MESSAGE, "a row is a mapping of what ${case.…} stands for"), value());
        row.putObject("propertyNames")
                .put("pattern", "^(?!" + Rows.NAME + "$)")
                .put(MESSAGE, "${case.name} is what the row is called: it has no key \"name\"");
        var schema = named(types(types), row).put("minProperties", 1);
        schema.putObject("properties").set(Axis.FILE.name(), of(Axis.FILE));
        return MappingSchemas.alone(schema, Axis.FILE.name());
    }

    static ObjectNode notNull(ObjectNode schema) {
        var types = schema.putArray("type");
        List.of("string", "number", "boolean", "object", "array").forEach(types::add);
        return schema;
    }

    static ObjectNode reference(String name) {
        return anything().put("$ref", "#/$defs/" + name);
    }

    /** One of the words, in any case if that is what the reader takes. */
    static ObjectNode choice(List<String> allowed, boolean anyCase) {
        var others = anyCase ? pattern("^(" + anyCase(allowed) + ")$") : pattern("");
        return orElse(allowed, others, "one of " + String.join(", ", allowed));
    }

    /** One of the values, which are for completion too, or something else. */
    static ObjectNode orElse(List<?> values, ObjectNode other, String message) {
        var schema = anything();
        var either = schema.putArray("anyOf");
        var first = either.addObject();
        var all = first.putArray("enum");
        values.forEach(all::addPOJO);
        first.put(MESSAGE, message);
        either.add(other.put(MESSAGE, message));
        return schema;
    }

    static String anyCase(List<String> words) {
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

    /** A matcher of a value of that shape. */
    static ObjectNode matcher(Shape shape) {
        return MatcherSchemas.of(shape);
    }

    /** A key's value, with what is said of it. */
    public static ObjectNode of(Key<?> key) {
        var usual = key.usual().isEmpty() ? "" : " (usually " + key.usual() + ")";
        return explained(key).put("description", key.text() + usual);
    }

    /** A mapping's own words tell of its keys. */
    private static ObjectNode explained(Key<?> key) {
        var schema = key.kind().schema().get();
        boolean simple = schema.has("type") && !schema.has("properties") && !schema.has(MESSAGE);
        return simple ? schema.put(MESSAGE, key.name() + ": " + key.kind().label()) : schema;
    }
}
