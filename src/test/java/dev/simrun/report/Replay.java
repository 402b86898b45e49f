package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Facts;
import dev.simrun.event.LeftOut;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.Remark;
import dev.simrun.run.RunResult;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run as its JSON Lines tell of it. */
public final class Replay {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Source> sources = new HashMap<>();
    private final List<CaseResult> cases = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<StepResult> steps = new ArrayList<>();
    private Optional<CaseInfo> info = Optional.empty();
    private Instant startedAt = Instant.EPOCH;
    private Duration duration = Duration.ZERO;

    private Replay() {}

    /** Reads the lines of a whole run. */
    public static RunResult of(Path report) throws IOException {
        var replay = new Replay();
        for (var line : Files.readAllLines(report)) {
            replay.take(JSON.readTree(line));
        }
        return new RunResult(replay.startedAt, replay.duration, replay.cases);
    }

    private void take(JsonNode line) {
        switch (line.path("type").asString()) {
            case "source" -> {
                var name = line.path("file").asString();
                sources.put(name, new Source(name, line.path("text").asString()));
            }
            case "case" -> info = Optional.of(info(line));
            case "event" -> events.add(event(line));
            case "step" -> steps.add(step(line));
            case "result" -> {
                cases.add(result(line));
                events.clear();
                steps.clear();
            }
            case "summary" -> {
                startedAt = Instant.parse(line.path("started_at").asString(startedAt.toString()));
                duration = time(line.path("duration"));
            }
            default -> {} // the line that begins the run
        }
    }

    private CaseInfo info(JsonNode line) {
        var row = line.path("row").asString("");
        var definitions = new LinkedHashMap<String, String>();
        line.path("definitions")
                .properties()
                .forEach(one -> definitions.put(one.getKey(), one.getValue().asString()));
        return new CaseInfo(
                source(line),
                line.path("name").asString(),
                row.isEmpty() ? "" : "[" + row + "]",
                texts(line.path("tags")),
                line.path("line").asInt(),
                Clock.valueOf(line.path("clock").asString().toUpperCase(Locale.ROOT)),
                definitions,
                line.has("env_file") ? Optional.of(line.get("env_file").asString()) : Optional.empty(),
                line.path("steps").asInt());
    }

    private static Event event(JsonNode line) {
        var type = EventType.named(line.path("event").asString()).orElseThrow();
        return new Event(
                line.path("seq").asLong(),
                time(line.path("at")),
                line.path("environment").asInt(1),
                line.path("actor").asString(),
                Facts.of(type, line.path("fields")));
    }

    private static StepResult step(JsonNode line) {
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

    private CaseResult result(JsonNode line) {
        var left = line.path("left_out");
        return new CaseResult(
                info.orElseThrow(),
                verdict(line),
                text(line, "reason"),
                Instant.parse(line.path("started_at").asString(Instant.EPOCH.toString())),
                time(line.path("duration")),
                steps,
                line.path("failures").valueStream().map(this::failure).toList(),
                line.path("notes")
                        .valueStream()
                        .map(it -> new Remark(it.path("text").asString(), place(it)))
                        .toList(),
                events,
                new LeftOut(left.path("log").asLong(0), 0, left.path("other").asLong(0), 0),
                line.has("seed") ? OptionalLong.of(line.path("seed").asLong()) : OptionalLong.empty(),
                line.path("orders_tried").asInt(1),
                List.of());
    }

    private Failure failure(JsonNode tree) {
        return new Failure(
                verdict(tree),
                tree.path("headline").asString(),
                place(tree),
                tree.path("step").asInt(0),
                tree.path("steps").asInt(),
                tree.path("in").asString("").equals("finally"),
                tree.path("mismatches").valueStream().map(this::miss).toList(),
                texts(tree.path("notes")),
                evidence(tree));
    }

    private Failure.Miss miss(JsonNode tree) {
        return new Failure.Miss(
                place(tree),
                tree.path("path").asString(),
                tree.path("expected").asString(),
                tree.path("actual").asString(),
                tree.path("reason").asString(""),
                tree.path("value"));
    }

    private Evidence evidence(JsonNode tree) {
        var awaited = tree.path("awaited");
        var nearest = tree.path("nearest");
        return new Evidence(
                text(tree, "actor"),
                tree.path("events")
                        .valueStream()
                        .map(it -> new Evidence.Mark(
                                it.path("seq").asLong(), it.path("text").asString("")))
                        .toList(),
                Stream.of(awaited)
                        .filter(JsonNode::isObject)
                        .map(it -> new Evidence.Window(time(it.path("from")), time(it.path("to"))))
                        .findFirst(),
                events.stream()
                        .filter(event -> event.seq() == nearest.path("seq").asLong(0))
                        .map(event -> new Evidence.Nearest(event, texts(nearest.path("differs"))))
                        .findFirst());
    }

    private Location place(JsonNode tree) {
        var source = source(tree);
        return tree.has("line")
                ? new Location(
                        source,
                        tree.path("line").asInt(),
                        tree.path("column").asInt(),
                        tree.path("width").asInt())
                : Location.wholeFile(source);
    }

    private Source source(JsonNode tree) {
        return Optional.ofNullable(sources.get(tree.path("file").asString())).orElseThrow();
    }

    private static Verdict verdict(JsonNode tree) {
        return Arrays.stream(Verdict.values())
                .filter(it -> it.word().equals(tree.path("verdict").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> text(JsonNode tree, String name) {
        return Optional.of(tree.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Duration time(JsonNode seconds) {
        return seconds.isNumber()
                ? Duration.ofNanos(seconds.decimalValue().movePointRight(9).longValueExact())
                : Duration.ZERO;
    }
}
