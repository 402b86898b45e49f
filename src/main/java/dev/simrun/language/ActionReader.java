package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Rule.When;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a rule of a fake does: an action, or a list of them.
 *
 * @param setting in which no names are bound
 */
record ActionReader(Setting setting, Actor.Kind kind) {
    private static final Key<List<String>> REGISTER_EVENTS = Key.of("events", Kind.TEXTS, "sent as they are");
    private static final Key<Map<String, String>> REGISTER_HEADERS =
            Key.of("headers", Kind.VARIABLES, "in place of or beside the usual ones");

    private static final Key<Node> REGISTER = Key.of(
            "register",
            Kind.keys(List.of(REGISTER_EVENTS, REGISTER_HEADERS)),
            "register so: {events, headers} (extension)");
    static final Key<JsonNode> REPLY = Key.of("reply", Kind.VALUE, "the answer (runtime)");
    private static final Key<Node> STREAM = Key.of(
            "stream",
            Kind.LIST.schema(StreamReader::schema),
            "the answer in chunks, a text or any value each; beside them {delay}, first {prelude: {statusCode,"
                    + " headers, cookies}}, last {error: {type, message}} or {cut: true} (runtime)");
    private static final Key<Node> FAIL =
            Key.of("fail", ErrorReader.KIND, "an error: {type, message, stack} (runtime)");
    private static final Key<Node> INIT_ERROR =
            Key.of("init_error", ErrorReader.KIND, "report init/error and exit 1: {type, message}");
    private static final Key<Node> EXIT_ERROR =
            Key.of("exit_error", ErrorReader.KIND, "report exit/error and exit 1: {type, message} (extension)");
    private static final Key<Action.Hang> HANG = Key.of(
            "hang",
            Kind.DURATION
                    .map(length -> new Action.Hang(Optional.of(length)))
                    .decoded(ActionReader::hang)
                    .meant(text -> Optional.of("write forever").filter(_ -> text.equals("true")))
                    .schema(() -> Schemas.text(Schemas.DURATION + "|^forever$", "a duration such as 3s, or forever")),
            "make no call for so long, or forever, deaf to SIGTERM");
    private static final Key<Integer> EXIT = Key.of("exit", Kind.integer(0, 255), "end with this status");
    private static final Key<String> CRASH = Key.of("crash", Kind.SIGNAL, "die of this signal");
    private static final Key<Boolean> IGNORE = Key.of("ignore", Kind.YES, "drop the event and make no further call");

    static final Key<Node> DO = Key.of(
            "do",
            Kind.LIST.schema(() -> Schemas.list(Schemas.reference("action")).put("minItems", 1)),
            "in place of an action: some, one after the other; then the fake goes on as usual. Beside those of a rule"
                    + " there are http, print, delay and next; init_error and exit_error don't end it here, nor does"
                    + " what the API answers");

    /** Only in lists. */
    static final Key<JsonNode> HTTP = Key.of(
            "http",
            Kind.VALUE.schema(HttpSteps::ownSchema),
            "send a request, as the step http; as: NAME beside it binds the answer");

    static final Key<Boolean> NEXT =
            Key.of("next", Kind.YES, "poll; what stands after it is done beside that (not at a runtime's shutdown)");

    /** Of any actor at any time. */
    private static final List<Key<?>> ANYWHERE = List.of(HANG, EXIT, CRASH, IGNORE);

    /** What a rule can do; it does one of these. */
    private static final List<Key<?>> ACTION_KEYS = with(REGISTER, REPLY, STREAM, FAIL, INIT_ERROR, EXIT_ERROR);

    static final List<String> ACTIONS = Key.names(ACTION_KEYS);

    /** Those of a rule that say what it does. */
    static final List<Key<?>> KEYS = with(DO, ACTION_KEYS);

    /** Those of an element of a list. */
    static final List<Key<?>> LISTED = Stream.of(
                    ACTION_KEYS, List.of(HTTP, Modifiers.AS, RuleReader.PRINT, RuleReader.DELAY, NEXT))
            .<Key<?>>flatMap(List::stream)
            .toList();

    /** Those that may stand as a bare word. */
    static final List<String> BARE = Key.names(List.of(NEXT, IGNORE));

    private static List<Key<?>> with(Key<?>... first) {
        return Stream.concat(Stream.of(first), ANYWHERE.stream()).toList();
    }

    private static List<Key<?>> with(Key<?> first, List<Key<?>> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    List<Key<?>> allowed(When when) {
        return allowed(kind, when);
    }

    static List<Key<?>> allowed(Actor.Kind kind, When when) {
        boolean runtime = kind == Actor.Kind.RUNTIME;
        return switch (when) {
            case START -> runtime ? with(INIT_ERROR) : with(REGISTER, INIT_ERROR, EXIT_ERROR);
            case INVOKE -> runtime ? with(REPLY, STREAM, FAIL) : with(EXIT_ERROR);
            case SHUTDOWN -> runtime ? ANYWHERE : with(EXIT_ERROR);
        };
    }

    /** Whether a rule has at most one action, and none that has no meaning there; else that is told. */
    boolean mayBe(Fields rule, When when) {
        var given = KEYS.stream().filter(rule::has).toList();
        if (given.size() > 1) {
            setting.problems()
                    .tell(
                            rule.keyAt(given.get(1)),
                            "a rule has one action, not both %s and %s"
                                    .formatted(given.get(0).name(), given.get(1).name()));
            return false;
        }
        return given.isEmpty()
                || given.getFirst().equals(DO)
                || isAllowed(given.getFirst(), rule.keyAt(given.getFirst()), when, allowed(when));
    }

    boolean isAllowed(Key<?> action, Location at, When when, List<Key<?>> allowed) {
        boolean fits = allowed.contains(action);
        if (!fits) {
            var who = kind == Actor.Kind.RUNTIME ? "a runtime" : "an extension";
            setting.problems()
                    .add(Problem.of(
                                    at,
                                    "\"%s\" is no action of %s at %s"
                                            .formatted(
                                                    action.name(),
                                                    who,
                                                    when.name().toLowerCase(Locale.ROOT)))
                            .note("actions: " + String.join(", ", Key.names(allowed))));
        }
        return fits;
    }

    /** Of the one that is given. */
    Optional<Action> read(Fields rule, When when) {
        var list = rule.node(DO);
        return list.isPresent()
                ? list.flatMap(it -> new ActionListReader(this, when).read(it)).map(it -> it)
                : single(rule);
    }

    Optional<Action> single(Fields rule) {
        return Stream.<Optional<? extends Action>>of(
                        rule.node(REGISTER).map(this::register),
                        rule.get(REPLY).map(value -> new Action.Reply(Arg.of(rule.at(), value))),
                        rule.node(STREAM)
                                .flatMap(it -> StreamReader.read(it, rule, setting.problems()))
                                .map(Action.Stream::new),
                        error(rule, FAIL),
                        error(rule, INIT_ERROR).map(it -> new Action.InitError(it.type(), it.message())),
                        error(rule, EXIT_ERROR).map(it -> new Action.ExitError(it.type(), it.message())),
                        rule.get(HANG),
                        rule.get(EXIT).map(Action.Exit::new),
                        rule.get(CRASH).map(Action.Crash::new),
                        rule.get(IGNORE).map(_ -> new Action.Ignore()))
                .<Action>flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Action.Fail> error(Fields rule, Key<?> key) {
        return rule.node(key).map(it -> ErrorReader.read(it, key.name(), setting.problems()));
    }

    private Action register(Node node) {
        var fields = Fields.of(node, REGISTER.name(), REGISTER.kind().keys(), setting.problems());
        return new Action.Register(
                fields.get(REGISTER_EVENTS), fields.get(REGISTER_HEADERS).orElse(Map.of()));
    }

    private static Optional<Action.Hang> hang(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && scalar.text().equals("forever")
                ? Optional.of(new Action.Hang(Optional.empty()))
                : Decoders.DURATION.decode(node, problems).map(length -> new Action.Hang(Optional.of(length)));
    }
}
