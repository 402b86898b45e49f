package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.RunResult;
import dev.simrun.run.StepResult;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/**
 * What a case is in JSON Lines, a tree for each line. Keys come in a fixed order, times are seconds with six decimals.
 * All that other reports say of a case can be made of them.
 */
public final class JsonLines {
    /** An actual value that is longer is told by its text only. */
    private static final int VALUE_CHARACTERS = 4096;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonLines() {}

    static ObjectNode object(String type) {
        return NODES.objectNode().put("type", type);
    }

    /** What is known of the run before it begins. */
    static ObjectNode run(RunInfo info) {
        var line = object("run").put("format", JsonlReport.FORMAT).put("simrun", info.version());
        info.command().forEach(line.putArray("command")::add);
        line.put("referee", info.referee());
        info.seed().ifPresent(seed -> line.put("seed", seed));
        line.put("host", info.host().orElse(""));
        line.put("java", info.java()).put("system", info.system());
        info.shard().ifPresent(shard -> {
            var part = line.putObject("shard");
            part.put("index", shard.index()).put("count", shard.count());
            part.put("plan", shard.plan()).put("total", shard.total());
            shard.cases().forEach(part.putArray("cases")::add);
        });
        return line;
    }

    /** A file that cases and places of failures name. */
    static ObjectNode source(Source source) {
        return object("source").put("file", source.name()).put("text", source.text());
    }

    static ObjectNode begin(CaseInfo info, int number) {
        var line = object("case").put("case", number);
        line.put("file", info.source().name());
        line.put("name", info.name());
        if (!info.label().isEmpty()) {
            line.put("row", info.label().substring(1, info.label().length() - 1)); // no brackets
        }
        var tags = line.putArray("tags");
        info.tags().forEach(tags::add);
        line.put("line", info.line());
        line.put("clock", info.clock().name().toLowerCase(Locale.ROOT));
        line.put("steps", info.steps());
        if (!info.definitions().isEmpty()) {
            info.definitions().forEach(line.putObject("definitions")::put);
        }
        info.envFile().ifPresent(file -> line.put("env_file", file));
        return line;
    }

    /** An event's own fields stand in an object: they may have any name. */
    public static ObjectNode event(Event event, int number) {
        var line = object("event").put("case", number);
        line.put("seq", event.seq());
        line.set("at", seconds(event.at()));
        line.put("event", event.type().wireName());
        if (event.environment() > 1) {
            line.put("environment", event.environment());
        }
        line.put("actor", event.actor());
        line.set("fields", EventTree.tree(event.fields(), JsonLines::seconds));
        return line;
    }

    public static ObjectNode step(StepResult result, int number) {
        var line = object("step").put("case", number);
        line.put("in", list(result.inFinally()));
        line.put("number", result.number());
        line.put("key", result.key());
        result.label().ifPresent(label -> line.put("label", label));
        line.put("line", result.line());
        line.put("verdict", result.verdict().word());
        line.set("at", seconds(result.startedAt()));
        line.set("duration", seconds(result.duration()));
        return line.put("first_seq", result.firstEvent() + 1);
    }

    private static String list(boolean inFinally) {
        return inFinally ? "finally" : "steps";
    }

    /** How a run of a case ended, after which it was run again. */
    static ObjectNode attempt(CaseResult result, int number) {
        return end(object("attempt").put("case", number), result);
    }

    /** How a case ended. */
    static ObjectNode end(CaseResult result, int number) {
        return end(object("result").put("case", number), result);
    }

    private static ObjectNode end(ObjectNode line, CaseResult result) {
        line.put("verdict", result.verdict().word());
        result.reason().ifPresent(reason -> line.put("reason", reason));
        var failures = line.putArray("failures");
        result.failures().forEach(failure -> failures.add(failure(failure)));
        var findings = line.putArray("referee");
        result.findings().forEach(finding -> findings.add(finding(finding)));
        if (!result.remarks().isEmpty()) {
            var remarks = line.putArray("notes");
            result.remarks().forEach(it -> place(remarks.addObject().put("text", it.text()), it.at()));
        }
        if (!result.leftOut().isNothing()) {
            line.putObject("left_out")
                    .put("log", result.leftOut().lines())
                    .put("other", result.leftOut().others());
        }
        result.seed().ifPresent(seed -> line.put("seed", seed));
        if (result.ordersTried() > 1) {
            line.put("orders_tried", result.ordersTried());
        }
        return line;
    }

    /** What the wall clock says of the run of a case that ends with the next line. */
    static ObjectNode time(CaseResult result, int number) {
        return time(object("time").put("case", number), result.startedAt(), result.duration());
    }

    /** What it says of the whole run. */
    static ObjectNode time(RunResult result) {
        return time(object("time"), result.startedAt(), result.duration());
    }

    private static ObjectNode time(ObjectNode line, Instant startedAt, Duration duration) {
        line.put("started_at", startedAt.toString());
        line.set("duration", seconds(duration));
        return line;
    }

    private static ObjectNode failure(Failure failure) {
        var tree = NODES.objectNode().put("verdict", failure.verdict().word());
        tree.put("headline", failure.headline());
        tree.put("body", FailureText.cause(failure));
        place(tree, failure.at());
        if (failure.stepNumber() > 0) {
            tree.put("in", list(failure.inFinally()));
            tree.put("step", failure.stepNumber());
        }
        tree.put("steps", failure.stepCount());
        evidence(tree, failure.evidence());
        var misses = tree.putArray("mismatches");
        failure.misses().forEach(miss -> misses.add(miss(miss)));
        var notes = tree.putArray("notes");
        failure.notes().forEach(notes::add);
        return tree;
    }

    private static void evidence(ObjectNode tree, Evidence evidence) {
        evidence.actor().ifPresent(actor -> tree.put("actor", actor));
        var events = tree.putArray("events");
        for (var mark : evidence.marks()) {
            var event = events.addObject().put("seq", mark.seq());
            if (!mark.text().isEmpty()) {
                event.put("text", mark.text());
            }
        }
        evidence.awaited().ifPresent(window -> {
            var awaited = tree.putObject("awaited");
            awaited.set("from", seconds(window.from()));
            awaited.set("to", seconds(window.to()));
        });
        evidence.nearest().ifPresent(nearest -> {
            var near = tree.putObject("nearest").put("seq", nearest.event().seq());
            nearest.differs().forEach(near.putArray("differs")::add);
        });
        evidence.expectedBy().ifPresent(limit -> tree.set("expected_by", seconds(limit)));
        evidence.late().ifPresent(seq -> tree.put("late", seq));
    }

    private static ObjectNode miss(Failure.Miss miss) {
        var tree = NODES.objectNode().put("path", miss.path());
        tree.put("expected", miss.expected());
        tree.put("actual", miss.actual());
        if (!miss.reason().isEmpty()) {
            tree.put("reason", miss.reason());
        }
        value(miss.value()).ifPresent(value -> tree.set("value", value));
        miss.limit().ifPresent(limit -> tree.set("limit", seconds(limit)));
        place(tree, miss.at());
        return tree;
    }

    private static ObjectNode finding(CaseResult.Noted finding) {
        return NODES.objectNode()
                .put("seq", finding.seq())
                .put("actor", finding.actor())
                .put("rule", finding.rule())
                .put("message", finding.message())
                .put("count", finding.count());
    }

    private static void place(ObjectNode tree, Location at) {
        tree.put("file", at.source().name());
        if (!at.isWholeFile()) {
            tree.put("line", at.line());
            tree.put("column", at.column());
            tree.put("width", at.width());
        }
    }

    private static Optional<JsonNode> value(JsonNode value) {
        return Optional.of(value)
                .filter(it -> !it.isMissingNode())
                .map(JsonLines::plain)
                .filter(it -> it.toString().length() <= VALUE_CHARACTERS);
    }

    /** A value whose durations are numbers. */
    private static JsonNode plain(JsonNode node) {
        return switch (node) {
            case POJONode pojo when pojo.getPojo() instanceof Duration time -> seconds(time);
            case ObjectNode object -> {
                var copy = NODES.objectNode();
                object.properties().forEach(one -> copy.set(one.getKey(), plain(one.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = NODES.arrayNode();
                array.forEach(element -> copy.add(plain(element)));
                yield copy;
            }
            default -> node;
        };
    }

    public static JsonNode seconds(Duration time) {
        long micros = time.toNanos() / 1000;
        var text = String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, Math.abs(micros % 1_000_000));
        return NODES.rawValueNode(new RawValue(text));
    }
}
