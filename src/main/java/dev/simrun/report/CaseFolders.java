package dev.simrun.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.Verdict;
import dev.simrun.run.Witness;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A folder for each case that did not pass, or only when it was run again: the message, all that happened, what each
 * actor wrote and was started with, and the bodies of invocations; no file in it tells a secret. Of cases that pass
 * nothing is kept. Folders of an earlier run are replaced, which a file in them tells; what else is there stays.
 */
public final class CaseFolders implements RunListener {
    /** The file that says whose folder it is. */
    static final String MARK = ".simrun";

    private final FolderNames names;
    private final Secrets secrets;
    private final ConsoleReport console;
    private final Queue<Witness> witnesses = new ConcurrentLinkedQueue<>();
    private volatile Optional<IOException> unwritten = Optional.empty();

    private CaseFolders(Path target, Secrets secrets, ConsoleReport console) {
        this.names = new FolderNames(target);
        this.secrets = secrets;
        this.console = console;
    }

    /**
     * Removes the folders of an earlier run; those of the run that is to begin are made as its cases end.
     *
     * @param console is told of each, after the case's end
     * @throws IOException if one can't be removed
     */
    public static CaseFolders begin(Path target, Secrets secrets, ConsoleReport console) throws IOException {
        if (Files.isDirectory(target)) {
            try (var all = Files.list(target)) {
                for (var folder : all.filter(CaseFolders::isOurs).toList()) {
                    remove(folder);
                }
            }
        }
        return new CaseFolders(target, secrets, console);
    }

    private static boolean isOurs(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * What has files only, and folders of files, as ours have. The mark goes last: what is left of it is still ours.
     */
    private static void remove(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            for (var path : all.filter(it -> !it.endsWith(MARK)).toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    remove(path);
                } else {
                    Files.delete(path);
                }
            }
        }
        Files.deleteIfExists(folder.resolve(MARK));
        Files.delete(folder);
    }

    /** Why one could not be written, if so. */
    public Optional<IOException> unwritten() {
        return unwritten;
    }

    @Override
    public Optional<Witness> witness(CaseInfo info) {
        var witness = new Witness(info);
        witnesses.add(witness);
        return Optional.of(witness);
    }

    @Override
    public void caseFinished(CaseResult result) {
        var told = result.telling();
        var kept = witnesses.stream().filter(it -> it.saw(told)).findFirst().map(Witness::kept);
        witnesses.removeIf(it -> it.info().equals(result.info()));
        if (result.verdict() == Verdict.PASSED || result.verdict() == Verdict.SKIPPED || unwritten.isPresent()) {
            return;
        }
        try {
            var folder = names.make(
                    secrets.masked(result.info().source().name()),
                    secrets.masked(result.info().title()));
            write(folder, result, kept.orElse(Witness.Kept.NOTHING));
            console.more("  artifacts: " + FailureText.quoted(folder.toString()) + "\n");
        } catch (IOException full) {
            unwritten = Optional.of(full); // told when the run has ended
        }
    }

    private void write(Path folder, CaseResult result, Witness.Kept kept) throws IOException {
        var told = result.telling();
        text(folder.resolve(MARK), "simrun removes this folder when it writes artifacts here again.\n");
        text(
                folder.resolve("failure.txt"),
                result.info().id() + ": " + result.verdict().word() + "\n\n" + FailureText.render(told));
        text(folder.resolve("timeline.txt"), TimelineText.all(told.timeline()));
        for (var log : logs(told).entrySet()) {
            text(names.file(folder, log.getKey(), ".log"), log.getValue());
        }
        var starts = new LinkedHashMap<String, StringBuilder>();
        kept.started()
                .forEach(it -> starts.computeIfAbsent(it.actor(), _ -> new StringBuilder())
                        .append(started(it)));
        for (var one : starts.entrySet()) {
            text(names.file(folder, one.getKey(), ".process"), one.getValue());
        }
        bodies(folder.resolve("invocations"), kept);
    }

    /** What each actor wrote, a line for each of its lines: when, where, what. */
    private static Map<String, CharSequence> logs(CaseResult result) {
        var logs = new TreeMap<String, StringBuilder>();
        for (var event : result.timeline()) {
            event.as(Fact.Log.class)
                    .ifPresent(log -> logs.computeIfAbsent(event.actor(), _ -> new StringBuilder())
                            .append(line(event, log)));
        }
        return Map.copyOf(logs);
    }

    private static String line(Event event, Fact.Log log) {
        return "%8s  %s  %s\n".formatted(Seconds.exact(event.at()), log.stream().wireName(), log.line());
    }

    /** As one could type it into a shell; nothing listens any more at the address in it. */
    private static String started(Witness.Started process) {
        var words = process.argv().stream().map(FailureText::quoted).collect(Collectors.joining(" "));
        var variables = new StringBuilder();
        new TreeMap<>(process.variables())
                .forEach((name, value) -> variables
                        .append("  ")
                        .append(FailureText.quoted(name + "=" + value))
                        .append(" \\\n"));
        return "cd " + FailureText.quoted(process.folder().toString()) + "\nenv -i \\\n" + variables + "  " + words
                + "\n";
    }

    private void bodies(Path folder, Witness.Kept kept) throws IOException {
        if (!kept.exchanges().isEmpty()) {
            Files.createDirectories(folder);
        }
        if (kept.leftOut() > 0) {
            text(folder.resolve("left-out.txt"), kept.leftOut() + " earlier invocations are left out\n");
        }
        for (var exchange : kept.exchanges()) {
            var name = "%04d-%s".formatted(exchange.number(), exchange.requestId());
            body(names.file(folder, name, ".payload"), exchange.payload());
            if (exchange.response().isPresent()) {
                body(names.file(folder, name, ".response"), exchange.response().get());
            }
        }
    }

    /** A body byte for byte, but for secrets. */
    private void body(Path file, Bytes body) throws IOException {
        var bytes = body.toArray();
        try {
            Files.write(
                    file,
                    secrets.masked(UTF_8.newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString())
                            .getBytes(UTF_8));
        } catch (CharacterCodingException notText) {
            Files.write(file, secrets.masked(new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1));
        }
    }

    /** Written as it is, in UTF-8; what is no Unicode, half of a pair, as a question mark. */
    private void text(Path file, CharSequence text) throws IOException {
        Files.write(file, secrets.masked(text.toString()).getBytes(UTF_8));
    }
}
