package dev.simrun.cli;

import static dev.simrun.language.Schemas.types;

import org.apache.commons.cli.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of {@code simrun.yaml}, made of the options that can be set there. */
final class SettingsSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String ID = "urn:simrun:config";

    private SettingsSchema() {}

    /** The schema as indented JSON; ends in a line feed. */
    static String generate() {
        var options = RunCommand.options();
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", ID);
        schema.put("title", "simrun.yaml: what options are where nothing else is said");
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        for (var name : options.settable()) {
            var option = options.settable(name).orElseThrow();
            properties.set(name, of(option, options).put("description", description(option)));
        }
        properties.set(Settings.BEFORE, before());
        schema.put("additionalProperties", false);
        return schema.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    private static String description(Option option) {
        var value = option.hasArg() ? " (" + option.getArgName() + ")" : "";
        return option.getDescription() + value;
    }

    private static ObjectNode of(Option option, Options options) {
        boolean several = options.isRepeatable(option);
        if (!option.hasArg()) {
            return several ? types("boolean", "integer").put("minimum", 0).put("maximum", 9) : types("boolean");
        }
        if (several) {
            var schema = types("string", "number", "boolean", "array");
            schema.set("items", types("string", "number", "boolean"));
            return schema;
        }
        return types("string", "number", "boolean");
    }

    private static ObjectNode before() {
        var schema = types("array")
                .put("description", "Commands that are run once, before the first case: [[make, layer]].");
        var command = types("array").put("minItems", 1);
        command.set("items", types("string", "number", "boolean"));
        schema.set("items", command);
        return schema;
    }
}
