package dev.simrun.api;

import dev.simrun.json.JsonTree;
import dev.simrun.wire.Bytes;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** JSON as the engine, which is written in Go, reads and writes it. */
final class Json {
    /** As deep and as long as Go takes it. */
    private static final JsonTree GO = new JsonTree(
            JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(GoSyntax.DEPTH_LIMIT)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build(),
            false);

    private Json() {}

    /** The tree of a text that is JSON as a whole. */
    static Optional<JsonNode> read(Bytes body) {
        try {
            var tree = JsonTree.USUAL.read(body.toArray());
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** The tree of a text in which {@link GoSyntax} found nothing: bytes that are no UTF-8 are replaced, as Go does. */
    static JsonNode lenient(Bytes body) {
        return GO.read(body.text());
    }

    /** A text of a tree as Go reads it: an escape that is half of a surrogate pair becomes U+FFFD. */
    static String text(JsonNode string) {
        var text = new StringBuilder();
        string.asString()
                .codePoints()
                .map(it -> Character.getType(it) == Character.SURROGATE ? 0xfffd : it)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /** A kind of value as Go's decoder names it. */
    static String goName(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case NULL, MISSING -> "null";
        };
    }

    /** JSON text with the characters escaped that Go's encoder escapes for HTML (WIRE.md §1). */
    static String write(String json) {
        var escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
