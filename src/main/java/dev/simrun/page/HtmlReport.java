package dev.simrun.page;

import dev.simrun.report.ReportFile;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Secrets;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run as one HTML file that needs nothing else: what did not pass comes first, each case with its message, its
 * timeline, its scenario and what happened. What is written of a case waits on the disk; of very many cases those that
 * are told last are only listed, so that the page is one that a browser opens.
 */
public final class HtmlReport implements RunListener, Closeable {
    /**
     * How long the sections of all cases are together, in UTF-16 units; the last one may go beyond it. That is some 700
     * short cases, which a browser opens in a second or two.
     */
    static final long ROOM = 8_000_000;

    private final Path target;
    private final RunInfo info;
    private final Secrets secrets;
    private final Path folder;
    private final long room;
    private final Map<Rank, Part> parts = new EnumMap<>(Rank.class);
    private int cases;
    private Optional<IOException> unwritten = Optional.empty();

    HtmlReport(Path target, RunInfo info, Secrets secrets, long room) throws IOException {
        this.target = target;
        this.info = info;
        this.secrets = secrets;
        this.folder = ReportFile.folder(target);
        this.room = room;
    }

    /**
     * A report of a run that is to begin.
     *
     * @param secrets what the report must not tell
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static HtmlReport begin(Path target, RunInfo info, Secrets secrets) throws IOException {
        return new HtmlReport(target, info, secrets, ROOM);
    }

    @Override
    public synchronized void caseFinished(CaseResult result) {
        cases++;
        if (unwritten.isPresent()) {
            return;
        }
        try {
            add(Entry.of(result, cases), result);
        } catch (IOException full) {
            unwritten = Optional.of(full); // told when the run has ended
        }
    }

    private void add(Entry entry, CaseResult result) throws IOException {
        var rank = Rank.of(result);
        var part = parts.get(rank);
        if (part == null) {
            part = new Part(folder, room);
            parts.put(rank, part);
        }
        part.add(entry, part.hasRoom() ? CaseHtml.of(result, entry, secrets) : "");
    }

    /**
     * Writes the page in its place, so that no reader sees half of it.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public synchronized void finish(RunResult result) throws IOException {
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
        var page = new Page(info, result, secrets, parts, room);
        ReportFile.write(target, page::writeTo);
    }

    @Override
    public synchronized void close() throws IOException {
        for (var part : parts.values()) {
            part.close();
        }
    }
}
