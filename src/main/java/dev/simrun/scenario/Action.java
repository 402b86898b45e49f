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
    record Reply(Arg<JsonNode> value) implements AtInvoke {}

    /** Answers an invocation with an error. */
    record Fail(String type, String message, List<String> stack) implements AtInvoke {
        public Fail {
            stack = List.copyOf(stack);
        }
    }

    /** Answers an invocation part by part. */
    record Stream(StreamBody body) implements AtInvoke {}

    /** Reports init/error and exits with status 1; in a list it does not exit. */
    record InitError(String type, String message) implements AtRuntimeStart, AtExtensionStart {}

    /** Reports exit/error and exits with status 1; in a list it does not exit. */
    record ExitError(String type, String message) implements AtExtensionStart, AtExtensionEvent {}

    /** Makes no further call, for a time or (when empty) forever. */
    record Hang(Optional<Duration> length) implements Anywhere {}

    /** Ends with a status, 0 to 255. */
    record Exit(int code) implements Anywhere {}

    /** Ends by a signal such as {@code SIGKILL}. */
    record Crash(String signal) implements Anywhere {}

    /** Drops the event and goes on. */
    record Ignore() implements Anywhere {}

    /**
     * Carries out some actions, one after the other. No answer of the API ends it, whatever it says. After the last one
     * the fake goes on as without any rule: an invocation is then answered, unless one of the actions does so or polls;
     * a runtime that was told to end ends. An extension registers before the first one, unless that registers.
     */
    record Do(List<Action> actions)
            implements AtRuntimeStart, AtInvoke, AtRuntimeShutdown, AtExtensionStart, AtExtensionEvent {
        public Do {
            actions = List.copyOf(actions);
        }

        /** Whether an invocation is left to be answered as without any rule. */
        public boolean leavesTheAnswer() {
            return actions.stream()
                    .noneMatch(it ->
                            it instanceof Reply || it instanceof Stream || it instanceof Fail || it instanceof Next);
        }

        /** Whether it polls before it has answered: the same event then comes again at once. */
        public boolean pollsUnanswered() {
            return actions.stream()
                    .filter(it ->
                            it instanceof Reply || it instanceof Stream || it instanceof Fail || it instanceof Next)
                    .findFirst()
                    .filter(Next.class::isInstance)
                    .isPresent();
        }
    }

    /** Of a list alone. */
    sealed interface Listed extends Action {}

    /** Sends a request to the API; what comes of it is bound to the step's name, for the actions after it. */
    record Send(Step.Http request) implements Listed {}

    /** Waits. */
    record Delay(Duration length) implements Listed {}

    /** Writes lines to the standard output. */
    record Print(Arg<List<String>> lines) implements Listed {}

    /** Goes on with the fake's life, its next poll; the actions after it are carried out beside that. */
    record Next() implements Listed {}
}
