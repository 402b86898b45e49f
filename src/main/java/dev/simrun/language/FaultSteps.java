package dev.simrun.language;

import dev.simrun.event.Fact;
import dev.simrun.event.Word;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.FaultAction;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The steps that let something go wrong at the environment's APIs. */
final class FaultSteps {
    /** What a fault can do; it does one of these. */
    static final List<String> ACTIONS =
            Arrays.stream(Fact.Fault.Action.values()).map(Word::wireName).toList();

    private static final List<Key> ANSWER =
            List.of(
                    Key.of("status", Type.INTEGER, "in place of the real one, 200 to 599"),
                    Key.of("headers", Type.VARIABLES, "set, or removed where the value is null"),
                    Key.of(
                            "body",
                            Type.VALUE,
                            "a mapping is laid over the top level of a JSON body, all else replaces"
                                    + " it"));

    private static final List<Key> NETWORK =
            List.of(
                    Key.of("latency", Type.DURATION, "before each answer", "0s"),
                    Key.of("jitter", Type.DURATION, "how much longer or shorter it may be", "0s"),
                    Key.of("bandwidth", Type.SIZE, "per second", "no limit"),
                    Key.of("slice", Type.SIZE, "send answers in pieces of that size"));

    private static final List<Key> MATCH =
            List.of(
                    Key.of("method", Type.MATCHER, "of the request, in capitals"),
                    Key.of("path", Type.MATCHER, "of the request, without its query"),
                    Key.of("headers", Type.MATCHER, "of the request"),
                    Key.of("actor", Type.EVENT_ACTOR, "who sent it"));

    /** The keys of those arguments that are mappings. */
    static final Map<String, List<Key>> PARTS = parts();

    private static final List<String> TARGETS = List.of("runtime_api", "extensions_api");

    /** How a message ends is written from what is sent: {@code truncate} breaks it. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection");

    private FaultSteps() {}

    private static Map<String, List<Key>> parts() {
        var parts = new LinkedHashMap<String, List<Key>>();
        parts.put("match", MATCH);
        parts.put("answer", ANSWER);
        parts.put("network", NETWORK);
        return parts;
    }

    static List<StepSpec> all() {
        return List.of(fault(), clearFaults());
    }

    private static StepSpec fault() {
        return new StepSpec(
                "fault",
                "Lets something go wrong with requests from now on. The environment itself does as"
                        + " always; the first fault that fits a request meets it.",
                Optional.empty(),
                List.of(
                        Key.choice(
                                        "at",
                                        "whose requests meet it",
                                        "",
                                        "runtime_api",
                                        TARGETS.get(1))
                                .needed(),
                        Key.of("match", Type.MAPPING, "only these: {method, path, headers, actor}"),
                        Key.of("times", Type.INTEGER, "how many requests meet it", "all"),
                        Key.of(
                                "answer",
                                Type.MAPPING,
                                "{status, headers, body} laid over the real answer; a header set"
                                        + " to null is removed"),
                        Key.of("delay", Type.DURATION, "hold the answer back"),
                        Key.of("drop", Type.NOTHING, "never send the answer"),
                        Key.of("reset", Type.NOTHING, "reset the connection in its place"),
                        Key.of("truncate", Type.SIZE, "send only so much of it, head included"),
                        Key.of("duplicate", Type.NOTHING, "take the request twice"),
                        Key.of("network", Type.MAPPING, "{latency, jitter, bandwidth, slice}")),
                false,
                List.of(),
                Set.of(),
                "- fault: {at: runtime_api, match: {path: {$contains: /next}}, drop: true}",
                FaultSteps::read);
    }

    private static StepSpec clearFaults() {
        return new StepSpec(
                "clear_faults",
                "Ends all faults.",
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                Set.of(),
                "- clear_faults",
                (common, _) -> Optional.of(new Step.ClearFaults(common)));
    }

    private static Optional<Step> read(Common common, Arguments arguments) {
        var at =
                arguments.required(
                        "at", arguments.known("at", Decoders.choice("an API", TARGETS, false)));
        var match = match(arguments);
        var times = arguments.arg("times", Decoders.integer(1, Integer.MAX_VALUE));
        var action = action(arguments);
        boolean matchRead = match.isPresent() || arguments.node("match").isEmpty();
        return at.filter(_ -> matchRead)
                .flatMap(
                        target -> action.map(a -> new Step.Fault(common, target, match, times, a)));
    }

    private static Optional<Expected> match(Arguments arguments) {
        var node = arguments.node("match");
        if (node.orElse(null) instanceof Node.Mapping mapping
                && mapping.value("actor").orElse(null) instanceof Node.Scalar actor
                && !actor.text().contains("${")) {
            arguments.reader().requireEventActor(actor.at(), actor.text());
        }
        var keys = MATCH.stream().map(Key::name).toList();
        return node.flatMap(n -> ResultFields.read(keys, "match of fault", n, arguments));
    }

    private static Optional<FaultAction> action(Arguments arguments) {
        var given = ACTIONS.stream().filter(name -> arguments.node(name).isPresent()).toList();
        if (given.size() != 1) {
            arguments
                    .problems()
                    .add(
                            given.isEmpty()
                                    ? Problem.of(arguments.at(), "fault does nothing")
                                            .note("it does one of: " + String.join(", ", ACTIONS))
                                    : Problem.of(
                                            arguments.node(given.get(1)).orElseThrow().at(),
                                            "a fault does one thing, not both "
                                                    + given.get(0)
                                                    + " and "
                                                    + given.get(1)));
            return Optional.empty();
        }
        var name = given.getFirst();
        return switch (name) {
            case "answer" -> answer(arguments);
            case "delay" -> arguments.arg(name, Decoders.DURATION).map(FaultAction.Delay::new);
            case "truncate" -> arguments.arg(name, Decoders::size).map(FaultAction.Truncate::new);
            case "drop" -> arguments.known(name, RuleReader::yes).map(_ -> new FaultAction.Drop());
            case "reset" ->
                    arguments.known(name, RuleReader::yes).map(_ -> new FaultAction.Reset());
            case "duplicate" ->
                    arguments.known(name, RuleReader::yes).map(_ -> new FaultAction.Duplicate());
            case "network" -> network(arguments);
            default -> throw new IllegalStateException("an action without a reader: " + name);
        };
    }

    private static Optional<FaultAction> answer(Arguments arguments) {
        var parts = mapping(arguments, "answer", ANSWER);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var given = parts.get();
        if (given.entries().isEmpty()) {
            given.problems().add(Problem.of(given.at(), "answer of fault changes nothing"));
        }
        if (given.node("headers").orElse(null) instanceof Node.Mapping headers) {
            headers.entries().stream()
                    .map(Node.Entry::key)
                    .filter(key -> FRAMING.contains(key.text().toLowerCase(Locale.ROOT)))
                    .forEach(key -> given.problems().add(framing(key)));
        }
        return Optional.of(
                new FaultAction.Answer(
                        given.arg("status", Decoders.integer(200, 599)),
                        given.map("headers", FaultSteps::header),
                        given.arg("body", Decoders.VALUE)));
    }

    private static Problem framing(Node.Scalar key) {
        return Problem.of(key.at(), key.text() + " always says what is really sent")
                .note("truncate ends an answer too early");
    }

    private static Optional<JsonNode> header(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && scalar.value().isNull()
                ? Optional.of(scalar.value())
                : Decoders.text(node, problems).map(StringNode::valueOf);
    }

    private static Optional<FaultAction> network(Arguments arguments) {
        return mapping(arguments, "network", NETWORK)
                .map(given ->
                        new FaultAction.Network(
                                given.arg("latency", Decoders.DURATION),
                                given.arg("jitter", Decoders.DURATION),
                                given.arg("bandwidth", FaultSteps::something),
                                given.arg("slice", FaultSteps::something)));
    }

    private static Optional<Long> something(Node node, Consumer<Problem> problems) {
        return Decoders.size(node, problems)
                .flatMap(bytes ->
                        bytes > 0
                                ? Optional.of(bytes)
                                : Decoders.wrong(node, "a size of at least 1B", problems));
    }

    /** The arguments within an argument. */
    private static Optional<Arguments> mapping(Arguments arguments, String name, List<Key> keys) {
        var node = arguments.node(name).orElseThrow();
        var where = name + " of " + arguments.key();
        if (!(node instanceof Node.Mapping mapping)) {
            return Decoders.wrong(node, "a mapping", arguments.problems()::add);
        }
        var known = keys.stream().map(Key::name).toList();
        mapping.entries().stream()
                .filter(entry -> !known.contains(entry.key().text()))
                .forEach(entry ->
                        arguments.problems().add(Fields.unknown(entry.key(), where, known)));
        return Optional.of(new Arguments(arguments.reader(), node.at(), where, mapping.entries()));
    }
}
