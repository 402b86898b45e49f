package dev.simrun.api;

import dev.simrun.event.Fact;
import dev.simrun.wire.Request;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What goes wrong on purpose between an API and its clients.
 *
 * @param times how many requests meet it; without a number, all
 */
public record Fault(Target target, Selector selector, OptionalInt times, Action action) {

    /** The API whose requests meet it. */
    public enum Target {
        RUNTIME_API,
        EXTENSIONS_API;

        /** The name in scenarios and events, such as {@code runtime_api}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Target of(Request request) {
            return request.path().matches("/[^/]*/extension/.*") ? EXTENSIONS_API : RUNTIME_API;
        }
    }

    /** Which requests meet a fault. */
    @FunctionalInterface
    public interface Selector {
        Selector ANY = (_, _) -> true;

        /** Whether a request does; {@code actor} is who sent it, as events name them. */
        boolean selects(Request request, String actor);
    }

    /** What happens to a request or its answer. */
    public sealed interface Action {
        /** What events call it. */
        default Fact.Fault.Action kind() {
            return switch (this) {
                case Answer _ -> Fact.Fault.Action.ANSWER;
                case Delay _ -> Fact.Fault.Action.DELAY;
                case Drop _ -> Fact.Fault.Action.DROP;
                case Reset _ -> Fact.Fault.Action.RESET;
                case Truncate _ -> Fact.Fault.Action.TRUNCATE;
                case Duplicate _ -> Fact.Fault.Action.DUPLICATE;
                case Network _ -> Fact.Fault.Action.NETWORK;
            };
        }
    }

    /**
     * Something laid over the real answer.
     *
     * @param headers merged with the real ones; an empty value removes
     * @param body a mapping is laid over the top level of a JSON body, all else replaces it
     */
    public record Answer(
            OptionalInt status, Map<String, Optional<String>> headers, Optional<JsonNode> body)
            implements Action {
        public Answer {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** The answer is held back. */
    public record Delay(Duration length) implements Action {}

    /** The answer never comes; the connection stays open. */
    public record Drop() implements Action {}

    /** The connection is reset in place of the answer. */
    public record Reset() implements Action {}

    /** Only the first bytes of the answer come, head included, and then the end. */
    public record Truncate(long bytes) implements Action {}

    /** The request is taken twice, as after a retry that was none of the client's. */
    public record Duplicate() implements Action {}

    /**
     * A slow or narrow network.
     *
     * @param latency before each answer
     * @param jitter how much longer or shorter than that it may be
     * @param sliceBytes the size of the pieces that an answer is sent in
     */
    public record Network(
            Duration latency,
            Duration jitter,
            OptionalLong bandwidthBytesPerSecond,
            OptionalInt sliceBytes)
            implements Action {
        public Network {
            if (bandwidthBytesPerSecond.orElse(1) < 1 || sliceBytes.orElse(1) < 1) {
                throw new IllegalArgumentException("a network on which nothing ever arrives");
            }
        }
    }
}
