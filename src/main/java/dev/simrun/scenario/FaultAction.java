package dev.simrun.scenario;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a {@code fault} step does to a request or its answer. */
public sealed interface FaultAction {
    /** Lays something over the real answer; a header that is null is removed. */
    record Answer(
            Optional<Arg<Integer>> status,
            Map<String, Arg<JsonNode>> headers,
            Optional<Arg<JsonNode>> body)
            implements FaultAction {
        public Answer {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** Holds the answer back. */
    record Delay(Arg<Duration> length) implements FaultAction {}

    /** Loses the answer. */
    record Drop() implements FaultAction {}

    /** Resets the connection in place of the answer. */
    record Reset() implements FaultAction {}

    /** Ends the connection after so many bytes of the answer. */
    record Truncate(Arg<Long> bytes) implements FaultAction {}

    /** Takes the request twice. */
    record Duplicate() implements FaultAction {}

    /** Slows answers down; the bandwidth is in bytes per second, the slice in bytes. */
    record Network(
            Optional<Arg<Duration>> latency,
            Optional<Arg<Duration>> jitter,
            Optional<Arg<Long>> bandwidth,
            Optional<Arg<Long>> slice)
            implements FaultAction {
        /** A network on which nothing is wrong, as a row of cases may have it. */
        public boolean isPlain() {
            return latency.isEmpty() && jitter.isEmpty() && bandwidth.isEmpty() && slice.isEmpty();
        }
    }
}
