package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.json.JsonTree;
import dev.simrun.match.Matcher;
import dev.simrun.match.Spelling;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.IntNode;

/** The steps that look at events. */
final class EventSteps {
    /** Of the steps that look back. */
    static final Key<String> SINCE = Key.of("since", Kind.BOUND, "look only after the step of that name began");

    private static final Key<Expected> TYPE = Key.needed("type", Kind.EVENT_TYPE, "its type: see events");
    private static final Key<Expected> COUNT = Key.usually("count", Kind.COUNT, "how many such events", "at least one");
    private static final Key<String> FROM = Key.needed("from", Kind.ACTOR, "who wrote it");
    private static final Key<Expected> LINE =
            Key.of("line", EventFields.kind(EventType.LOG, "line"), "the line, without its terminator");
    private static final Key<Expected> LEVEL =
            Key.of("level", EventFields.kind(EventType.LOG, "level"), "the level that a line in JSON names");
    private static final Key<Expected> STREAM =
            Key.of("stream", EventFields.kind(EventType.LOG, "stream"), "stdout or stderr");
    private static final Key<Duration> FOR = Key.needed("for", Kind.DURATION, "how long");
    private static final Key<Expected> QUIET_TYPE = Key.of("type", Kind.EVENT_TYPE, "the event's type: see events");
    private static final Key<Node> EVENTS =
            Key.needed("events", Kind.EVENTS.schema(StepSchemas::order), "types, or mappings with type and fields");
    private static final Key<List<String>> EXTENSION = Key.needed(
            "extension",
            Kind.EXTENSIONS.schema(() -> Schemas.texts().put("minItems", 1)),
            "a name, a list of names, or all");
    private static final Key<Expected> BY =
            Key.of("by", EventFields.kind(EventType.EXTENSION_ACKNOWLEDGED, "by"), "next or exit");
    private static final Key<Expected> AFTER =
            Key.of("after", EventFields.kind(EventType.EXTENSION_ACKNOWLEDGED, "after"), "how long after delivery");

    static final StepSpec EXPECT_EVENT = event(
                    "expect_event",
                    "Waits for an event since the last phase verb began; the other keys are its fields.")
            .within()
            .reads((common, given) -> eventCheck(common, given, true));

    static final StepSpec ASSERT_EVENT = event(
                    "assert_event", "Checks for an event in the whole case; the other keys are its fields.")
            .atOnce()
            .reads((common, given) -> eventCheck(common, given, false));

    static final StepSpec EXPECT_LOG = log("expect_log", "Waits for a line of output since the last phase verb began.")
            .within()
            .reads((common, given) -> logCheck(common, given, true));

    static final StepSpec ASSERT_LOG = log("assert_log", "Checks for a line of output in the whole case.")
            .atOnce()
            .reads((common, given) -> logCheck(common, given, false));

    static final StepSpec QUIET = StepSpec.of(
                    "expect_quiet",
                    "Watches for a time that no such event happens; the other keys are its fields.",
                    "- expect_quiet: {for: 200ms, type: extension.next, actor: audit}")
            .takes(FOR, QUIET_TYPE)
            .open(StepSpec.Open.EVENT)
            .ruled(schema -> schema.put("minProperties", 2))
            .reads(EventSteps::quiet);

    static final StepSpec ORDER = StepSpec.of(
                    "assert_order",
                    "Checks that events happened in this order; others may stand between.",
                    "- assert_order: [init.done, invoke.start, invoke.done]")
            .main(EVENTS, SINCE)
            .atOnce()
            .reads(EventSteps::order);

    static final StepSpec ACKNOWLEDGED = StepSpec.of(
                    "assert_acknowledged",
                    "Checks that extensions acknowledged SHUTDOWN: polled again, or exited with status 0, before the"
                            + " deadline.",
                    "- assert_acknowledged: {extension: audit, after: {$lt: 500ms}}")
            .main(EXTENSION, BY, AFTER)
            .atOnce()
            .reads(EventSteps::acknowledged);

    private EventSteps() {}

    private static StepSpec.Draft event(String key, String text) {
        var example = "- " + key + ": {type: extension.event, actor: audit, event: SHUTDOWN}";
        return StepSpec.of(key, text, example).main(TYPE, COUNT, SINCE).open(StepSpec.Open.EVENT);
    }

    private static StepSpec.Draft log(String key, String text) {
        return StepSpec.of(key, text, "- " + key + ": {from: runtime, line: {$contains: ready}}")
                .main(FROM, LINE, LEVEL, STREAM, COUNT, SINCE);
    }

    private static Optional<Step> eventCheck(Common common, Arguments given, boolean awaits) {
        given.required(TYPE);
        var type = given.all().text("type").orElse("event");
        var what = given.all().text("actor").map(actor -> type + " of " + actor).orElse(type);
        return check(common, given, awaits, new Wanted(given.without(COUNT, SINCE), what));
    }

    private static Optional<Step> logCheck(Common common, Arguments given, boolean awaits) {
        if (given.get(FROM).isEmpty()) {
            return Optional.empty();
        }
        var fields = new ArrayList<Node.Entry>();
        fields.add(type(given.at(), EventType.LOG));
        for (var entry : given.all().entries()) {
            if (entry.name().equals(FROM.name())) {
                fields.add(actor(entry));
            } else if (Key.find(List.of(LINE, LEVEL, STREAM), entry.name()).isPresent()) {
                fields.add(entry); // others are told as unknown
            }
        }
        var what = "line of " + given.all().text(FROM.name()).orElse("an actor") + " like this";
        return check(common, given, awaits, new Wanted(new Node.Mapping(given.at(), fields), what));
    }

    /** The name of an actor is a text, however it is written. */
    static Node.Entry actor(Node.Entry written) {
        var value = written.value() instanceof Node.Scalar(var at, var text, var typed, var _) && !typed.isNull()
                ? Values.scalar(at, text)
                : written.value();
        return Values.entry(written.key().at(), "actor", value);
    }

    /** The field that says of which type an event is. */
    static Node.Entry type(Location at, EventType type) {
        return Values.entry(at, EventFields.TYPE.name(), Values.scalar(at, type.wireName()));
    }

    /** An event that is looked for, with a few words for messages. */
    private record Wanted(Node.Mapping fields, String what) {}

    private static Optional<Step> check(Common common, Arguments given, boolean awaits, Wanted wanted) {
        var count = given.expected(COUNT);
        if (awaits && count.filter(EventSteps::zeroSatisfies).isPresent()) {
            given.tell(Problem.of(count.get().node().at(), Step.EventCheck.MET_BY_NONE)
                    .note("use " + common.key().replace("expect_", "assert_")
                            + " after the fact, or expect_quiet for a time"));
        }
        return fields(given, wanted.fields())
                .map(event -> new Step.EventCheck(common, awaits, event, count, given.known(SINCE), wanted.what()));
    }

    private static boolean zeroSatisfies(Expected count) {
        var tree = count.node().toJson();
        return !JsonTree.text(tree).contains("${")
                && Matcher.parse(tree).test(IntNode.valueOf(0)).isEmpty();
    }

    /** The fields must be those of the type, if it is known, else of some type. */
    static Optional<Expected> fields(Arguments given, Node.Mapping written) {
        var fields = withKey(given.setting(), written);
        var known = new ArrayList<>(List.of(EventFields.TYPE));
        if (!(fields.value(EventFields.TYPE.name()).orElse(null) instanceof Node.Scalar scalar)
                || scalar.text().contains("${")) {
            known.addAll(EventFields.ALL);
            return given.matchers().fields(known, "an event", fields);
        }
        var found = EventType.named(scalar.text());
        if (found.isEmpty()) {
            var problem = Problem.of(scalar.at(), "there is no event type \"" + scalar.text() + "\"")
                    .note("simrun explain events lists them");
            given.tell(
                    scalar.text().matches("INVOKE|SHUTDOWN")
                            ? problem.remark("write type: extension.event, event: " + scalar.text())
                            : problem.meant(Spelling.nearest(
                                    scalar.text(), Kind.EVENT_TYPE.words().keySet())));
            return Optional.empty();
        }
        known.addAll(EventFields.of(found.get()));
        return given.matchers().fields(known, "the event " + found.get().wireName(), fields);
    }

    /** Events call an actor by its key. */
    private static Node.Mapping withKey(Setting setting, Node.Mapping fields) {
        return new Node.Mapping(
                fields.at(),
                fields.entries().stream()
                        .map(entry -> entry.name().equals("actor")
                                        && entry.value() instanceof Node.Scalar actor
                                        && !setting.key(actor.text()).equals(actor.text())
                                ? new Node.Entry(entry.key(), Values.scalar(actor.at(), setting.key(actor.text())))
                                : entry)
                        .toList());
    }

    private static Optional<Step> quiet(Common common, Arguments given) {
        var length = given.get(FOR);
        var fields = given.without(FOR);
        if (fields.entries().isEmpty()) {
            given.tell(Problem.of(given.at(), "expect_quiet names no event")
                    .note("say which must not happen, such as type: log"));
            return Optional.empty();
        }
        var event = fields(given, fields);
        return length.flatMap(l -> event.map(e -> new Step.Quiet(common, l, e)));
    }

    private static Optional<Step> order(Common common, Arguments given) {
        var node = given.required(EVENTS);
        if (!(node.orElse(null) instanceof Node.Sequence list) || list.items().size() < 2) {
            node.ifPresent(it -> given.tell(it.at(), "an order takes a list of two events or more"));
            return Optional.empty();
        }
        var events = new ArrayList<Expected>();
        for (var item : list.items()) {
            var fields = item instanceof Node.Mapping mapping
                    ? mapping
                    : new Node.Mapping(item.at(), List.of(Values.entry(item.at(), EventFields.TYPE.name(), item)));
            fields(given, fields).ifPresent(events::add);
        }
        return Optional.of(new Step.Order(common, events, given.known(SINCE)));
    }

    private static Optional<Step> acknowledged(Common common, Arguments given) {
        var extensions = given.get(EXTENSION);
        var named = extensions.flatMap(Arg::known);
        if (named.filter(List::isEmpty).isPresent()) {
            given.tell(extensions.orElseThrow().at(), "assert_acknowledged names nobody");
        }
        boolean all = named.filter(Setting.ALL::equals).isPresent();
        return extensions.map(names -> new Step.Acknowledged(
                common, all ? Optional.empty() : Optional.of(names), given.expected(BY), given.expected(AFTER)));
    }
}
