package dev.simrun.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A response that a fake sends part by part.
 *
 * @param prelude the status, headers and cookies of an HTTP integration's response
 */
public record StreamBody(Optional<JsonNode> prelude, List<Part> parts, End end) {
    public StreamBody {
        parts = List.copyOf(parts);
    }

    /** What is done before the end, in order. */
    public sealed interface Part {
        /** Sends a chunk: a text as it is, any other value as JSON. */
        record Chunk(JsonNode value) implements Part {}

        record Pause(Duration length) implements Part {}
    }

    /** How it ends. */
    public sealed interface End {
        record Complete() implements End {}

        /** With an error in the trailers. */
        record Failed(Action.Fail error) implements End {}

        /** The connection is closed before the body is complete. */
        record Cut() implements End {}
    }
}
