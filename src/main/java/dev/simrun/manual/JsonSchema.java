package dev.simrun.manual;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.Schemas;
import dev.simrun.language.StepSpec;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of scenarios, for editors. It takes all that the reader takes, and more: it doesn't know
 * matchers, names, or which arguments exclude each other.
 */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** What the schema is called where there are several. */
    private static final String ID = "urn:simrun:scenario";

    private JsonSchema() {}

    /** The schema as indented JSON; ends in a line feed. */
    public static String generate() {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", ID);
        schema.put("title", "simrun scenario");
        schema.put("type", "object");
        Schemas.close(schema, Catalogue.TOP_LEVEL);
        baseOrScenario(schema);
        ((ObjectNode) schema.get("properties").get("steps")).put("minItems", 1);
        var definitions = schema.putObject("$defs");
        definitions.set("extension", Catalogue.extensionSchema());
        definitions.set("rule", Schemas.mapping(Catalogue.RULE));
        definitions.set("action", Catalogue.actionSchema());
        definitions.set("matcher", Schemas.matcher());
        definitions.set("step", step());
        return schema.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    /** What has neither a name nor steps is a base, which has no more than a base may. */
    private static void baseOrScenario(ObjectNode schema) {
        var required = schema.remove("required");
        var either = schema.putObject("if").putArray("anyOf");
        required.forEach(key -> either.addObject().putArray("required").add(key));
        schema.putObject("then").set("required", required);
        var names = schema.putObject("else").putObject("propertyNames").putArray("enum");
        Key.names(Catalogue.OF_A_BASE).forEach(names::add);
    }

    /** All step keys in one mapping: alternatives would make an editor say that none fits. */
    private static ObjectNode step() {
        var bare = Catalogue.STEPS.stream()
                .filter(step -> !step.isOpen())
                .filter(step -> step.arguments().stream().noneMatch(Key::required))
                .map(StepSpec::key)
                .collect(Collectors.joining("|"));
        var schema = Schemas.pattern("^(" + bare + ")$", "object");
        var properties = schema.putObject("properties");
        Catalogue.STEPS.forEach(step -> properties.set(step.key(), arguments(step)));
        Catalogue.MODIFIERS.forEach(key -> properties.set(key.name(), Schemas.of(key)));
        var each = schema.putArray("allOf");
        Catalogue.STEPS.forEach(step -> each.add(beside(step)));
        return schema.put("minProperties", 1).put("additionalProperties", false);
    }

    /** What may stand beside a step's key: neither another one, nor a modifier without a meaning there. */
    private static ObjectNode beside(StepSpec step) {
        var rule = JsonNodeFactory.instance.objectNode();
        rule.putObject("if").putArray("required").add(step.key());
        var properties = rule.putObject("then").putObject("properties");
        if (!step.results().isEmpty()) {
            var expect = Schemas.mapping(step.results());
            expect.putObject("patternProperties").putObject("^\\$");
            properties.set("expect", expect.put("description", "what the result must match"));
        }
        var taken = Key.names(step.modifiers());
        Stream.concat(Catalogue.STEPS.stream().map(StepSpec::key), Key.names(Catalogue.MODIFIERS).stream())
                .distinct()
                .filter(key -> !key.equals(step.key()) && !taken.contains(key))
                .forEach(key -> properties.put(key, false));
        return rule;
    }

    /** A step's value: a mapping of its arguments, or the main one alone. */
    private static ObjectNode arguments(StepSpec step) {
        var schema = step.main().map(Schemas::orMapping).orElseGet(() -> Schemas.types("object", "null"));
        schema.put("description", step.text() + " Example: " + step.example());
        if (step.open() == StepSpec.Open.NAMES) {
            return schema;
        }
        Schemas.close(schema, step.arguments());
        var properties = (ObjectNode) schema.get("properties");
        step.fields().forEach(field -> properties.set(field.name(), Schemas.of(field)));
        if (step.isOpen()) {
            schema.putObject("patternProperties").putObject("^\\$");
        }
        return schema;
    }
}
