package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.time.Duration;
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
final class JsonLines {
    /** An actual value that is longer is told by its text only. */
    private static final int VALUE_CHARACTERS = 4096;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonLines() {}

    static ObjectNode object(String type) {
        return NODES.objectNode().put("type", type);
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
    static ObjectNode event(Event event, int number) {
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

    static ObjectNode step(StepResult result, int number) {
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

    static ObjectNode end(CaseResult result, int number) {
        var line = object("result").put("case", number);
        line.put("verdict", result.verdict().word());
        result.reason().ifPresent(reason -> line.put("reason", reason));
        var failures = line.putArray("failures");
        result.failures().forEach(failure -> failures.add(failure(failure)));
        if (!result.earlier().isEmpty()) {
            var earlier = line.putArray("earlier");
            result.earlier().forEach(each -> {
                var one = earlier.addObject().put("verdict", each.verdict().word());
                var why = one.putArray("failures");
                each.failures().forEach(failure -> why.add(failureOf(failure, Evidence.NONE)));
                wallClock(each, one);
            });
        }
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
        if (result.verdict() != Verdict.SKIPPED && result.info().clock() == Clock.REAL) {
            wallClock(result, line);
        }
        return line;
    }

    /**
     * What differs between two runs in which the same happens: without it two runs in virtual time give the same bytes.
     */
    private static void wallClock(CaseResult result, ObjectNode line) {
        line.put("started_at", result.startedAt().toString());
        line.set("duration", seconds(result.duration()));
    }

    private static ObjectNode failure(Failure failure) {
        return failureOf(failure, failure.evidence());
    }

    /** With such evidence as the events beside it show. */
    private static ObjectNode failureOf(Failure failure, Evidence evidence) {
        var tree = NODES.objectNode().put("verdict", failure.verdict().word());
        tree.put("headline", failure.headline());
        tree.put("body", FailureText.cause(failure));
        place(tree, failure.at());
        if (failure.stepNumber() > 0) {
            tree.put("in", list(failure.inFinally()));
            tree.put("step", failure.stepNumber());
        }
        tree.put("steps", failure.stepCount());
        evidence(tree, evidence);
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
    }

    private static ObjectNode miss(Failure.Miss miss) {
        var tree = NODES.objectNode().put("path", miss.path());
        tree.put("expected", miss.expected());
        tree.put("actual", miss.actual());
        if (!miss.reason().isEmpty()) {
            tree.put("reason", miss.reason());
        }
        value(miss.value()).ifPresent(value -> tree.set("value", value));
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

    static JsonNode seconds(Duration time) {
        long micros = time.toNanos() / 1000;
        var text = String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, Math.abs(micros % 1_000_000));
        return NODES.rawValueNode(new RawValue(text));
    }
}
