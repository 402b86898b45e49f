package dev.simrun.language;

import dev.simrun.source.Node;
import java.util.Map;
import java.util.Optional;

/**
 * What a newcomer means by a key that is not there: what other tools call it, or what stands elsewhere. Where it stands
 * is told as in messages.
 */
final class Hints {
    private static final String STEP = "a step (beside ";

    /** What a key is called here, by what it stands in. */
    private static final Map<String, Map<String, String>> CALLED = Map.ofEntries(
            Map.entry("http", Map.of("url", "path", "uri", "path", "route", "path", "verb", "method")),
            Map.entry("expect_registration", Map.of("name", "extension", "actor", "extension")),
            Map.entry("assert_acknowledged", Map.of("name", "extension", "actor", "extension", "within", "after")),
            Map.entry("assert_log", Map.of("text", "line", "message", "line", "contains", "line", "actor", "from")),
            Map.entry("expect_log", Map.of("text", "line", "message", "line", "contains", "line", "actor", "from")),
            Map.entry("fault", Map.of("on", "at", "target", "at", "to", "at")),
            Map.entry("function", Map.of("environment", "env", "variables", "env", "memory_size", "memory")),
            Map.entry("runtime", Map.of("environment", "env", "cmd", "command", "run", "command", "args", "command")),
            Map.entry("a rule", Map.of("on", "when", "event", "when", "trigger", "when")),
            Map.entry("shutdown", Map.of("with", "reason", "type", "reason")),
            Map.entry("signal", Map.of("name", "signal", "to", "actor")));

    /** What stands elsewhere, or is written another way. */
    private static final Map<String, Map<String, String>> ELSEWHERE = Map.of(
            "a scenario",
            Map.of(
                    "env", "the function's variables: function: {env: {A: value}}",
                    "environment", "the function's variables: function: {env: {A: value}}",
                    "memory", "function: {memory: 128MiB}",
                    "handler", "function: {handler: app.handler}",
                    "command", "runtime: {command: [python3, app.py]}",
                    "scenarios", "a file has one scenario; its variants are cases"),
            "runtime",
            Map.of(
                    "timeout", "function: {timeout: 3s}",
                    "memory", "function: {memory: 128MiB}",
                    "handler", "function: {handler: app.handler}"),
            "a rule",
            Map.of(
                    "start", "what triggers it is a value: {when: start}",
                    "invoke", "what triggers it is a value: {when: invoke}",
                    "shutdown", "what triggers it is a value: {when: shutdown}"),
            "fault",
            Map.of("action", "what it does is a key: {drop: true}", "type", "what it does is a key: {drop: true}"));

    /** Actions that are no words alone. */
    private static final Map<String, String> ACTIONS = Map.of(
            "hang", "{hang: forever}",
            "exit", "{exit: 0}",
            "crash", "{crash: SIGKILL}",
            "reply", "{reply: {}}",
            "register", "{register: {events: [INVOKE, SHUTDOWN]}}",
            "delay", "{delay: 100ms}",
            "print", "{print: a line}");

    private Hints() {}

    /** The key of that place that is called so elsewhere. */
    static Optional<String> called(String where, String key) {
        if (where.startsWith(STEP)) {
            return Optional.of("within").filter(_ -> key.equals("timeout") && where.contains("expect_"));
        }
        var place = where.startsWith("the extension ") ? "runtime" : where;
        return Optional.ofNullable(CALLED.getOrDefault(place, Map.of()).get(key));
    }

    /** What to write in place of something that should be a mapping. */
    static Optional<String> inPlaceOfMapping(String where, Node found) {
        if (where.equals("an action") && found instanceof Node.Scalar word) {
            return Optional.ofNullable(ACTIONS.get(word.text())).map(example -> "such as " + example);
        }
        if (!where.equals("runtime")) {
            return Optional.empty();
        }
        return Optional.of(
                found instanceof Node.Scalar name && name.text().matches("[a-z]+[0-9.]+[a-z0-9.]*")
                        ? "Lambda's name of it: function: {runtime: " + name.text() + "}"
                        : "such as {command: [python3, app.py]}");
    }

    /** What to write in place of a key that means nothing there, with what stands at it. */
    static Optional<String> instead(String where, String key) {
        return switch (where) {
            case "invoke" -> Optional.of("the event is the payload: {payload: {" + key + ": …}}");
            case "expect of invoke" ->
                Optional.of("what the function returned is the payload: {payload: {" + key + ": …}}");
            default ->
                Optional.ofNullable(ELSEWHERE.getOrDefault(where, Map.of()).get(key));
        };
    }
}
