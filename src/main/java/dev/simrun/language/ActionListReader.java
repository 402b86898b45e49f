package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Values;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads the list of a rule's {@code do}, in which later actions use what earlier ones have bound. */
record ActionListReader(ActionReader actions, When when, Setting setting) {
    ActionListReader(ActionReader actions, When when) {
        this(
                actions,
                when,
                actions.setting()
                        .with(new Names(
                                actions.setting().problems()::add,
                                actions.setting().substitution())));
    }

    /** An element of a list. */
    static ObjectNode schema() {
        var words = String.join("|", ActionReader.BARE);
        var schema = MappingSchemas.close(Schemas.pattern("^(" + words + ")$", "object"), ActionReader.LISTED);
        var http = MappingSchemas.rule(schema.put("minProperties", 1), MappingSchemas.has(ActionReader.HTTP.name()));
        http.set("then", MappingSchemas.only(Schemas.anything(), Key.names(List.of(ActionReader.HTTP, Modifiers.AS))));
        http.withObject("else")
                .put("maxProperties", 1)
                .setAll(MappingSchemas.without(
                        List.of(Modifiers.AS.name()), "only http has a result that as can bind"));
        return schema;
    }

    /** What stands in the list of an actor of that kind. */
    static ObjectNode schema(Actor.Kind kind, When when) {
        var names = new ArrayList<>(Key.names(allowed(kind, when)));
        names.add(Modifiers.AS.name());
        var action = MappingSchemas.only(Schemas.anything(), names);
        var bare = ActionReader.BARE.stream().filter(names::contains).toList();
        action.setAll(Schemas.pattern("^(" + String.join("|", bare) + ")$", "object"));
        return Schemas.list(action);
    }

    Optional<Action.Do> read(Node node) {
        var items = Decoders.items(node, "a list of actions", setting.problems()::add);
        if (node instanceof Node.Sequence && items.isEmpty()) {
            setting.problems().tell(node.at(), "do does nothing: it is a list of at least one action");
        }
        var read = new ArrayList<Action>();
        for (var item : items) {
            action(item).ifPresent(action -> {
                misplaced(action, read).ifPresent(why -> setting.problems().tell(item.at(), why));
                read.add(action);
            });
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(new Action.Do(read));
    }

    /** What is wrong with an action after those before it. */
    private static Optional<String> misplaced(Action action, List<Action> before) {
        boolean over = before.stream()
                .anyMatch(it -> it instanceof Action.Exit
                        || it instanceof Action.Crash
                        || it instanceof Action.Ignore
                        || (it instanceof Action.Hang(var length) && length.isEmpty()));
        if (over) {
            return Optional.of("this is never done: the fake has ended or hangs before");
        }
        if (action instanceof Action.Next && before.stream().anyMatch(Action.Next.class::isInstance)) {
            return Optional.of("a second next: from the first one on the fake polls by itself");
        }
        return action instanceof Action.Register && !before.isEmpty()
                ? Optional.of("register stands first: an extension registers before it does anything else")
                : Optional.empty();
    }

    private Optional<Action> action(Node node) {
        var mapping = node instanceof Node.Scalar word && ActionReader.BARE.contains(word.text())
                ? new Node.Mapping(node.at(), List.of(new Node.Entry(word, Values.plain(node.at(), "true"))))
                : node;
        var fields = Fields.of(mapping, "an action", ActionReader.LISTED, setting.problems());
        var given = ActionReader.LISTED.stream()
                .filter(key -> !key.equals(Modifiers.AS))
                .filter(fields::has)
                .toList();
        if (given.size() != 1) {
            if (mapping instanceof Node.Mapping all
                    && (!given.isEmpty() || all.keys().noneMatch(this::isUnknown))) {
                setting.problems()
                        .add(Problem.of(
                                        node.at(),
                                        given.isEmpty()
                                                ? "an action is missing"
                                                : "several actions in one element: begin a new one with \"- \"")
                                .note("actions: " + String.join(", ", Key.names(allowed()))));
            }
            return Optional.empty();
        }
        var only = given.getFirst();
        if (fields.has(Modifiers.AS) && !only.equals(ActionReader.HTTP)) {
            setting.problems().tell(fields.keyAt(Modifiers.AS), "only http has a result that as can bind");
        }
        return actions.isAllowed(only, fields.keyAt(only), when, allowed())
                ? action(only, fields, mapping)
                : Optional.empty();
    }

    /** Which was told as that, and was probably meant as the action. */
    private boolean isUnknown(Node.Scalar key) {
        return !Key.names(ActionReader.LISTED).contains(key.text());
    }

    private List<Key<?>> allowed() {
        return allowed(actions.kind(), when);
    }

    private static List<Key<?>> allowed(Actor.Kind kind, When when) {
        var all = new ArrayList<>(ActionReader.allowed(kind, when));
        all.addAll(List.of(ActionReader.HTTP, RuleReader.PRINT, RuleReader.DELAY));
        if (kind != Actor.Kind.RUNTIME || when != When.SHUTDOWN) {
            all.add(ActionReader.NEXT);
        }
        return all;
    }

    private Optional<Action> action(Key<?> only, Fields fields, Node node) {
        if (only.equals(ActionReader.HTTP)) {
            return new StepReader(setting)
                    .read(new Node.Sequence(node.at(), List.of(node)), "an action").stream()
                            .flatMap(step -> send(step).stream())
                            .findFirst();
        }
        if (only.equals(ActionReader.NEXT)) {
            return fields.get(ActionReader.NEXT).map(_ -> new Action.Next());
        }
        if (only.equals(RuleReader.DELAY)) {
            return fields.get(RuleReader.DELAY).map(Action.Delay::new);
        }
        if (only.equals(RuleReader.PRINT)) {
            return late(fields, RuleReader.PRINT).map(Action.Print::new);
        }
        return only.equals(ActionReader.REPLY)
                ? late(fields, ActionReader.REPLY).map(Action.Reply::new)
                : actions.single(fields);
    }

    private <T> Optional<Arg<T>> late(Fields fields, Key<T> key) {
        return fields.node(key)
                .flatMap(it -> setting.names().read(it, key.kind().decoder()));
    }

    private Optional<Action> send(Step step) {
        if (step instanceof Step.Http http && http.to().isEmpty()) {
            return Optional.of(new Action.Send(http));
        }
        setting.problems().tell(step.common().at(), "a fake sends whole requests to its own API: neither raw nor to");
        return Optional.empty();
    }
}
