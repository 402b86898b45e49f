package dev.simrun.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a rule puts in place of a fake's own behaviour. */
public sealed interface Action {
    /** What a runtime can do at its start. */
    sealed interface AtRuntimeStart extends Action {}

    /** What a runtime can do at an invocation. */
    sealed interface AtInvoke extends Action {}

    /** What a runtime can do at SIGTERM. */
    sealed interface AtRuntimeShutdown extends Action {}

    /** What an extension can do at its start. */
    sealed interface AtExtensionStart extends Action {}

    /** What an extension can do at an event. */
    sealed interface AtExtensionEvent extends Action {}

    /** What every fake can do at any time. */
    sealed interface Anywhere extends AtRuntimeStart, AtInvoke, AtRuntimeShutdown, AtExtensionStart, AtExtensionEvent {}

    /** Registers in place of the usual registration; without {@code events}, for the actor's. */
    record Register(Optional<List<String>> events, Map<String, String> headers) implements AtExtensionStart {
        public Register {
            events = events.map(List::copyOf);
            headers = Values.inOrder(headers);
        }
    }

    /** Answers an invocation. */
    record Reply(JsonNode value) implements AtInvoke {}

    /** Answers an invocation with an error. */
    record Fail(String type, String message, List<String> stack) implements AtInvoke {
        public Fail {
            stack = List.copyOf(stack);
        }
    }

    /** Answers an invocation part by part. */
    record Stream(StreamBody body) implements AtInvoke {}

    /** Answers an invocation, and once more after that was accepted; empty for an echo. */
    record Twice(Optional<JsonNode> value) implements AtInvoke {
        /** The value of {@code double}; {@code true} stands for an echo. */
        public static Twice of(JsonNode value) {
            return new Twice(value.isBoolean() && value.asBoolean() ? Optional.empty() : Optional.of(value));
        }
    }

    /** Reports init/error and exits with status 1. */
    record InitError(String type, String message) implements AtRuntimeStart, AtExtensionStart {}

    /** Reports exit/error and exits with status 1. */
    record ExitError(String type, String message) implements AtExtensionStart, AtExtensionEvent {}

    /** Makes no further call, for a time or (when empty) forever. */
    record Hang(Optional<Duration> length) implements Anywhere {}

    /** Ends with a status, 0 to 255. */
    record Exit(int code) implements Anywhere {}

    /** Ends by a signal such as {@code SIGKILL}. */
    record Crash(String signal) implements Anywhere {}

    /** Drops the event and goes on. */
    record Ignore() implements Anywhere {}
}
