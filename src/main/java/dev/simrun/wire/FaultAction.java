package dev.simrun.wire;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** What happens on purpose to a request or its answer. */
public sealed interface FaultAction {
    /**
     * Something laid over the real answer.
     *
     * @param headers merged with the real ones; an empty value removes
     * @param body a mapping is laid over the top level of a JSON body, all else replaces it
     */
    record Answer(OptionalInt status, Map<String, Optional<String>> headers, Optional<JsonNode> body)
            implements FaultAction {
        public Answer {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** The answer is held back. */
    record Delay(Duration length) implements FaultAction {}

    /**
     * Another action some time after the request.
     *
     * @param delay since the request; an answer that comes later is not held back
     */
    record Delayed(Duration delay, FaultAction action) implements FaultAction {}

    /** The answer never comes; the connection stays open as long as the environment. */
    record Drop() implements FaultAction {}

    /** The connection is reset in place of the answer. */
    record Reset() implements FaultAction {}

    /** Only the first bytes of the answer come, head included, and then the end. */
    record Truncate(long bytes) implements FaultAction {}

    /** The request is taken twice, as after a retry that was none of the client's. */
    record Duplicate() implements FaultAction {}

    /**
     * A slow or narrow network.
     *
     * @param latency before each answer
     * @param jitter how much longer or shorter than that it may be
     * @param sliceBytes the size of the pieces that an answer is sent in
     */
    record Network(Duration latency, Duration jitter, OptionalLong bandwidthBytesPerSecond, OptionalInt sliceBytes)
            implements FaultAction {
        public Network {
            if (bandwidthBytesPerSecond.orElse(1) < 1 || sliceBytes.orElse(1) < 1) {
                throw new IllegalArgumentException("a network on which nothing ever arrives");
            }
        }

        /** Whether nothing is wrong on it, as in a row of cases. */
        public boolean isPlain() {
            return equals(new Network(Duration.ZERO, Duration.ZERO, OptionalLong.empty(), OptionalInt.empty()));
        }
    }
}
