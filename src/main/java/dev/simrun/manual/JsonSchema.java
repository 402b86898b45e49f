package dev.simrun.manual;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.MappingSchemas;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of scenarios, for editors. It takes all that the reader takes and refuses what that
 * refuses, but for what no schema sees: what names and files stand for, the order of things, and what can't happen.
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
        MappingSchemas.close(schema, Catalogue.TOP_LEVEL);
        baseOrScenario(schema);
        ((ObjectNode) schema.get("properties").get("steps")).put("minItems", 1);
        schema.set("$defs", Catalogue.definitions());
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
}
