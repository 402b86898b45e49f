package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Rule.When;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the rules of a fake. */
final class RuleReader {
    private static final Key<When> WHEN =
            Key.needed("when", Kind.choice("a trigger", When.class, false), "what triggers it");
    private static final Key<Integer> NTH =
            Key.of("nth", Kind.integer(1, Integer.MAX_VALUE), "only the nth time, counted over the whole case");
    private static final Key<Expected> PAYLOAD =
            Key.of("payload", Kind.MATCHER, "only invocations with such a payload (runtime)");
    private static final Key<List<String>> PRINT = Key.of("print", Kind.TEXTS, "lines for standard output");
    private static final Key<Duration> DELAY =
            Key.of("delay", Kind.DURATION, "a pause before what is written after it");

    private static final Key<List<String>> REGISTER_EVENTS = Key.of("events", Kind.TEXTS, "sent as they are");
    private static final Key<Map<String, String>> REGISTER_HEADERS =
            Key.of("headers", Kind.VARIABLES, "in place of or beside the usual ones");

    private static final Key<Node> REGISTER = Key.of(
            "register",
            Kind.keys(List.of(REGISTER_EVENTS, REGISTER_HEADERS)),
            "register so: {events, headers} (extension)");
    private static final Key<JsonNode> REPLY = Key.of("reply", Kind.VALUE, "the answer (runtime)");
    private static final Key<Node> STREAM = Key.of(
            "stream",
            Kind.LIST,
            "the answer in chunks, a text or any value each; beside them {delay}, first {prelude: {statusCode,"
                    + " headers, cookies}}, last {error: {type, message}} or {cut: true} (runtime)");
    private static final Key<JsonNode> DOUBLE =
            Key.of("double", Kind.VALUE, "answer twice, with this value; true for an echo (runtime)");
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
                    .decoded(RuleReader::hang)
                    .schema(() -> Schemas.types("string")),
            "make no call for so long, or forever, deaf to SIGTERM");
    private static final Key<Integer> EXIT = Key.of("exit", Kind.integer(0, 255), "end with this status");
    private static final Key<String> CRASH = Key.of("crash", Kind.SIGNAL, "die of this signal");
    private static final Key<Boolean> IGNORE = Key.of("ignore", Kind.YES, "drop the event and make no further call");

    /** Of any actor at any time. */
    private static final List<Key<?>> ANYWHERE = List.of(HANG, EXIT, CRASH, IGNORE);

    /** What a rule can do; it does one of these. */
    private static final List<Key<?>> ACTION_KEYS = with(REGISTER, REPLY, STREAM, DOUBLE, FAIL, INIT_ERROR, EXIT_ERROR);

    static final List<String> ACTIONS = Key.names(ACTION_KEYS);

    static final List<Key<?>> KEYS = Stream.of(List.of(WHEN, NTH, PAYLOAD, PRINT, DELAY), ACTION_KEYS)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private final Actor.Kind kind;
    private final Problems problems;
    private final Matchers matchers;

    RuleReader(Path folder, Actor.Kind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
        this.matchers = new Matchers(new Setting(folder, problems, new Names(problems::add), Map.of(), true));
    }

    private static List<Key<?>> with(Key<?>... first) {
        return Stream.concat(Stream.of(first), ANYWHERE.stream()).toList();
    }

    private List<Key<?>> allowed(When when) {
        boolean runtime = kind == Actor.Kind.RUNTIME;
        return switch (when) {
            case START -> runtime ? with(INIT_ERROR) : with(REGISTER, INIT_ERROR, EXIT_ERROR);
            case INVOKE -> runtime ? with(REPLY, STREAM, DOUBLE, FAIL) : with(EXIT_ERROR);
            case SHUTDOWN -> runtime ? ANYWHERE : with(EXIT_ERROR);
        };
    }

    List<Rule> rules(Node node) {
        var rules = new ArrayList<Rule>();
        for (var item : Decoders.items(node, "a list of rules, or none", problems::add)) {
            rule(item).ifPresent(rule -> {
                rules.stream()
                        .filter(earlier -> hides(earlier, rule))
                        .findFirst()
                        .ifPresent(earlier -> problems.add(Problem.of(
                                        rule.at(), "this rule is never reached: an earlier one fits whatever it fits")
                                .note("the earlier one is at " + earlier.at() + "; the first that fits wins")));
                rules.add(rule);
            });
        }
        return rules;
    }

    /** Whether a rule has no selector, or one with the same value, where the other has it. */
    private static boolean hides(Rule earlier, Rule rule) {
        return earlier.when() == rule.when()
                && (earlier.nth().isEmpty() || earlier.nth().equals(rule.nth()))
                && (earlier.payload().isEmpty()
                        || earlier.payload()
                                .map(RuleReader::tree)
                                .equals(rule.payload().map(RuleReader::tree)));
    }

    private static JsonNode tree(Expected payload) {
        return payload.node().toJson();
    }

    private Optional<Rule> rule(Node node) {
        var fields = Fields.of(node, "a rule", KEYS, problems);
        var when = fields.get(WHEN);
        if (when.isEmpty()) {
            return Optional.empty();
        }
        var given = ACTION_KEYS.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            problems.tell(
                    fields.keyAt(given.get(1)),
                    "a rule has one action, not both %s and %s"
                            .formatted(given.get(0).name(), given.get(1).name()));
            return Optional.empty();
        }
        if (!allowed(when.get()).containsAll(given)) {
            problems.add(misplaced(fields, given.getFirst(), when.get()));
            return Optional.empty();
        }
        return Optional.of(new Rule(
                node.at(),
                when.get(),
                fields.get(NTH).map(OptionalInt::of).orElse(OptionalInt.empty()),
                payload(fields, when.get()),
                fields.get(PRINT).orElse(List.of()),
                fields.get(DELAY).orElse(Duration.ZERO),
                delayFirst(fields),
                action(fields)));
    }

    private Problem misplaced(Fields fields, Key<?> action, When when) {
        return Problem.of(
                        fields.keyAt(action),
                        "\"%s\" is no action of %s at %s"
                                .formatted(
                                        action.name(),
                                        kind == Actor.Kind.RUNTIME ? "a runtime" : "an extension",
                                        when.name().toLowerCase(Locale.ROOT)))
                .note("actions: " + String.join(", ", Key.names(allowed(when))));
    }

    /** The two are carried out in the order in which they are written. */
    private static boolean delayFirst(Fields fields) {
        return fields.has(PRINT) && fields.has(DELAY) && before(fields.keyAt(DELAY), fields.keyAt(PRINT));
    }

    private static boolean before(Location one, Location other) {
        return one.line() < other.line() || (one.line() == other.line() && one.column() < other.column());
    }

    private Optional<Expected> payload(Fields fields, When when) {
        var node = fields.node(PAYLOAD);
        if (node.isPresent() && (kind != Actor.Kind.RUNTIME || when != When.INVOKE)) {
            problems.tell(fields.keyAt(PAYLOAD), "only a runtime's invocations have a payload");
        }
        return node.flatMap(matchers::read);
    }

    /** Of the one that is given. */
    private Optional<Action> action(Fields rule) {
        return Stream.<Optional<? extends Action>>of(
                        rule.node(REGISTER).map(this::register),
                        rule.get(REPLY).map(Action.Reply::new),
                        rule.node(STREAM)
                                .flatMap(it -> StreamReader.read(it, rule, problems))
                                .map(Action.Stream::new),
                        rule.get(DOUBLE).map(Action.Twice::of),
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
        return rule.node(key).map(it -> ErrorReader.read(it, key.name(), problems));
    }

    private Action register(Node node) {
        var fields = Fields.of(node, REGISTER.name(), REGISTER.kind().keys(), problems);
        return new Action.Register(
                fields.get(REGISTER_EVENTS), fields.get(REGISTER_HEADERS).orElse(Map.of()));
    }

    private static Optional<Action.Hang> hang(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && scalar.text().equals("forever")
                ? Optional.of(new Action.Hang(Optional.empty()))
                : Decoders.DURATION.decode(node, problems).map(length -> new Action.Hang(Optional.of(length)));
    }
}
