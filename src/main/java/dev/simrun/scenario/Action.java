package dev.simrun.scenario;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rule puts in place of a fake's own behaviour. */
public sealed interface Action {
    /** Registers in place of the usual registration; without {@code events}, for the actor's. */
    record Register(Optional<List<String>> events, Map<String, String> headers) implements Action {
        public Register {
            events = events.map(List::copyOf);
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** Answers an invocation. */
    record Reply(JsonNode value) implements Action {}

    /** Answers an invocation with an error. */
    record Fail(String type, String message, List<String> stack) implements Action {
        public Fail {
            stack = List.copyOf(stack);
        }
    }

    /** Answers an invocation part by part. */
    record Stream(StreamBody body) implements Action {}

    /** Answers an invocation, and once more after that was accepted; empty for an echo. */
    record Twice(Optional<JsonNode> value) implements Action {
        /** The value of {@code double}; {@code true} stands for an echo. */
        public static Twice of(JsonNode value) {
            return new Twice(
                    value.isBoolean() && value.asBoolean() ? Optional.empty() : Optional.of(value));
        }
    }

    /** Reports init/error and exits with status 1. */
    record InitError(String type, String message) implements Action {}

    /** Reports exit/error and exits with status 1. */
    record ExitError(String type, String message) implements Action {}

    /** Makes no further call, for a time or (when empty) forever. */
    record Hang(Optional<Duration> length) implements Action {}

    /** Ends with a status, 0 to 255. */
    record Exit(int code) implements Action {}

    /** Ends by a signal such as {@code SIGKILL}. */
    record Crash(String signal) implements Action {}

    /** Drops the event and goes on. */
    record Ignore() implements Action {}
}
