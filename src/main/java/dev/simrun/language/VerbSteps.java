package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The steps that do something. */
final class VerbSteps {
    static final List<String> INVOKE_RESULT =
            List.of(
                    "request_id",
                    "outcome",
                    "payload",
                    "error_type",
                    "error_message",
                    "duration",
                    "billed_duration",
                    "init_duration",
                    "response_latency",
                    "post_runtime_extensions_duration",
                    "cold_start",
                    "max_memory_used",
                    "phase",
                    "status",
                    "function_error",
                    "content_type",
                    "chunks");
    static final List<String> SHUTDOWN_RESULT =
            List.of("reason", "duration", "acknowledged", "killed", "unsubscribed", "exited");
    static final List<String> INIT_RESULT =
            List.of("outcome", "error_type", "error_message", "duration", "extensions");
    static final List<String> HTTP_RESULT =
            List.of("status", "headers", "body", "duration", "closed");

    static final Set<String> PHASE = Set.of("expect", "wait");
    private static final List<String> REASONS = List.of("spindown", "timeout", "failure");

    private VerbSteps() {}

    static List<StepSpec> all() {
        return List.of(
                init(),
                invoke(),
                shutdown(),
                start(),
                stop(),
                signal(),
                http(),
                sleep(),
                set(),
                note(),
                pause());
    }

    private static StepSpec init() {
        return new StepSpec(
                "init",
                "Runs init to its end. Without this step init begins before the first one and goes"
                        + " on beside it.",
                Optional.empty(),
                List.of(),
                false,
                INIT_RESULT,
                PHASE,
                "- init",
                (common, _) -> Optional.of(new Step.Init(common)));
    }

    private static StepSpec invoke() {
        return new StepSpec(
                "invoke",
                "Invokes the function; ends when the runtime and all INVOKE subscribers are done.",
                Optional.of("payload"),
                List.of(
                        Key.of("payload", Type.PAYLOAD, "the event, or {$file: path}", "{}"),
                        Key.of("client_context", Type.MAPPING, "what a mobile client sends along"),
                        Key.of(
                                "cognito_identity",
                                Type.MAPPING,
                                "{cognitoIdentityId, cognitoIdentityPoolId}"),
                        Key.of("trace_id", Type.TEXT, "the X-Ray trace header", "a new one"),
                        Key.of("request_id", Type.TEXT, "the request id", "a new UUID"),
                        Key.of("timeout", Type.DURATION, "of this invocation", "the function's"),
                        Key.of("tenant_id", Type.TEXT, "with tenant isolation"),
                        Key.of(
                                "stream",
                                Type.BOOLEAN,
                                "ask for a streamed response: 200 MiB, 2 MiB a second after the"
                                        + " first 6 MiB",
                                "false")),
                false,
                INVOKE_RESULT,
                PHASE,
                "- invoke: {payload: {n: 1}}",
                (common, arguments) -> {
                    var payload =
                            arguments
                                    .node("payload")
                                    .map(node -> payload(arguments, node))
                                    .orElseGet(() ->
                                            Optional.of(
                                                    Arg.of(
                                                            arguments.at(),
                                                            JsonNodeFactory.instance
                                                                    .objectNode())));
                    return payload.map(value ->
                            new Step.Invoke(
                                    common,
                                    value,
                                    arguments.arg("client_context", Decoders.VALUE),
                                    arguments.arg("cognito_identity", Decoders.VALUE),
                                    arguments.arg("trace_id", Decoders.TEXT),
                                    arguments.arg("request_id", Decoders.TEXT),
                                    arguments.arg("tenant_id", Decoders.TEXT),
                                    arguments.arg("timeout", Decoders.DURATION),
                                    arguments.arg("stream", Decoders::bool)));
                });
    }

    private static Optional<Arg<JsonNode>> payload(Arguments arguments, Node node) {
        if (node instanceof Node.Mapping mapping && mapping.value("$file").isPresent()) {
            return PayloadFile.read(arguments, mapping).map(value -> Arg.of(node.at(), value));
        }
        return arguments.arg(node, Decoders.VALUE);
    }

    private static StepSpec shutdown() {
        return new StepSpec(
                "shutdown",
                "Shuts the environment down: first the runtime, then SHUTDOWN to the subscribers.",
                Optional.of("reason"),
                List.of(new Key("reason", Type.TEXT, REASONS, true, "why, in any case", "")),
                false,
                SHUTDOWN_RESULT,
                PHASE,
                "- shutdown: spindown",
                (common, arguments) ->
                        arguments
                                .required(
                                        "reason",
                                        arguments.arg(
                                                "reason",
                                                Decoders.choice(
                                                        "a shutdown reason", REASONS, true)))
                                .map(reason -> new Step.Shutdown(common, reason)));
    }

    private static final Key ACTOR = Key.of("actor", Type.ACTOR, "whose").needed();

    private static StepSpec actorStep(
            String key, String text, List<Key> arguments, String example, StepSpec.Reader reader) {
        return new StepSpec(
                key,
                text,
                Optional.of("actor"),
                arguments,
                false,
                List.of(),
                Set.of(),
                example,
                reader);
    }

    private static StepSpec start() {
        return actorStep(
                "start",
                "Starts an actor again if it isn't running.",
                List.of(ACTOR),
                "- start: audit",
                (common, arguments) ->
                        arguments.actor("actor").map(actor -> new Step.Start(common, actor)));
    }

    private static StepSpec stop() {
        return actorStep(
                "stop",
                "Kills an actor's processes with SIGKILL; to the environment that is a crash.",
                List.of(ACTOR),
                "- stop: audit",
                (common, arguments) ->
                        arguments.actor("actor").map(actor -> new Step.Stop(common, actor)));
    }

    private static StepSpec signal() {
        return actorStep(
                "signal",
                "Sends a signal to an actor's process group.",
                List.of(ACTOR, Key.of("signal", Type.SIGNAL, "which", "SIGTERM")),
                "- signal: {actor: audit, signal: SIGUSR1}",
                (common, arguments) -> {
                    var signal =
                            arguments.node("signal").isEmpty()
                                    ? Optional.of(Arg.of(arguments.at(), "SIGTERM"))
                                    : arguments.arg("signal", Decoders::signal);
                    return arguments
                            .actor("actor")
                            .flatMap(actor -> signal.map(s -> new Step.Signal(common, actor, s)));
                });
    }

    private static StepSpec http() {
        return new StepSpec(
                "http",
                "Sends a request, to the environment's own API unless told otherwise; succeeds"
                        + " below status 400.",
                Optional.of("path"),
                List.of(
                        Key.of("method", Type.TEXT, "the method", "GET, or POST with a body"),
                        Key.of("path", Type.TEXT, "with its query; needed unless raw is given"),
                        Key.of("headers", Type.VARIABLES, "names and values"),
                        Key.of("body", Type.VALUE, "a text as it is, else sent as JSON"),
                        Key.of("raw", Type.TEXT, RawRequest.MEANING),
                        Key.of("to", Type.TEXT, "another address, such as 127.0.0.1:8080")),
                false,
                HTTP_RESULT,
                PHASE,
                "- http: /2018-06-01/runtime/invocation/next",
                (common, arguments) -> {
                    if (arguments.node("raw").isPresent()) {
                        return RawRequest.read(common, arguments);
                    }
                    var method =
                            arguments.node("method").isEmpty()
                                    ? Optional.of(
                                            Arg.of(
                                                    arguments.at(),
                                                    arguments.node("body").isPresent()
                                                            ? "POST"
                                                            : "GET"))
                                    : arguments.arg("method", VerbSteps::method);
                    var path = arguments.required("path", arguments.arg("path", VerbSteps::path));
                    return path.flatMap(p ->
                            method.map(m ->
                                    new Step.Http(
                                            common,
                                            m,
                                            p,
                                            arguments.map("headers", Decoders.TEXT),
                                            arguments.arg("body", Decoders.VALUE),
                                            arguments.arg("to", Decoders.TEXT))));
                });
    }

    private static Optional<String> method(
            Node node, java.util.function.Consumer<Problem> problems) {
        var text = Decoders.text(node, problems).map(t -> t.toUpperCase(Locale.ROOT));
        return text.isEmpty() || text.get().matches("[A-Z][A-Z0-9_-]*")
                ? text
                : Decoders.wrong(node, "a method such as GET or POST", problems);
    }

    private static Optional<String> path(Node node, java.util.function.Consumer<Problem> problems) {
        var text = Decoders.text(node, problems);
        return text.isEmpty() || (text.get().startsWith("/") && !text.get().matches(".*\\s.*"))
                ? text
                : Decoders.wrong(node, "a path such as /2018-06-01/ping", problems);
    }

    private static StepSpec sleep() {
        return new StepSpec(
                "sleep",
                "Waits. An expect_* step is nearly always better: it ends when the thing happened.",
                Optional.of("for"),
                List.of(Key.of("for", Type.DURATION, "how long").needed()),
                false,
                List.of(),
                Set.of(),
                "- sleep: 100ms",
                (common, arguments) ->
                        arguments
                                .required("for", arguments.arg("for", Decoders.DURATION))
                                .map(length -> new Step.Sleep(common, length)));
    }

    private static StepSpec set() {
        return new StepSpec(
                "set",
                "Binds values to names.",
                Optional.empty(),
                List.of(),
                true,
                List.of(),
                Set.of(),
                "- set: {order: {id: 7}}",
                (common, arguments) -> {
                    if (arguments.entries().isEmpty()) {
                        arguments.problems().add(Problem.of(arguments.at(), "set binds nothing"));
                    }
                    var values = arguments.map(arguments.entries(), Decoders.VALUE);
                    arguments
                            .entries()
                            .forEach(e ->
                                    arguments.reader().names().bind(e.key().text(), e.key().at()));
                    return Optional.of(new Step.SetNames(common, values));
                });
    }

    private static StepSpec note() {
        return new StepSpec(
                "note",
                "Puts a text into the timeline.",
                Optional.of("text"),
                List.of(Key.of("text", Type.TEXT, "the text").needed()),
                false,
                List.of(),
                Set.of(),
                "- note: now the second order",
                (common, arguments) ->
                        arguments
                                .required("text", arguments.arg("text", Decoders.TEXT))
                                .map(text -> new Step.Note(common, text)));
    }

    private static StepSpec pause() {
        return new StepSpec(
                "pause",
                "Stops at a prompt, where the case is debugged (simrun repl, --step and the like);"
                        + " elsewhere it does nothing.",
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                Set.of(),
                "- pause",
                (common, _) -> Optional.of(new Step.Pause(common)));
    }
}
