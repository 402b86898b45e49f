package dev.simrun.json;

import java.io.StringWriter;
import java.util.ArrayDeque;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/**
 * JSON text as a tree, and a tree as JSON text, by Jackson's parser and generator. Its mapper would do the same, but
 * takes longer to be set up than a short scenario to be run.
 *
 * @param factory makes the parsers, which have their limits of it
 * @param exact whether numbers with a fraction are decimals; else the nearest that 64 bits hold
 */
public record JsonTree(JsonFactory factory, boolean exact) {
    /** With the usual limits. */
    public static final JsonTree USUAL = new JsonTree(new JsonFactory(), false);

    /** With the usual limits, and numbers as they are written. */
    public static final JsonTree EXACT = new JsonTree(new JsonFactory(), true);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * The value that a text is as a whole; missing if the text is empty.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public JsonNode read(String text) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return whole(parser);
        }
    }

    /**
     * The value that a text in UTF-8 is as a whole; missing if the text is empty.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public JsonNode read(byte[] text) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return whole(parser);
        }
    }

    private JsonNode whole(JsonParser parser) {
        if (parser.nextToken() == null) {
            return NODES.missingNode();
        }
        var value = value(parser);
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "there is more after the value");
        }
        return value;
    }

    /** Without recursion: the parser's limit of depth may be more than the stack takes. */
    private JsonNode value(JsonParser parser) {
        var open = new ArrayDeque<JsonNode>();
        var name = "";
        for (var token = parser.currentToken(); ; token = parser.nextToken()) {
            JsonNode done;
            switch (token) {
                case PROPERTY_NAME -> {
                    name = parser.currentName();
                    continue;
                }
                case START_OBJECT, START_ARRAY -> {
                    var container = token == JsonToken.START_OBJECT ? NODES.objectNode() : NODES.arrayNode();
                    add(container, name, open);
                    open.push(container);
                    continue;
                }
                case END_OBJECT, END_ARRAY -> done = open.pop();
                default -> {
                    done = leaf(parser);
                    add(done, name, open);
                }
            }
            if (open.isEmpty()) {
                return done;
            }
        }
    }

    private static void add(JsonNode value, String name, ArrayDeque<JsonNode> open) {
        switch (open.peek()) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.add(value);
            case null, default -> {} // the outermost
        }
    }

    private JsonNode leaf(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT ->
                exact ? NODES.numberNode(parser.getDecimalValue()) : NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("a value of JSON: " + parser.currentToken());
        };
    }

    /** The shortest text of a value; bytes are a text in base64. */
    public static String text(JsonNode value) {
        var text = new StringWriter();
        try (var generator = USUAL.factory.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    private static void write(JsonNode value, JsonGenerator to) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                to.writeStartObject();
                for (var property : value.properties()) {
                    to.writeName(property.getKey());
                    write(property.getValue(), to);
                }
                to.writeEndObject();
            }
            case ARRAY -> {
                to.writeStartArray();
                value.values().forEach(item -> write(item, to));
                to.writeEndArray();
            }
            case STRING -> to.writeString(value.stringValue());
            case NUMBER -> writeNumber(value, to);
            case BOOLEAN -> to.writeBoolean(value.booleanValue());
            case NULL, MISSING -> to.writeNull();
            case BINARY -> to.writeBinary(value.binaryValue());
            case POJO -> to.writeRawValue(other(value));
        }
    }

    /** What is JSON text already; of other objects the mapper knows what they are as JSON. */
    private static String other(JsonNode value) {
        return value instanceof POJONode holder && holder.getPojo() instanceof RawValue raw
                ? String.valueOf(raw.rawValue())
                : value.toString();
    }

    private static void writeNumber(JsonNode value, JsonGenerator to) {
        switch (value.numberType()) {
            case INT -> to.writeNumber(value.intValue());
            case LONG -> to.writeNumber(value.longValue());
            case BIG_INTEGER -> to.writeNumber(value.bigIntegerValue());
            case FLOAT -> to.writeNumber(value.floatValue());
            case DOUBLE -> to.writeNumber(value.doubleValue());
            case BIG_DECIMAL -> to.writeNumber(value.decimalValue());
        }
    }
}
