package dev.simrun.match;

import dev.simrun.json.JsonTree;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.POJONode;

/**
 * Values as messages show them: JSON on one line, durations as literals, bytes as their number. Control characters and
 * whatever could disturb a terminal are escaped.
 */
public final class Show {
    /** Longer renderings are cut to this number of characters, the … included. */
    public static final int LIMIT = 200;

    private Show() {}

    /** A rendering of at most {@value #LIMIT} characters. */
    public static String of(JsonNode value) {
        return of(value, LIMIT);
    }

    /** A rendering of at most {@code limit} characters, at least one. */
    public static String of(JsonNode value, int limit) {
        var text = new BoundedText(limit);
        write(value, text);
        return text.toString();
    }

    static void write(JsonNode value, BoundedText text) {
        switch (value) {
            case BinaryNode bytes -> text.append(count(bytes.binaryValue().length));
            case POJONode pojo -> text.append(pojo(pojo));
            case JsonNode node when node.isMissingNode() -> text.append("nothing");
            case JsonNode node when node.isArray() -> text.join("[", ",", "]", node, element -> write(element, text));
            case JsonNode node when node.isObject() -> mapping(node, text);
            case JsonNode node when node.isString() -> quoted(node.stringValue(), text);
            case JsonNode node
            when node.isNumber() -> text.append(node.numberValue().toString());
            case JsonNode node -> text.append(JsonTree.text(node));
        }
    }

    private static String count(int bytes) {
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }

    private static String pojo(POJONode node) {
        return node.getPojo() instanceof Duration duration
                ? Literals.duration(duration)
                : String.valueOf(node.getPojo());
    }

    private static void mapping(JsonNode mapping, BoundedText text) {
        text.join("{", ",", "}", mapping.properties(), entry -> {
            quoted(entry.getKey(), text);
            write(entry.getValue(), text.append(":"));
        });
    }

    static void quoted(String value, BoundedText text) {
        text.append("\"");
        for (var at = 0; at < value.length() && !text.full(); ) {
            var codePoint = value.codePointAt(at);
            text.append(escaped(codePoint));
            at += Character.charCount(codePoint);
        }
        text.append("\"");
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                disturbing(codePoint)
                        ? String.format(Locale.ROOT, "\\u%04x", codePoint)
                        : Character.toString(codePoint);
        };
    }

    private static boolean disturbing(int codePoint) {
        return codePoint <= Character.MAX_VALUE
                && switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }
}
