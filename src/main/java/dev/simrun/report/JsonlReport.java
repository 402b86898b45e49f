package dev.simrun.report;

import dev.simrun.json.JsonTree;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
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
 * the end. Of a case that was run several times each run but the last ends with an {@code attempt} line. What the wall
 * clock says stands in {@code time} lines alone, one before each end: else two runs in virtual time give the same. What
 * is written of a case when it ends needs no memory; the report is there when the run has ended.
 */
public final class JsonlReport implements RunListener, Closeable {
    /** Counts up when a reader of the lines would have to change. */
    static final int FORMAT = 1;

    private final Path target;
    private final Spool spool;
    private final Secrets secrets;
    private final Set<String> sources = new HashSet<>();
    private int cases;

    private Optional<IOException> unwritten = Optional.empty();

    private JsonlReport(Path target, Spool spool, Secrets secrets) {
        this.target = target;
        this.spool = spool;
        this.secrets = secrets;
    }

    /**
     * A report of a run that is to begin.
     *
     * @param secrets what the report must not tell
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static JsonlReport begin(Path target, RunInfo info, Secrets secrets) throws IOException {
        var report = new JsonlReport(target, Spool.in(ReportFile.folder(target)), secrets);
        report.line(JsonLines.run(info));
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
     * @param exit the exit code of the run
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public void finish(RunResult result, int exit) throws IOException {
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
        var summary = JsonLines.object("summary").put("cases", cases);
        for (var verdict : Verdict.values()) {
            summary.put(verdict.word(), result.count(verdict));
        }
        line(JsonLines.time(result));
        line(summary.put("exit", exit));
        ReportFile.write(target, spool::copyTo);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private void oneCase(CaseResult result, int number) throws IOException {
        source(result.info().source());
        line(JsonLines.begin(result.info(), number));
        for (var run : result.earlier()) {
            happened(run, number);
            line(JsonLines.attempt(run, number));
        }
        happened(result, number);
        line(JsonLines.end(result, number));
    }

    /** What happened in a run of a case, and what its end names. */
    private void happened(CaseResult run, int number) throws IOException {
        for (var event : run.timeline()) {
            line(JsonLines.event(event, number));
        }
        for (var step : run.steps()) {
            line(JsonLines.step(step, number));
        }
        sources(run.failures());
        for (var remark : run.remarks()) {
            source(remark.at().source());
        }
        if (run.verdict() != Verdict.SKIPPED) {
            line(JsonLines.time(run, number));
        }
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
        spool.write(JsonTree.text(secrets.maskedLine(line)));
        spool.write("\n");
    }
}
