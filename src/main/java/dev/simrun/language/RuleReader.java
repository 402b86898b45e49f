package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor.Kind;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the rules of a fake. */
public final class RuleReader {
    public static final List<String> ACTIONS =
            List.of(
                    "register",
                    "reply",
                    "stream",
                    "double",
                    "fail",
                    "init_error",
                    "exit_error",
                    "hang",
                    "exit",
                    "crash",
                    "ignore");
    private static final List<String> TRIGGERS = List.of("start", "invoke", "shutdown");
    public static final List<Key> ERROR =
            List.of(
                    Key.of("type", Type.TEXT, "the error type").needed(),
                    Key.of("message", Type.TEXT, "the error message"),
                    Key.of("stack", Type.TEXTS, "the stack trace"));
    public static final List<Key> REGISTER =
            List.of(
                    Key.of("events", Type.TEXTS, "sent as they are"),
                    Key.of("headers", Type.VARIABLES, "in place of or beside the usual ones"));

    private final Kind kind;
    private final Problems problems;
    private final StepReader matchers;

    RuleReader(Path folder, Kind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
        this.matchers = new StepReader(folder, new Names(problems), Set.of(), true);
    }

    List<Rule> rules(Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(
                    Problem.of(
                            node.at(), Decoders.shown(node) + " is not a list of rules, or none"));
            return List.of();
        }
        var rules = new ArrayList<Rule>();
        for (var item : sequence.items()) {
            rule(item).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(Node node) {
        var fields = Fields.of(node, "a rule", Catalogue.RULE, problems);
        var when =
                fields.get("when", Decoders.choice("a trigger", TRIGGERS, false))
                        .map(word -> When.valueOf(word.toUpperCase(Locale.ROOT)));
        if (when.isEmpty()) {
            return Optional.empty();
        }
        var given = ACTIONS.stream().filter(action -> fields.node(action).isPresent()).toList();
        if (given.size() > 1) {
            problems.add(
                    Problem.of(
                            fields.keyAt(given.get(1)),
                            "a rule has one action, not both "
                                    + given.get(0)
                                    + " and "
                                    + given.get(1)));
            return Optional.empty();
        }
        if (!given.isEmpty() && !allowed(when.get()).contains(given.getFirst())) {
            problems.add(
                    Problem.of(
                                    fields.keyAt(given.getFirst()),
                                    "\""
                                            + given.getFirst()
                                            + "\" is no action of "
                                            + (kind == Kind.RUNTIME ? "a runtime" : "an extension")
                                            + " at "
                                            + when.get().name().toLowerCase(Locale.ROOT))
                            .note("actions: " + String.join(", ", allowed(when.get()))));
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        node.at(),
                        when.get(),
                        fields.get("nth", Decoders.integer(1, Integer.MAX_VALUE))
                                .map(OptionalInt::of)
                                .orElse(OptionalInt.empty()),
                        payload(fields, when.get()),
                        fields.get("print", Decoders.TEXTS).orElse(List.of()),
                        fields.duration("delay", Duration.ZERO),
                        delayFirst(fields),
                        given.isEmpty() ? Optional.empty() : action(given.getFirst(), fields)));
    }

    /** The two are carried out in the order in which they are written. */
    private static boolean delayFirst(Fields fields) {
        return fields.node("print").isPresent()
                && fields.node("delay").isPresent()
                && before(fields.keyAt("delay"), fields.keyAt("print"));
    }

    private static boolean before(Location one, Location other) {
        return one.line() < other.line()
                || (one.line() == other.line() && one.column() < other.column());
    }

    private List<String> allowed(When when) {
        boolean runtime = kind == Kind.RUNTIME;
        var first =
                switch (when) {
                    case START -> runtime ? "init_error" : "register,init_error,exit_error";
                    case INVOKE -> runtime ? "reply,stream,double,fail" : "exit_error";
                    case SHUTDOWN -> runtime ? "" : "exit_error";
                };
        var all = new ArrayList<>(List.of("hang", "exit", "crash", "ignore"));
        if (!first.isEmpty()) {
            all.addAll(0, List.of(first.split(",", -1)));
        }
        return all;
    }

    private Optional<Expected> payload(Fields fields, When when) {
        var node = fields.node("payload");
        if (node.isPresent() && (kind != Kind.RUNTIME || when != When.INVOKE)) {
            problems.add(
                    Problem.of(
                            fields.keyAt("payload"),
                            "only a runtime's invocations have a payload"));
        }
        return node.flatMap(n -> new Arguments(matchers, n.at(), "payload", List.of()).expected(n));
    }

    /** {@code ignore: false} would be a rule without an action. */
    static Optional<Boolean> yes(Node node, Consumer<Problem> problems) {
        return Decoders.bool(node, problems)
                .flatMap(yes -> yes ? Optional.of(true) : Decoders.wrong(node, "true", problems));
    }

    private Optional<Action> action(String name, Fields fields) {
        return switch (name) {
            case "register" -> register(fields.node(name).orElseThrow());
            case "reply" -> fields.get(name, Decoders.VALUE).map(Action.Reply::new);
            case "stream" -> StreamReader.read(fields, problems);
            case "double" -> fields.get(name, Decoders.VALUE).map(RuleReader::twice);
            case "fail" -> Optional.of(fail(fields, name, problems));
            case "init_error" -> {
                var error = error(fields, name, problems);
                yield Optional.of(
                        new Action.InitError(
                                error.text("type", "Error"), error.text("message", "")));
            }
            case "exit_error" -> {
                var error = error(fields, name, problems);
                yield Optional.of(
                        new Action.ExitError(
                                error.text("type", "Error"), error.text("message", "")));
            }
            case "hang" -> hang(fields);
            case "exit" -> fields.get(name, Decoders.integer(0, 255)).map(Action.Exit::new);
            case "crash" -> fields.get(name, Decoders::signal).map(Action.Crash::new);
            case "ignore" -> fields.get(name, RuleReader::yes).map(_ -> new Action.Ignore());
            default -> throw new IllegalStateException("an action without a reader: " + name);
        };
    }

    /** {@code true} stands for what would be answered without a rule. */
    private static Action twice(JsonNode value) {
        return new Action.Twice(
                value.isBoolean() && value.asBoolean() ? Optional.empty() : Optional.of(value));
    }

    static Action.Fail fail(Fields fields, String name, Problems problems) {
        var error = error(fields, name, problems);
        return new Action.Fail(
                error.text("type", "Error"),
                error.text("message", ""),
                error.get("stack", Decoders.TEXTS).orElse(List.of()));
    }

    /** A text alone is the type. */
    private static Fields error(Fields fields, String name, Problems problems) {
        var node = fields.node(name).orElseThrow();
        var mapping =
                node instanceof Node.Scalar scalar && !scalar.value().isNull()
                        ? new Node.Mapping(
                                node.at(),
                                List.of(new Node.Entry(Values.scalar(node.at(), "type"), scalar)))
                        : node;
        return Fields.of(mapping, name, ERROR, problems);
    }

    private Optional<Action> register(Node node) {
        var fields = Fields.of(node, "register", REGISTER, problems);
        Map<String, String> headers = new LinkedHashMap<>(fields.variables("headers"));
        return Optional.of(new Action.Register(fields.get("events", Decoders.TEXTS), headers));
    }

    private static Optional<Action> hang(Fields fields) {
        if (fields.node("hang").orElseThrow() instanceof Node.Scalar scalar
                && scalar.text().equals("forever")) {
            return Optional.of(new Action.Hang(Optional.empty()));
        }
        return fields.get("hang", Decoders.DURATION)
                .map(length -> new Action.Hang(Optional.of(length)));
    }
}
