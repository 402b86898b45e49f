package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The full result as JSON Lines: one {@code run} line, for each case a {@code case} line, its
 * {@code event} and {@code step} lines and a {@code result} line, and a {@code summary} line at the
 * end. Keys come in a fixed order, times are seconds with six decimals. What is written of a case
 * when it ends needs no memory; the report is there when the run has ended.
 */
public final class JsonlReport implements RunListener, Closeable {
    /** Counts up when a reader of the lines would have to change. */
    static final int FORMAT = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path target;
    private final Spool spool;
    private int cases;
    private Optional<IOException> unwritten = Optional.empty();

    private JsonlReport(Path target, Spool spool) {
        this.target = target;
        this.spool = spool;
    }

    /**
     * A report of a run that is to begin.
     *
     * @param version of simrun
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static JsonlReport begin(Path target, String version) throws IOException {
        var report = new JsonlReport(target, Spool.in(ReportFile.folder(target)));
        report.line(object("run").put("simrun", version).put("format", FORMAT));
        return report;
    }

    @Override
    public void caseFinished(Planned planned, CaseResult result) {
        cases++;
        if (unwritten.isPresent()) {
            return;
        }
        try {
            oneCase(result, cases);
        } catch (IOException full) {
            unwritten = Optional.of(full); // told when the run has ended
        }
    }

    /**
     * Writes the end and puts the report in its place, so that no reader sees half of it.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public void finish(RunResult result) throws IOException {
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
        var summary = object("summary").put("cases", cases);
        for (var verdict : Verdict.values()) {
            summary.put(verdict.word(), result.count(verdict));
        }
        line(summary);
        ReportFile.write(target, spool::copyTo);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private void oneCase(CaseResult result, int number) throws IOException {
        line(begin(result, number));
        for (var event : result.timeline()) {
            line(event(event, number));
        }
        int steps = 0;
        int finallySteps = 0;
        for (var step : result.steps()) {
            line(step(step, number, step.inFinally() ? ++finallySteps : ++steps));
        }
        line(end(result, number));
    }

    private void line(ObjectNode line) throws IOException {
        spool.write(line.toString());
        spool.write("\n");
    }

    private static ObjectNode object(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode begin(CaseResult result, int number) {
        var file = result.file();
        var label = result.scenarioCase().label();
        var line = object("case").put("case", number);
        line.put("file", file.source().name());
        line.put("name", file.name());
        if (!label.isEmpty()) {
            line.put("row", label.substring(1, label.length() - 1)); // without its brackets
        }
        var tags = line.putArray("tags");
        file.tags().forEach(tags::add);
        return line.put("line", result.scenarioCase().at().line());
    }

    /** An event's own fields stand in an object: they may have any name. */
    private static ObjectNode event(Event event, int number) {
        var line = object("event").put("case", number);
        line.put("seq", event.seq());
        line.set("at", seconds(event.at()));
        line.put("event", event.type().wireName());
        line.put("actor", event.actor());
        line.set("fields", EventTree.fields(event.fact(), JsonlReport::seconds));
        return line;
    }

    private static ObjectNode step(StepResult result, int number, int stepNumber) {
        var common = result.step().common();
        var line = object("step").put("case", number);
        line.put("in", list(result.inFinally()));
        line.put("number", stepNumber);
        line.put("key", common.key());
        common.label().ifPresent(label -> line.put("label", label));
        line.put("line", common.at().line());
        line.put("verdict", result.verdict().word());
        line.set("at", seconds(result.startedAt()));
        line.set("duration", seconds(result.duration()));
        return line;
    }

    private static String list(boolean inFinally) {
        return inFinally ? "finally" : "steps";
    }

    private static ObjectNode end(CaseResult result, int number) {
        var line = object("result").put("case", number);
        line.put("verdict", result.verdict().word());
        result.reason().ifPresent(reason -> line.put("reason", reason));
        var failures = line.putArray("failures");
        result.failures().forEach(failure -> failures.add(failure(failure)));
        var findings = line.putArray("referee");
        result.findings().forEach(finding -> findings.add(finding(finding)));
        if (!result.leftOut().isNothing()) {
            line.putObject("left_out")
                    .put("log", result.leftOut().lines())
                    .put("other", result.leftOut().others());
        }
        if (result.verdict() != Verdict.SKIPPED && result.file().clock() == Clock.REAL) {
            wallClock(result, line);
        }
        return line;
    }

    /**
     * The only place for what differs between two runs in which the same happens: without it two
     * runs in virtual time give the same bytes.
     */
    private static void wallClock(CaseResult result, ObjectNode line) {
        line.put("started_at", result.startedAt().toString());
        line.set("duration", seconds(result.duration()));
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
        return tree;
    }

    private static ObjectNode finding(CaseResult.Noted finding) {
        return NODES.objectNode()
                .put("seq", finding.seq())
                .put("actor", finding.actor())
                .put("rule", finding.rule())
                .put("message", finding.message());
    }

    private static void place(ObjectNode tree, Location at) {
        tree.put("file", at.source().name());
        if (!at.isWholeFile()) {
            tree.put("line", at.line());
            tree.put("column", at.column());
        }
    }

    private static JsonNode seconds(Duration time) {
        long micros = time.toNanos() / 1000;
        var text =
                String.format(
                        Locale.ROOT, "%d.%06d", micros / 1_000_000, Math.abs(micros % 1_000_000));
        return NODES.rawValueNode(new RawValue(text));
    }
}
