package dev.simrun.api;

import dev.simrun.wire.Bytes;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** An error whose body carries its cause for tracing: the caller gets the body without it (WIRE.md §2.4). */
record ErrorWithCause(Bytes payload, String contentType, Optional<Bytes> cause) {

    static ErrorWithCause read(Bytes body) {
        var tree = Json.read(body).filter(t -> t.isObject());
        if (tree.isEmpty()) {
            return new ErrorWithCause(
                    Bytes.utf8("\"Invalid error body\""), "application/octet-stream", Optional.empty());
        }
        var payload = JsonNodeFactory.instance.objectNode();
        for (var field : new String[] {"errorMessage", "errorType", "stackTrace"}) {
            if (tree.get().has(field)) {
                payload.set(field, tree.get().get(field));
            }
        }
        var cause = Optional.ofNullable(tree.get().get("errorCause")).map(node -> Bytes.utf8(node.toString()));
        return new ErrorWithCause(Bytes.utf8(payload.toString()), "application/json", cause);
    }
}
