package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.match.Matcher;
import dev.simrun.match.Spelling;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import tools.jackson.databind.node.IntNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that look at events. */
final class EventSteps {
    private static final Key COUNT =
            Key.of("count", Type.MATCHER, "how many such events", "at least one");
    private static final Key SINCE =
            Key.of("since", Type.BOUND, "look only after the step of that name began");

    private EventSteps() {}

    static List<StepSpec> all() {
        return List.of(
                event("expect_event", true),
                event("assert_event", false),
                log("expect_log", true),
                log("assert_log", false),
                exit(),
                quiet(),
                order());
    }

    private static StepSpec event(String key, boolean awaits) {
        return new StepSpec(
                key,
                awaits
                        ? "Waits for an event since the last phase verb began; the other keys are"
                                + " its fields."
                        : "Checks for an event in the whole case; the other keys are its fields.",
                Optional.of("type"),
                List.of(
                        Key.of("type", Type.EVENT_TYPE, "its type: see events").needed(),
                        COUNT,
                        SINCE),
                true,
                List.of(),
                awaits ? CheckSteps.WAIT : Set.of(),
                "- " + key + ": {type: extension.event, actor: audit, event: SHUTDOWN}",
                (common, arguments) -> eventCheck(common, arguments, awaits));
    }

    private static Optional<Step> eventCheck(Common common, Arguments arguments, boolean awaits) {
        arguments.required("type", arguments.node("type"));
        var fields = CheckSteps.without(arguments, Set.of("count", "since"));
        return check(common, arguments, awaits, fields, what(arguments));
    }

    private static String what(Arguments arguments) {
        var type = text(arguments, "type").orElse("event");
        return text(arguments, "actor").map(actor -> type + " of " + actor).orElse(type);
    }

    private static Optional<String> text(Arguments arguments, String name) {
        return arguments.node(name).orElse(null) instanceof Node.Scalar scalar
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static StepSpec log(String key, boolean awaits) {
        return new StepSpec(
                key,
                awaits
                        ? "Waits for a line of output since the last phase verb began."
                        : "Checks for a line of output in the whole case.",
                Optional.of("from"),
                List.of(
                        Key.of("from", Type.ACTOR, "who wrote it").needed(),
                        Key.of("line", Type.MATCHER, "the line, without its terminator"),
                        Key.of("level", Type.MATCHER, "the level that a line in JSON names"),
                        Key.of("stream", Type.MATCHER, "stdout or stderr"),
                        COUNT,
                        SINCE),
                false,
                List.of(),
                awaits ? CheckSteps.WAIT : Set.of(),
                "- " + key + ": {from: runtime, line: {$contains: ready}}",
                (common, arguments) -> logCheck(common, arguments, awaits));
    }

    private static Optional<Step> logCheck(Common common, Arguments arguments, boolean awaits) {
        var from = arguments.actor("from");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var fields = new ArrayList<Node.Entry>();
        fields.add(entry(arguments.at(), "type", EventType.LOG.wireName()));
        for (var given : CheckSteps.without(arguments, Set.of("count", "since"))) {
            fields.add(
                    given.key().text().equals("from")
                            ? new Node.Entry(
                                    Values.scalar(given.key().at(), "actor"), given.value())
                            : given);
        }
        var what = "line of " + text(arguments, "from").orElse("an actor") + " like this";
        return check(common, arguments, awaits, fields, what);
    }

    private static Node.Entry entry(Location at, String key, String value) {
        return new Node.Entry(Values.scalar(at, key), Values.scalar(at, value));
    }

    private static Optional<Step> check(
            Common common,
            Arguments arguments,
            boolean awaits,
            List<Node.Entry> fields,
            String what) {
        checkFields(arguments, fields);
        var count = arguments.expected("count");
        if (awaits && count.filter(EventSteps::zeroSatisfies).isPresent()) {
            arguments
                    .problems()
                    .add(
                            Problem.of(
                                            count.get().node().at(),
                                            "a count that 0 satisfies is met before anything"
                                                    + " happens")
                                    .note(
                                            "use assert_event or assert_log after the fact, or"
                                                    + " expect_quiet for a time"));
        }
        var node = new Node.Mapping(arguments.at(), fields);
        return arguments
                .expected(node)
                .map(event ->
                        new Step.EventCheck(common, awaits, event, count, arguments.since(), what));
    }

    private static boolean zeroSatisfies(Expected count) {
        var tree = count.node().toJson();
        return !tree.toString().contains("${")
                && Matcher.parse(tree).test(IntNode.valueOf(0)).isEmpty();
    }

    /** The fields must be those of the type, if it is known, else of some type. */
    private static void checkFields(Arguments arguments, List<Node.Entry> fields) {
        var types = List.of(EventType.values());
        var type =
                fields.stream()
                        .filter(e -> e.key().text().equals("type"))
                        .map(Node.Entry::value)
                        .findFirst();
        var where = "an event";
        if (type.isPresent()
                && type.get() instanceof Node.Scalar scalar
                && !scalar.text().contains("${")) {
            var found = EventType.named(scalar.text());
            if (found.isEmpty()) {
                arguments.problems().add(unknownType(scalar));
                return;
            }
            types = List.of(found.get());
            where = "the event " + found.get().wireName();
        }
        var known = new LinkedHashSet<String>();
        known.add("type");
        known.addAll(OpenFields.COMMON.keySet());
        types.forEach(of -> of.fields().forEach(field -> known.add(field.name())));
        for (var field : fields) {
            if (!field.key().text().startsWith("$") && !known.contains(field.key().text())) {
                arguments.problems().add(Fields.unknown(field.key(), where, known));
            }
            FieldValues.check(arguments, field, types);
            if (field.key().text().equals("actor")
                    && field.value() instanceof Node.Scalar actor
                    && !actor.text().contains("${")) {
                arguments.reader().requireEventActor(actor.at(), actor.text());
            }
        }
    }

    private static Problem unknownType(Node.Scalar type) {
        var known = Arrays.stream(EventType.values()).map(EventType::wireName).toList();
        var problem =
                Problem.of(type.at(), "there is no event type \"" + type.text() + "\"")
                        .note("simrun explain events lists them");
        return Spelling.nearest(type.text(), known)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }

    private static StepSpec exit() {
        return new StepSpec(
                "expect_exit",
                "Waits for the end of an actor's process.",
                Optional.of("actor"),
                List.of(
                        Key.of("actor", Type.ACTOR, "whose").needed(),
                        Key.of("code", Type.MATCHER, "its exit status"),
                        Key.of("signal", Type.MATCHER, "the signal that killed it"),
                        SINCE),
                false,
                List.of(),
                CheckSteps.WAIT,
                "- expect_exit: {actor: audit, code: 0}",
                (common, arguments) -> {
                    var actor = arguments.actor("actor");
                    var fields = new ArrayList<Node.Entry>();
                    fields.add(entry(arguments.at(), "type", EventType.PROCESS_EXIT.wireName()));
                    fields.addAll(CheckSteps.without(arguments, Set.of("since")));
                    var event = arguments.expected(new Node.Mapping(arguments.at(), fields));
                    return actor.flatMap(
                            a -> event.map(e -> new Step.Exit(common, a, e, arguments.since())));
                });
    }

    private static StepSpec quiet() {
        return new StepSpec(
                "expect_quiet",
                "Watches for a time that no such event happens; the other keys are its fields.",
                Optional.empty(),
                List.of(
                        Key.of("for", Type.DURATION, "how long").needed(),
                        Key.of("type", Type.EVENT_TYPE, "the event's type: see events")),
                true,
                List.of(),
                Set.of(),
                "- expect_quiet: {for: 200ms, type: extension.next, actor: audit}",
                (common, arguments) -> {
                    var length = arguments.required("for", arguments.arg("for", Decoders.DURATION));
                    var fields = CheckSteps.without(arguments, Set.of("for"));
                    if (fields.isEmpty()) {
                        arguments
                                .problems()
                                .add(
                                        Problem.of(arguments.at(), "expect_quiet names no event")
                                                .note(
                                                        "say which must not happen, such as type:"
                                                                + " log"));
                        return Optional.empty();
                    }
                    checkFields(arguments, fields);
                    var event = arguments.expected(new Node.Mapping(arguments.at(), fields));
                    return length.flatMap(l -> event.map(e -> new Step.Quiet(common, l, e)));
                });
    }

    private static StepSpec order() {
        return new StepSpec(
                "assert_order",
                "Checks that events happened in this order; others may stand between.",
                Optional.of("events"),
                List.of(
                        Key.of("events", Type.EVENTS, "types, or mappings with type and fields")
                                .needed(),
                        SINCE),
                false,
                List.of(),
                Set.of(),
                "- assert_order: [init.done, invoke.start, invoke.done]",
                EventSteps::readOrder);
    }

    private static Optional<Step> readOrder(Common common, Arguments arguments) {
        var node = arguments.required("events", arguments.node("events"));
        if (node.isEmpty()
                || !(node.get() instanceof Node.Sequence list)
                || list.items().size() < 2) {
            node.ifPresent(n ->
                    arguments
                            .problems()
                            .add(
                                    Problem.of(
                                            n.at(),
                                            "an order takes a list of two events or more")));
            return Optional.empty();
        }
        var events = new ArrayList<Expected>();
        for (var item : list.items()) {
            var fields =
                    item instanceof Node.Mapping mapping
                            ? mapping.entries()
                            : List.of(new Node.Entry(Values.scalar(item.at(), "type"), item));
            checkFields(arguments, fields);
            arguments.expected(new Node.Mapping(item.at(), fields)).ifPresent(events::add);
        }
        return Optional.of(new Step.Order(common, events, arguments.since()));
    }
}
