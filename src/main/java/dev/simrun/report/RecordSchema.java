package dev.simrun.report;

import dev.simrun.event.EventType;
import dev.simrun.event.Shape;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of each line of JSON Lines, for those who read them. */
public final class RecordSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** What the schema is called where there are several. */
    private static final String ID = "urn:simrun:jsonl";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordSchema() {}

    /** The schema as indented JSON; ends in a line feed. */
    public static String generate() {
        var schema = NODES.objectNode().put("$schema", DIALECT).put("$id", ID);
        schema.put("title", "a line of simrun's JSON Lines").put("type", "object");
        schema.putArray("required").add("type");
        var types = schema.putObject("properties").putObject("type").putArray("enum");
        RecordLine.ALL.forEach(line -> types.add(line.type()));
        var lines = schema.putArray("allOf");
        for (var line : RecordLine.ALL) {
            var one = lines.addObject();
            one.putObject("if").putObject("properties").putObject("type").put("const", line.type());
            one.set("then", NODES.objectNode().put("$ref", "#/$defs/" + line.type()));
        }
        var definitions = schema.putObject("$defs");
        for (var line : RecordLine.ALL) {
            var one = object(line.fields()).put("description", line.meaning());
            ((ObjectNode) one.get("properties")).putObject("type").put("const", line.type());
            if (line.type().equals("event")) {
                fieldsByType(one);
            }
            definitions.set(line.type(), one);
        }
        return schema.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    private static ObjectNode object(List<LineField> fields) {
        var schema = NODES.objectNode().put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var field : fields) {
            if (field.always()) {
                required.add(field.name());
            }
            properties.set(field.name(), field(field).put("description", field.meaning()));
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode field(LineField field) {
        return switch (field.kind()) {
            case TEXT -> words(text(), field.words());
            case WHOLE -> whole();
            case SECONDS -> number();
            case MOMENT -> text().put("format", "date-time");
            case ANY -> NODES.objectNode();
            case TEXTS -> list(text());
            case WHOLES -> list(whole());
            case OBJECT -> field.fields().isEmpty() ? type("object") : object(field.fields());
            case OBJECTS -> list(object(field.fields()));
            case TEXT_BY_NAME -> byName(text());
        };
    }

    /** What an event has of its own depends on its type. */
    private static void fieldsByType(ObjectNode line) {
        var types = line.putArray("allOf");
        for (var type : EventType.values()) {
            var one = types.addObject();
            one.putObject("if").putObject("properties").putObject("event").put("const", type.wireName());
            var fields = type("object").put("additionalProperties", false);
            var properties = fields.putObject("properties");
            type.fields()
                    .forEach(field -> properties.set(
                            field.name(), shape(field.kind().shape()).put("description", field.meaning())));
            one.putObject("then").putObject("properties").set("fields", fields);
        }
    }

    private static ObjectNode shape(Shape shape) {
        return switch (shape) {
            case Shape.Json() -> NODES.objectNode();
            case Shape.Text() -> text();
            case Shape.Words words -> words(text(), words.all());
            case Shape.Whole() -> whole();
            case Shape.Time() -> number();
            case Shape.Flag(var _) -> type("boolean");
            case Shape.Items(var item) -> list(shape(item));
            case Shape.Tree(var _, var fields) -> {
                var tree = type("object").put("additionalProperties", false);
                var properties = tree.putObject("properties");
                fields.forEach((name, value) -> properties.set(name, shape(value)));
                yield tree;
            }
            case Shape.Table(var value) -> byName(shape(value));
            case Shape.Either(var shapes) -> {
                var either = NODES.objectNode();
                var all = either.putArray("anyOf");
                shapes.forEach(one -> all.add(shape(one)));
                yield either;
            }
        };
    }

    private static ObjectNode type(String name) {
        return NODES.objectNode().put("type", name);
    }

    private static ObjectNode text() {
        return type("string");
    }

    private static ObjectNode whole() {
        return type("integer").put("minimum", 0);
    }

    private static ObjectNode number() {
        return type("number").put("minimum", 0);
    }

    private static ObjectNode words(ObjectNode text, List<String> words) {
        if (!words.isEmpty()) {
            words.forEach(text.putArray("enum")::add);
        }
        return text;
    }

    private static ObjectNode list(JsonNode items) {
        return type("array").set("items", items);
    }

    private static ObjectNode byName(JsonNode values) {
        return type("object").set("additionalProperties", values);
    }
}
