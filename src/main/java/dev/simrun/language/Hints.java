package dev.simrun.language;

import dev.simrun.source.BlockText;
import dev.simrun.source.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/**
 * What a newcomer means by a key, or a value, that can't stand there: what other tools call it, or what stands
 * elsewhere. The place is named as in messages.
 */
final class Hints {
    private static final String STEP = "a step (beside ";

    /** Other names of keys; a line of places, the names and the key. */
    private static final Map<String, Map<String, String>> CALLED = table("""
        http: url uri route = path
        http: verb = method
        expect_registration: name actor = extension
        assert_acknowledged: name actor = extension
        assert_log, expect_log: text message contains = line
        assert_log, expect_log: actor = from
        fault: on target to = at
        function: environment Environment variables env_vars = env
        function: memory_size memorySize MemorySize = memory
        function: FunctionName functionName function_name = name
        function: SnapStart snapStart snapstart snap_start = initialization_type
        runtime: environment = env
        runtime: cmd run entrypoint exec program = command
        runtime: working_directory working_dir workdir directory dir = cwd
        shutdown: with type = reason
        signal: name = signal
        signal: to = actor
        a rule: on event trigger = when
        a rule, an action: return response answer = reply
        a rule, an action: sleep wait = delay
        a rule, an action: error = fail
        a rule, an action: log = print
        fail: errorType error_type = type
        fail: errorMessage error_message = message
        fail: stackTrace trace = stack
        expect of invoke: error type errorType = error_type
        expect of invoke: message errorMessage = error_message
        expect of invoke: result response body output = payload
        expect of http: statusCode code = status
        expect of http: content payload json = body
        a scenario: title scenario = name
        expect_exit: exit_code status = code
        repeat: count n = times
        a scenario: teardown after cleanup = finally
        a scenario: parameters params matrix = cases
        """);

    /** What stands elsewhere, or is written another way. */
    private static final Map<String, Map<String, String>> ELSEWHERE = table("""
        a scenario: env environment = the function's variables: function: {env: {A: value}}
        a scenario: memory = function: {memory: 128MiB}
        a scenario: handler = function: {handler: app.handler}
        a scenario: command = runtime: {command: [python3, app.py]}
        a scenario: scenarios = a file has one scenario; its variants are cases
        invoke: payload_file file = the event in a file: {payload: {$file: event.json}}
        expect of invoke: success ok = the outcome is a word: {outcome: success}
        limits: invoke = function: {timeout: 5s}
        a scenario: setup before = steps do it, as the first ones
        a scenario: expect = it stands beside the step that it judges
        runtime: timeout = function: {timeout: 3s}
        runtime: memory = function: {memory: 128MiB}
        runtime: handler = function: {handler: app.handler}
        runtime: args arguments = they belong to the command: {command: [python3, app.py]}
        runtime: image = images are not run; a command is: {command: [./bootstrap]}
        function: code Code CodeUri = what runs is a command: runtime: {command: [./bootstrap]}
        function: role Role layers Layers architectures Architectures = this is not simulated: leave it out
        a rule: start = what triggers it is a value: {when: start}
        a rule: invoke = what triggers it is a value: {when: invoke}
        a rule: shutdown = what triggers it is a value: {when: shutdown}
        assert_acknowledged: within = write after: {$lt: 500ms}
        http: status = expect: {status: 200} stands beside http
        fault: action type = what it does is a key: {drop: true}
        """);

    /** What does the same as a step that there is not. */
    private static final Map<String, Map<String, String>> STEPS = table("""
        steps: kill crash = did you mean "stop"?
        steps: wait_for wait_until = did you mean "expect_event"?
        steps: comment echo print log = did you mean "note"?
        steps: assert_equals check verify = did you mean "assert"?
        steps: run exec command shell script = a process is an actor: runtime: {command: [./bootstrap]}
        steps: restart = stop it, then start it: - stop: runtime
        steps: parallel = with wait: false beside a step the next one begins at once
        """);

    /** Actions that are no words alone. */
    private static final Map<String, Map<String, String>> ACTIONS = table("""
        actions: hang = {hang: forever}
        actions: exit = {exit: 0}
        actions: crash = {crash: SIGKILL}
        actions: reply = {reply: {}}
        actions: register = {register: {events: [INVOKE, SHUTDOWN]}}
        actions: delay = {delay: 100ms}
        actions: print = {print: a line}
        """);

    private Hints() {}

    private static Map<String, Map<String, String>> table(String lines) {
        var table = new HashMap<String, Map<String, String>>();
        lines.lines().forEach(line -> {
            var places = line.split(": ", 2);
            var words = places[1].split(" = ", 2);
            for (var place : places[0].split(", ", -1)) {
                for (var word : words[0].split(" ", -1)) {
                    table.computeIfAbsent(place, _ -> new HashMap<>()).put(word, words[1]);
                }
            }
        });
        return table;
    }

    /** The key of that place that is called so elsewhere. */
    static Optional<String> called(String where, String key) {
        if (where.startsWith(STEP)) {
            return Optional.of("within").filter(_ -> key.equals("timeout") && where.contains("expect_"));
        }
        return in(CALLED, where, key);
    }

    private static Optional<String> in(Map<String, Map<String, String>> table, String where, String key) {
        var place = isExtension(where) ? "runtime" : where;
        return Optional.ofNullable(table.getOrDefault(place, Map.of()).get(key));
    }

    private static boolean isExtension(String where) {
        return where.startsWith("the extension ");
    }

    /** What to write in place of something that should be a mapping. */
    static Optional<String> inPlaceOfMapping(String where, Node found) {
        if (found instanceof Node.Scalar word) {
            var text = word.text();
            if (where.equals("an action")) {
                return in(ACTIONS, "actions", text).map(example -> "such as " + example);
            }
            if (where.equals("function")) {
                return Optional.of("write {name: " + BlockText.inline(found.toJson()) + "}");
            }
            if (where.equals("referee")) {
                return Optional.of("on the command line it is switched off: --referee off");
            }
            if (where.equals("runtime") && text.matches("[a-z]+[0-9.]+[a-z0-9.]*")) {
                return Optional.of("Lambda's name of it: function: {runtime: " + text + "}; what runs is a command:"
                        + " runtime: {command: [python3, app.py]}");
            }
        }
        if (!where.equals("runtime") && !isExtension(where)) {
            return Optional.empty();
        }
        return command(found)
                .map(list -> "write {command: " + list + "}")
                .or(() -> Optional.of(isExtension(where) ? "write {}" : "such as {command: [python3, app.py]}"));
    }

    /** A path, or a list, is what is to be run. */
    private static Optional<String> command(Node found) {
        return switch (found) {
            case Node.Scalar line ->
                Optional.of(CommandLine.list(line.text()))
                        .filter(_ -> line.text().contains("/"));
            case Node.Sequence words ->
                Optional.of(BlockText.inline(words.toJson()))
                        .filter(_ -> !words.items().isEmpty()
                                && words.items().stream().allMatch(Node.Scalar.class::isInstance));
            case Node.Mapping _ -> Optional.empty();
        };
    }

    /** What to write in place of a key that means nothing there, with what stands at it. */
    static Optional<String> instead(String where, String key) {
        return in(ELSEWHERE, where, key).or(() -> switch (where) {
            case "invoke" -> Optional.of("the event is the payload: {payload: {" + key + ": …}}");
            case "expect of invoke" ->
                Optional.of("what the function returned is the payload: {payload: {" + key + ": …}}");
            default -> Optional.empty();
        });
    }

    /** What to write in place of something that should be the name of an actor. */
    static Optional<String> inPlaceOfActor(String step, String found, Set<String> known) {
        var names = List.of(found.split(", *", -1));
        if (names.size() > 1 && known.containsAll(names)) {
            return Optional.of("write [" + String.join(", ", names) + "]");
        }
        var text = BlockText.inline(StringNode.valueOf(found));
        return switch (step) {
            case "signal" ->
                Optional.of("write {actor: runtime, signal: " + text + "}").filter(_ -> Signals.isOne(found));
            case "assert_log", "expect_log" ->
                Optional.of("a line is {from: runtime, line: {$contains: " + text + "}}");
            default ->
                Optional.of("declare it: extensions: {" + found + ": {}}")
                        .filter(_ -> known.stream().allMatch("runtime"::equals) && found.matches("[\\w.-]+"));
        };
    }

    /** What to write in place of a step that there is not. */
    static Optional<String> step(String key) {
        return in(STEPS, "steps", key);
    }
}
