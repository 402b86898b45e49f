package dev.simrun.api;

import dev.simrun.json.JsonTree;
import dev.simrun.wire.Answer.Response;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays parts of an answer over a real one. */
final class Overlay {
    private static final String CONTENT_TYPE = "Content-Type";

    private Overlay() {}

    static Response over(Response real, FaultAction.Answer parts) {
        var headers = new ArrayList<>(real.headers().lines());
        var body = real.body();
        if (parts.body().isPresent()) {
            var given = parts.body().get();
            var merged = merged(body, given);
            if (merged.isEmpty() && given.isContainer()) {
                put(headers, CONTENT_TYPE, "application/json");
            }
            body = merged.orElseGet(() -> bytes(given));
        }
        parts.headers()
                .forEach((name, value) ->
                        value.ifPresentOrElse(text -> put(headers, name, text), () -> remove(headers, name)));
        return new Response(parts.status().orElse(real.status()), new Headers(headers), body);
    }

    private static Optional<Bytes> merged(Bytes real, JsonNode given) {
        if (!(given instanceof ObjectNode keys)) {
            return Optional.empty();
        }
        return Json.read(real).filter(JsonNode::isObject).map(tree -> bytes(((ObjectNode) tree).setAll(keys)));
    }

    private static Bytes bytes(JsonNode value) {
        return Bytes.utf8(value.isString() ? value.asString() : JsonTree.text(value));
    }

    private static void put(List<Header> lines, String name, String value) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).name().equalsIgnoreCase(name)) {
                lines.set(i, new Header(name, value));
                return;
            }
        }
        lines.add(new Header(name, value));
    }

    private static void remove(List<Header> lines, String name) {
        lines.removeIf(line -> line.name().equalsIgnoreCase(name));
    }
}
