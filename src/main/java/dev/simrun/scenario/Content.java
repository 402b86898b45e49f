package dev.simrun.scenario;

import dev.simrun.json.JsonTree;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What came over the wire, as scenarios see it. */
public final class Content {
    private Content() {}

    /** JSON if the bytes are JSON, else text, else base64; no bytes are an empty text. */
    public static JsonNode of(Bytes bytes) {
        if (bytes.isEmpty()) {
            return StringNode.valueOf("");
        }
        try {
            return JsonTree.EXACT.read(bytes.toArray());
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text(bytes));
        }
    }

    /** The text, or base64 where it is none. */
    public static String text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return Base64.getEncoder().encodeToString(bytes.toArray());
        }
    }

    /** The bytes of a value that travels as JSON; bytes from a file travel as they are. */
    public static Bytes json(JsonNode value) {
        return value.isBinary() ? Bytes.of(value.binaryValue()) : Bytes.utf8(JsonTree.text(value));
    }

    /** The bytes of a value that travels as it is where it is text or bytes, else as JSON. */
    public static Bytes bytes(JsonNode value) {
        return value.isString() ? Bytes.utf8(value.asString()) : json(value);
    }

    /** An answer; the names of headers are in lower case. */
    public static ObjectNode of(Answer answer) {
        var tree = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case Answer.Closed() -> tree.put("closed", true);
            case Answer.Response response -> {
                tree.put("status", response.status());
                tree.set("headers", headers(response.headers()));
                tree.set("body", of(response.body()));
                tree.put("closed", false);
            }
        }
        return tree;
    }

    /** By their names in lower case; several lines of one name are joined by commas. */
    public static ObjectNode headers(Headers headers) {
        var tree = JsonNodeFactory.instance.objectNode();
        for (Header line : headers.lines()) {
            var name = line.name().toLowerCase(Locale.ROOT);
            var before = tree.path(name).asString("");
            tree.put(name, before.isEmpty() ? line.value() : before + ", " + line.value());
        }
        return tree;
    }
}
