package dev.simrun.manual;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.OpenFields;
import dev.simrun.language.RuleReader;
import dev.simrun.language.StepSpec;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JSON Schema (2020-12) of scenarios, for editors. It takes all that the reader takes, and
 * more: it doesn't know matchers, names, or which keys exclude each other.
 */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    /** The schema as indented JSON; ends in a line feed. */
    public static String generate() {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("title", "simrun scenario");
        schema.put("type", "object");
        SchemaValues.close(schema, Catalogue.TOP_LEVEL);
        var properties = (ObjectNode) schema.get("properties");
        under(properties, "function", SchemaValues.mapping(Catalogue.FUNCTION));
        under(properties, "limits", SchemaValues.mapping(Catalogue.LIMITS));
        under(properties, "referee", SchemaValues.mapping(Catalogue.REFEREE));
        under(properties, "requires", list(requirement()));
        under(properties, "cases", named(SchemaValues.pattern("", "object", "null")));
        under(properties, "runtime", actor(Catalogue.RUNTIME));
        under(properties, "extensions", extensions());
        ((ObjectNode) properties.get("steps")).put("minItems", 1);
        var definitions = schema.putObject("$defs");
        definitions.set("extension", actor(Catalogue.EXTENSION));
        definitions.set("rule", rule());
        definitions.set("step", step());
        return schema.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    /** Puts a closer description of a key's value in place of the usual one of its type. */
    private static void under(ObjectNode properties, String name, ObjectNode schema) {
        schema.set("description", properties.get(name).get("description"));
        properties.set(name, schema);
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode list(ObjectNode items) {
        var schema = SchemaValues.pattern("", "array");
        schema.set("items", items);
        return schema;
    }

    private static ObjectNode named(ObjectNode values) {
        var schema = SchemaValues.pattern("", "object", "null");
        schema.set("additionalProperties", values);
        return schema;
    }

    /** By name, or the path of a folder. */
    private static ObjectNode extensions() {
        var schema = SchemaValues.types("object", "string", "null");
        schema.set("additionalProperties", reference("extension"));
        return schema;
    }

    private static ObjectNode requirement() {
        var schema = SchemaValues.types("string", "number", "boolean", "object");
        return SchemaValues.close(schema, Catalogue.REQUIREMENT);
    }

    private static ObjectNode actor(List<Key> keys) {
        var schema = SchemaValues.close(SchemaValues.pattern("^none$", "object", "null"), keys);
        var fake = SchemaValues.pattern("^none$", "array");
        fake.set("items", reference("rule"));
        under((ObjectNode) schema.get("properties"), "fake", fake);
        return schema;
    }

    private static ObjectNode rule() {
        var schema = SchemaValues.mapping(Catalogue.RULE);
        var properties = (ObjectNode) schema.get("properties");
        for (var name : List.of("fail", "init_error", "exit_error")) {
            var error = SchemaValues.types("string", "number", "boolean", "object");
            under(properties, name, SchemaValues.close(error, RuleReader.ERROR));
        }
        under(properties, "register", SchemaValues.mapping(RuleReader.REGISTER));
        // a duration, or a word that is none
        under(properties, "hang", SchemaValues.types("string"));
        return schema;
    }

    /** All step keys in one mapping: alternatives would make an editor say that none fits. */
    private static ObjectNode step() {
        var bare =
                Catalogue.steps().stream()
                        .filter(step -> !step.open())
                        .filter(step -> step.arguments().stream().noneMatch(Key::required))
                        .map(StepSpec::key)
                        .collect(Collectors.joining("|"));
        var schema = SchemaValues.pattern("^(" + bare + ")$", "object");
        var properties = schema.putObject("properties");
        Catalogue.steps().forEach(step -> properties.set(step.key(), arguments(step)));
        for (var name : Catalogue.MODIFIERS.keySet()) {
            properties.set(name, SchemaValues.of(Catalogue.modifier(name)));
        }
        return schema.put("minProperties", 1).put("additionalProperties", false);
    }

    /** A step's value: a mapping of its arguments, or the main one alone. */
    private static ObjectNode arguments(StepSpec step) {
        var main = step.main().flatMap(name -> find(step.arguments(), name));
        var schema =
                main.map(SchemaValues::orMapping)
                        .orElseGet(() -> SchemaValues.types("object", "null"));
        schema.put("description", step.text() + " Example: " + step.example());
        if (OpenFields.anything(step)) {
            return schema;
        }
        SchemaValues.close(schema, step.arguments());
        var properties = (ObjectNode) schema.get("properties");
        Catalogue.parts(step)
                .forEach((name, keys) -> under(properties, name, SchemaValues.mapping(keys)));
        if (OpenFields.ofEvents(step)) {
            var type = find(step.arguments(), "type").orElseThrow();
            properties.set("type", SchemaValues.eventType(type.text()));
        }
        OpenFields.of(step)
                .forEach((name, text) -> properties.putObject(name).put("description", text));
        if (step.open()) {
            schema.putObject("patternProperties").putObject("^\\$");
        }
        return schema;
    }

    private static Optional<Key> find(List<Key> keys, String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
