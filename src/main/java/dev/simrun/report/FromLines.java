package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.LeftOut;
import dev.simrun.match.FactReader;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.Remark;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What lines tell that {@link JsonLines} made; what it can't have made throws an exception with a message. */
final class FromLines {
    private final Map<String, Source> sources = new HashMap<>();

    static RunInfo run(JsonNode line) {
        return new RunInfo(
                line.path("simrun").asString(""),
                texts(line.path("command")),
                line.path("referee").asString(""),
                number(line, "seed"),
                text(line, "host"),
                line.path("java").asString(""),
                line.path("system").asString(""),
                Optional.of(line.path("shard")).filter(JsonNode::isObject).map(FromLines::shard));
    }

    private static Shard shard(JsonNode tree) {
        return new Shard(
                tree.path("index").asInt(),
                tree.path("count").asInt(),
                tree.path("plan").asString(),
                tree.path("total").asInt(),
                tree.path("cases").valueStream().map(JsonNode::asInt).toList());
    }

    /** Keeps the text of a file for the lines that name it. */
    void source(JsonNode line) {
        var name = line.path("file").asString();
        sources.put(name, new Source(name, line.path("text").asString()));
    }

    CaseInfo info(JsonNode line) {
        var definitions = new LinkedHashMap<String, String>();
        line.path("definitions")
                .properties()
                .forEach(one -> definitions.put(one.getKey(), one.getValue().asString()));
        return new CaseInfo(
                sourceOf(line),
                line.path("name").asString(),
                line.has("row") ? "[" + line.path("row").asString() + "]" : "",
                texts(line.path("tags")),
                line.path("line").asInt(),
                Clock.valueOf(line.path("clock").asString().toUpperCase(Locale.ROOT)),
                definitions,
                text(line, "env_file"),
                line.path("steps").asInt());
    }

    static Event event(JsonNode line) {
        var name = line.path("event").asString();
        var type = EventType.named(name).orElseThrow(() -> new IllegalArgumentException("there is no event " + name));
        return new Event(
                line.path("seq").asLong(),
                time(line.path("at")),
                line.path("environment").asInt(1),
                line.path("actor").asString(),
                FactReader.read(type, line.path("fields")));
    }

    static StepResult step(JsonNode line) {
        return new StepResult(
                line.path("number").asInt(),
                line.path("key").asString(),
                text(line, "label"),
                line.path("line").asInt(),
                line.path("in").asString().equals("finally"),
                verdict(line),
                time(line.path("at")),
                time(line.path("duration")),
                line.path("first_seq").asLong() - 1);
    }

    /** How a run of a case ended, in which all this had been told. */
    CaseResult result(
            JsonNode line,
            CaseInfo info,
            Instant startedAt,
            Duration duration,
            List<StepResult> steps,
            List<Event> events,
            List<CaseResult> earlier) {
        var left = line.path("left_out");
        return new CaseResult(
                info,
                verdict(line),
                text(line, "reason"),
                startedAt,
                duration,
                steps,
                line.path("failures")
                        .valueStream()
                        .map(it -> failure(it, events))
                        .toList(),
                line.path("notes")
                        .valueStream()
                        .map(it -> new Remark(it.path("text").asString(), place(it)))
                        .toList(),
                events,
                new LeftOut(left.path("log").asLong(0), 0, left.path("other").asLong(0), 0),
                number(line, "seed"),
                line.path("orders_tried").asInt(1),
                earlier);
    }

    private Failure failure(JsonNode tree, List<Event> events) {
        return new Failure(
                verdict(tree),
                tree.path("headline").asString(),
                place(tree),
                tree.path("step").asInt(0),
                tree.path("steps").asInt(),
                tree.path("in").asString("").equals("finally"),
                tree.path("mismatches").valueStream().map(this::miss).toList(),
                texts(tree.path("notes")),
                evidence(tree, events));
    }

    private Failure.Miss miss(JsonNode tree) {
        return new Failure.Miss(
                place(tree),
                tree.path("path").asString(),
                tree.path("expected").asString(),
                tree.path("actual").asString(),
                tree.path("reason").asString(""),
                tree.path("value"),
                seconds(tree, "limit"));
    }

    private static Evidence evidence(JsonNode tree, List<Event> events) {
        var nearest = tree.path("nearest");
        return new Evidence(
                text(tree, "actor"),
                tree.path("events")
                        .valueStream()
                        .map(it -> new Evidence.Mark(
                                it.path("seq").asLong(), it.path("text").asString("")))
                        .toList(),
                Stream.of(tree.path("awaited"))
                        .filter(JsonNode::isObject)
                        .map(it -> new Evidence.Window(time(it.path("from")), time(it.path("to"))))
                        .findFirst(),
                events.stream()
                        .filter(event -> event.seq() == nearest.path("seq").asLong(0))
                        .map(event -> new Evidence.Nearest(event, texts(nearest.path("differs"))))
                        .findFirst(),
                seconds(tree, "expected_by"),
                number(tree, "late"));
    }

    private Location place(JsonNode tree) {
        var source = sourceOf(tree);
        return tree.has("line")
                ? new Location(
                        source,
                        tree.path("line").asInt(),
                        tree.path("column").asInt(),
                        tree.path("width").asInt())
                : Location.wholeFile(source);
    }

    private Source sourceOf(JsonNode tree) {
        var name = tree.path("file").asString();
        return Optional.ofNullable(sources.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no source line has told the text of " + name));
    }

    private static Verdict verdict(JsonNode tree) {
        var word = tree.path("verdict").asString();
        return Arrays.stream(Verdict.values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no verdict " + word));
    }

    private static Optional<String> text(JsonNode tree, String name) {
        return Optional.of(tree.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private static Optional<Duration> seconds(JsonNode tree, String name) {
        return Optional.of(tree.path(name)).filter(JsonNode::isNumber).map(FromLines::time);
    }

    private static OptionalLong number(JsonNode tree, String name) {
        return tree.has(name) ? OptionalLong.of(tree.path(name).asLong()) : OptionalLong.empty();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    static Duration time(JsonNode seconds) {
        return seconds.isNumber()
                ? Duration.ofNanos(seconds.decimalValue().movePointRight(9).longValueExact())
                : Duration.ZERO;
    }
}
