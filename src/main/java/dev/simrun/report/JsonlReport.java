package dev.simrun.report;

import dev.simrun.json.JsonTree;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The full result as JSON Lines: one {@code run} line, for each file a {@code source} line, for each case a
 * {@code case} line, its {@code event} and {@code step} lines and a {@code result} line, and a {@code summary} line at
 * the end. What is written of a case when it ends needs no memory; the report is there when the run has ended.
 */
public final class JsonlReport implements RunListener, Closeable {
    /** Counts up when a reader of the lines would have to change. */
    static final int FORMAT = 1;

    private final Path target;
    private final Spool spool;
    private final Secrets secrets;
    private final Set<String> sources = new HashSet<>();
    private int cases;

    /** Whether a case went by the real clock: else nothing tells of the wall clock. */
    private boolean timed;

    private Optional<IOException> unwritten = Optional.empty();

    private JsonlReport(Path target, Spool spool, Secrets secrets) {
        this.target = target;
        this.spool = spool;
        this.secrets = secrets;
    }

    /**
     * A report of a run that is to begin.
     *
     * @param version of simrun
     * @param secrets what the report must not tell
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static JsonlReport begin(Path target, String version, Secrets secrets) throws IOException {
        var report = new JsonlReport(target, Spool.in(ReportFile.folder(target)), secrets);
        report.line(JsonLines.object("run").put("simrun", version).put("format", FORMAT));
        return report;
    }

    /** The line by which a case begins, without a line end; its number among those of the run counts from 1. */
    public static String caseLine(CaseInfo info, int number) {
        return JsonTree.text(JsonLines.begin(info, number));
    }

    @Override
    public void caseFinished(CaseResult result) {
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
        var summary = JsonLines.object("summary").put("cases", cases);
        for (var verdict : Verdict.values()) {
            summary.put(verdict.word(), result.count(verdict));
        }
        if (timed) {
            summary.put("started_at", result.startedAt().toString());
            summary.set("duration", JsonLines.seconds(result.duration()));
        }
        line(summary);
        ReportFile.write(target, spool::copyTo);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private void oneCase(CaseResult result, int number) throws IOException {
        source(result.info().source());
        line(JsonLines.begin(result.info(), number));
        for (var event : result.timeline()) {
            line(JsonLines.event(event, number));
        }
        for (var step : result.steps()) {
            line(JsonLines.step(step, number));
        }
        for (var run : result.earlier()) {
            sources(run.failures());
        }
        sources(result.failures());
        line(JsonLines.end(result, number));
        timed |= result.verdict() != Verdict.SKIPPED && result.info().clock() == Clock.REAL;
    }

    private void sources(List<Failure> failures) throws IOException {
        for (var failure : failures) {
            source(failure.at().source());
            for (var miss : failure.misses()) {
                source(miss.at().source());
            }
        }
    }

    /** The text of a file, before the first line that names it. */
    private void source(Source source) throws IOException {
        if (sources.add(source.name())) {
            line(JsonLines.source(source));
        }
    }

    private void line(ObjectNode line) throws IOException {
        spool.write(JsonTree.text(secrets.masked(line)));
        spool.write("\n");
    }
}
