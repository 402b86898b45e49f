package dev.simrun.match;

import dev.simrun.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;

/** Values as JSON text, for {@code $json} and {@code $size}. */
final class Encoded {
    private Encoded() {}

    /** The one JSON value that a text holds; empty if it is no JSON or there is more. */
    static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JsonTree.USUAL.read(text)).filter(value -> !value.isMissingNode());
        } catch (JacksonException notJson) {
            // the caller reports it with its place
            return Optional.empty();
        }
    }

    /** The bytes of a text itself, of raw bytes themselves, of another value as JSON. */
    static long bytes(JsonNode value) {
        if (value instanceof BinaryNode bytes) {
            return bytes.binaryValue().length;
        }
        return value.isString()
                ? value.stringValue().getBytes(StandardCharsets.UTF_8).length
                : JsonTree.text(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
