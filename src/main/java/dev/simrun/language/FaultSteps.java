package dev.simrun.language;

import static java.util.stream.Collectors.joining;

import dev.simrun.event.Fact;
import dev.simrun.event.Fact.Fault.Action;
import dev.simrun.event.Shape;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.wire.FaultAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The steps that let something go wrong at the environment's APIs. */
final class FaultSteps {
    private static final Key<Integer> STATUS =
            Key.of("status", Kind.integer(200, 599), "in place of the real one, 200 to 599");
    private static final Key<Map<String, String>> HEADERS = Key.of(
            "headers", Kind.VARIABLES.schema(FaultSteps::headersSchema), "set, or removed where the value is null");
    private static final Key<JsonNode> BODY =
            Key.of("body", Kind.VALUE, "a mapping is laid over the top level of a JSON body, all else replaces it");
    private static final Key<Duration> LATENCY = Key.usually("latency", Kind.DURATION, "before each answer", "0s");
    private static final Key<Duration> JITTER =
            Key.usually("jitter", Kind.DURATION, "how much longer or shorter it may be", "0s");
    private static final Kind<Long> SOMETHING = Kind.SIZE.where(bytes -> bytes > 0, "a size of at least 1B");
    private static final Key<Long> BANDWIDTH = Key.usually("bandwidth", SOMETHING, "per second", "no limit");
    private static final Key<Long> SLICE = Key.of("slice", SOMETHING, "send answers in pieces of that size");

    private static final List<Key<?>> OF_AN_ANSWER = List.of(STATUS, HEADERS, BODY);
    private static final List<Key<?>> OF_A_NETWORK = List.of(LATENCY, JITTER, BANDWIDTH, SLICE);

    static final List<Key<Expected>> REQUEST = List.of(
            Key.of("method", Kind.matcher(new Shape.Text()), "of the request, in capitals"),
            Key.of("path", Kind.matcher(new Shape.Text()), "of the request, without its query"),
            Key.of("headers", Kind.HEADERS, "of the request"),
            Key.of("actor", Kind.EVENT_ACTOR, "who sent it"));

    private static final Key<String> AT =
            Key.usually("at", Kind.choice("an API", false, Fact.Fault.APIS), "whose requests meet it", "any");
    private static final Key<Node> MATCH = Key.of(
            "match",
            Kind.keys(List.copyOf(REQUEST)).schema(() -> MappingSchemas.given(REQUEST)),
            "only these: {method, path, headers, actor}");
    private static final Key<Integer> TIMES =
            Key.usually("times", Kind.integer(1, Integer.MAX_VALUE), "how many requests meet it", "all");
    private static final Key<Boolean> TAKEN = Key.of(
            "taken",
            Kind.BOOLEAN,
            "false: the environment never sees the request, and the answer is a plain 200 without a body, for the"
                    + " action to change; a poll that already waits meets it too: it is taken back",
            "true");
    private static final Key<Node> ANSWER = action(
            Action.ANSWER,
            Kind.keys(OF_AN_ANSWER).schema(() -> MappingSchemas.given(OF_AN_ANSWER)),
            "{status, headers, body} laid over the real answer; a header set to null is removed");
    private static final Key<Duration> DELAY = action(
            Action.DELAY,
            Kind.DURATION,
            "hold the answer back; beside answer, drop, reset or truncate: let it happen so long after the request");
    private static final Key<Boolean> DROP = action(
            Action.DROP, Kind.YES, "never send the answer; the connection stays open until the environment ends");
    private static final Key<Boolean> RESET = action(Action.RESET, Kind.YES, "reset the connection in its place");
    private static final Key<Long> TRUNCATE =
            action(Action.TRUNCATE, Kind.SIZE, "send only so much of it, head included");
    private static final Key<Boolean> DUPLICATE = action(Action.DUPLICATE, Kind.YES, "take the request twice");
    private static final Key<Node> NETWORK = action(
            Action.NETWORK,
            Kind.keys(OF_A_NETWORK).schema(() -> MappingSchemas.close(Schemas.mapping(), OF_A_NETWORK)),
            "{latency, jitter, bandwidth, slice}");

    /** These are about a request that is taken, and are whole by themselves. */
    private static final Set<Action> WHOLE = EnumSet.of(Action.DUPLICATE, Action.NETWORK);

    /** How a message ends is written from what is sent: {@code truncate} breaks it. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    static final StepSpec FAULT = StepSpec.of(
                    "fault",
                    "Lets something go wrong with requests from now on. The environment itself does as always, unless"
                            + " the request is not taken; the first fault that fits a request meets it.",
                    "- fault: {at: runtime_api, match: {path: {$contains: /next}}, drop: true}")
            .takes(AT, MATCH, TIMES, TAKEN, ANSWER, DELAY, DROP, RESET, TRUNCATE, DUPLICATE, NETWORK)
            .ruled(FaultSteps::oneAction)
            .reads(FaultSteps::read);

    static final StepSpec CLEAR_FAULTS = StepSpec.of("clear_faults", "Ends all faults.", "- clear_faults")
            .reads((common, _) -> Optional.of(new Step.ClearFaults(common)));

    private FaultSteps() {}

    /** Those that say how a message ends are refused. */
    private static ObjectNode headersSchema() {
        var headers = Schemas.named(Schemas.mapping(), Schemas.types("string", "number", "boolean", "null"));
        headers.putObject("propertyNames")
                .put(
                        "pattern",
                        "^(?!(" + Schemas.anyCase(FRAMING.stream().sorted().toList()) + ")$)")
                .put(Schemas.MESSAGE, "this header always says what is really sent");
        return headers;
    }

    /** One, which a delay may stand beside. */
    private static void oneAction(ObjectNode schema) {
        var all = Arrays.stream(Action.values()).map(Action::wireName).toList();
        var message = "it does one of: " + String.join(", ", all);
        MappingSchemas.needed(schema).withArray("allOf").add(MappingSchemas.oneOf(all, message));
        for (var action : Action.values()) {
            var others = new ArrayList<>(all);
            others.remove(action.wireName());
            if (action == Action.DELAY) {
                others.removeIf(
                        other -> WHOLE.stream().noneMatch(it -> it.wireName().equals(other)));
            } else if (!WHOLE.contains(action)) {
                others.remove(Action.DELAY.wireName());
            }
            MappingSchemas.rule(schema, MappingSchemas.has(action.wireName()))
                    .set("then", MappingSchemas.without(others, "a fault does one thing, besides a delay"));
        }
        var whole = WHOLE.stream().map(Action::wireName).toList();
        MappingSchemas.rule(schema, MappingSchemas.has(TAKEN.name(), false))
                .set("then", MappingSchemas.without(whole, "this can't stand beside taken: false"));
    }

    private static <T> Key<T> action(Action action, Kind<T> kind, String text) {
        return Key.of(action.wireName(), kind, text);
    }

    private static Optional<Step> read(Common common, Arguments given) {
        var at = given.known(AT);
        var taken = taken(given);
        var match = given.node(MATCH).flatMap(it -> match(given, it));
        var times = given.get(TIMES);
        var action = action(given);
        boolean read = (match.isPresent() || !given.has(MATCH)) && (at.isPresent() || !given.has(AT));
        return taken.filter(_ -> read)
                .flatMap(it -> action.map(does -> new Step.Fault(common, at, match, times, it, does)));
    }

    private static Optional<Expected> match(Arguments given, Node node) {
        return given.matchers().fields(REQUEST, "match of fault", node);
    }

    private static Optional<Arg<FaultAction>> action(Arguments given) {
        var all = given.all();
        var named = Arrays.stream(Action.values())
                .filter(action -> all.value(action.wireName()).isPresent())
                .toList();
        boolean late = named.size() > 1 && named.contains(Action.DELAY);
        var actions = named.stream().filter(it -> !late || it != Action.DELAY).toList();
        if (actions.size() == 1) {
            return late ? delayed(actions.getFirst(), given) : action(actions.getFirst(), given);
        }
        boolean told = given.all()
                .keys()
                .anyMatch(key -> Hints.instead("fault", key.text()).isPresent());
        if (actions.isEmpty() && told) {
            return Optional.empty();
        }
        if (actions.isEmpty()) {
            var names = Arrays.stream(Action.values()).map(Action::wireName).collect(joining(", "));
            given.tell(Problem.of(given.at(), "fault does nothing").note("it does one of: " + names));
        } else {
            var both = actions.get(0).wireName() + " and " + actions.get(1).wireName();
            var second = all.value(actions.get(1).wireName()).orElseThrow();
            given.tell(second.at(), "a fault does one thing, not both " + both);
        }
        return Optional.empty();
    }

    private static Optional<Boolean> taken(Arguments given) {
        var taken = given.has(TAKEN) ? given.known(TAKEN) : TAKEN.otherwise();
        if (taken.equals(Optional.of(false))) {
            WHOLE.stream()
                    .filter(it -> given.all().value(it.wireName()).isPresent())
                    .forEach(it -> given.tell(Problem.of(
                                    given.node(TAKEN).orElseThrow().at(),
                                    "taken: false can't stand beside " + it.wireName())
                            .note("it can beside answer, delay, drop, reset and truncate")));
        }
        return taken;
    }

    private static Optional<Arg<FaultAction>> delayed(Action action, Arguments given) {
        if (WHOLE.contains(action)) {
            var at = given.node(DELAY).orElseThrow().at();
            given.tell(Problem.of(at, "delay can't stand beside " + action.wireName())
                    .note("it can beside answer, drop, reset and truncate"));
        }
        var delay = given.get(DELAY);
        return action(action, given)
                .flatMap(then -> delay.map(
                        it -> Arg.late(given.at(), scope -> new FaultAction.Delayed(it.in(scope), then.in(scope)))));
    }

    private static Optional<Arg<FaultAction>> action(Action action, Arguments given) {
        return switch (action) {
            case ANSWER -> answer(given);
            case DELAY -> given.get(DELAY).map(length -> length.map(FaultAction.Delay::new));
            case DROP -> given.known(DROP).map(_ -> Arg.of(given.at(), new FaultAction.Drop()));
            case RESET -> given.known(RESET).map(_ -> Arg.of(given.at(), new FaultAction.Reset()));
            case TRUNCATE -> given.get(TRUNCATE).map(bytes -> bytes.map(FaultAction.Truncate::new));
            case DUPLICATE -> given.known(DUPLICATE).map(_ -> Arg.of(given.at(), new FaultAction.Duplicate()));
            case NETWORK -> network(given);
        };
    }

    private static Optional<Arg<FaultAction>> answer(Arguments arguments) {
        var parts = arguments.within(ANSWER);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var given = parts.get();
        if (given.all().entries().isEmpty()) {
            given.tell(given.at(), "answer of fault changes nothing");
        }
        if (given.node(HEADERS).orElse(null) instanceof Node.Mapping headers) {
            headers.keys()
                    .filter(key -> FRAMING.contains(key.text().toLowerCase(Locale.ROOT)))
                    .forEach(key -> given.tell(framing(key)));
        }
        var status = given.get(STATUS);
        var headers = given.map(HEADERS, FaultSteps::header);
        var body = given.get(BODY);
        return Optional.of(Arg.late(
                given.at(),
                scope -> new FaultAction.Answer(
                        in(scope, status).stream().mapToInt(it -> it).findFirst(),
                        texts(scope, headers),
                        in(scope, body))));
    }

    private static <T> Optional<T> in(Scope scope, Optional<Arg<T>> argument) {
        return argument.map(it -> it.in(scope));
    }

    private static Map<String, Optional<String>> texts(Scope scope, Map<String, Arg<JsonNode>> headers) {
        var texts = new LinkedHashMap<String, Optional<String>>();
        headers.forEach((name, value) -> texts.put(name, value.in(scope).asStringOpt()));
        return texts;
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

    private static Optional<Arg<FaultAction>> network(Arguments arguments) {
        return arguments.within(NETWORK).map(given -> {
            var latency = given.get(LATENCY);
            var jitter = given.get(JITTER);
            var bandwidth = given.get(BANDWIDTH);
            var slice = given.get(SLICE);
            return Arg.late(
                    given.at(),
                    scope -> new FaultAction.Network(
                            in(scope, latency).orElse(Duration.ZERO),
                            in(scope, jitter).orElse(Duration.ZERO),
                            in(scope, bandwidth).stream().mapToLong(it -> it).findFirst(),
                            in(scope, slice).stream()
                                    .mapToInt(it -> (int) Math.min(it, Integer.MAX_VALUE))
                                    .findFirst()));
        });
    }
}
