package dev.simrun.api;

import dev.simrun.wire.Bytes;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error whose body carries its cause for tracing: the caller gets what Go reads of the other fields, written anew
 * (WIRE.md §2.4, §11.9).
 */
record ErrorWithCause(Bytes payload, String contentType, Optional<Bytes> cause) {
    private static final ErrorWithCause INVALID =
            new ErrorWithCause(Bytes.utf8("\"Invalid error body\""), "application/octet-stream", Optional.empty());

    static ErrorWithCause read(Bytes body) {
        return GoSyntax.complaint(body).isPresent() ? INVALID : read(Json.lenient(body));
    }

    private static ErrorWithCause read(JsonNode tree) {
        var payload =
                JsonNodeFactory.instance.objectNode().put("errorMessage", "").put("errorType", "");
        var cause = Optional.<Bytes>empty();
        boolean valid = tree.isObject() || tree.isNull();
        for (var field : tree.properties()) {
            var value = field.getValue();
            switch (Field.of(field.getKey())) {
                case MESSAGE -> valid &= text(payload, "errorMessage", value);
                case TYPE -> valid &= text(payload, "errorType", value);
                case STACK -> valid &= stack(payload, value);
                case CAUSE -> cause = Optional.of(Bytes.utf8(value.toString()));
                case OTHER -> {}
            }
        }
        return valid
                ? new ErrorWithCause(Bytes.utf8(Json.write(payload.toString())), "application/json", cause)
                : INVALID;
    }

    /** Go reads the names of fields in any case. */
    private enum Field {
        MESSAGE,
        TYPE,
        STACK,
        CAUSE,
        OTHER;

        static Field of(String name) {
            if (name.equalsIgnoreCase("errorMessage")) {
                return MESSAGE;
            }
            if (name.equalsIgnoreCase("errorType")) {
                return TYPE;
            }
            if (name.equalsIgnoreCase("stackTrace")) {
                return STACK;
            }
            return name.equalsIgnoreCase("errorCause") ? CAUSE : OTHER;
        }
    }

    /** Null leaves what was there; false if the value is of another kind. */
    private static boolean text(ObjectNode payload, String name, JsonNode value) {
        if (value.isString()) {
            payload.put(name, Json.text(value));
        }
        return value.isString() || value.isNull();
    }

    private static boolean stack(ObjectNode payload, JsonNode value) {
        payload.remove("stackTrace");
        boolean valid = value.isArray() || value.isNull();
        if (value.isArray() && !value.isEmpty()) {
            var lines = payload.putArray("stackTrace");
            for (var line : value) {
                valid &= line.isString() || line.isNull();
                lines.add(line.isString() ? Json.text(line) : "");
            }
        }
        return valid;
    }
}
