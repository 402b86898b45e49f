package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.json.JsonTree;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.StepResult;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as its JSON Lines tell of it, case by case: all that {@link JsonlReport} was told. What is thrown is complete
 * on its own.
 */
public final class JsonlReader implements Closeable {
    private final Path file;
    private final BufferedReader in;
    private final FromLines from = new FromLines();
    private final List<Event> events = new ArrayList<>();
    private final List<StepResult> steps = new ArrayList<>();
    private final List<CaseResult> earlier = new ArrayList<>();
    private final RunInfo run;
    private long lines;
    private long cases;
    private Optional<CaseInfo> info = Optional.empty();
    private Instant startedAt = Instant.EPOCH;
    private Duration duration = Duration.ZERO;
    private int exit;
    private boolean over;

    private JsonlReader(Path file, BufferedReader in) throws IOException {
        this.file = file;
        this.in = in;
        this.run = run(line());
    }

    /**
     * Opens the record of a run.
     *
     * @throws IOException if there is none, or one that this simrun can't read
     */
    public static JsonlReader open(Path file) throws IOException {
        BufferedReader in;
        if (Files.isDirectory(file)) {
            throw new IOException((file.toString().isEmpty() ? "." : file) + " is a folder; name one file of it");
        }
        try {
            // Not Files.newBufferedReader: what is no UTF-8 would make it throw.
            in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": there is no such file", missing);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
        try {
            return new JsonlReader(file, in);
        } catch (IOException other) {
            in.close();
            throw other;
        }
    }

    /** What is told of the run. */
    public RunInfo run() {
        return run;
    }

    /**
     * The next case; empty when all have been told.
     *
     * @throws IOException if the file is broken, or ends before the run has
     */
    public Optional<CaseResult> next() throws IOException {
        while (!over) {
            var line = line();
            Optional<CaseResult> ended;
            try {
                ended = take(line);
            } catch (RuntimeException unknown) {
                throw broken(String.valueOf(unknown.getMessage()), unknown);
            }
            if (ended.isPresent()) {
                cases++;
                return ended;
            }
        }
        if (read() != null) {
            throw new IOException("%s:%d: there is more after the end of the run; one record is read at a time"
                    .formatted(file, lines + 1));
        }
        return Optional.empty();
    }

    /** The exit code of the run; known once all cases have been told. */
    public int exit() {
        return exit;
    }

    /** When the run began; known once all cases have been told. */
    public Instant startedAt() {
        return startedAt;
    }

    /** How long it took; known once all cases have been told. */
    public Duration duration() {
        return duration;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable String read() throws IOException {
        try {
            return in.readLine();
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static IOException unreadable(Path file, IOException why) {
        return new IOException(file + " can't be read: " + why.getMessage(), why);
    }

    private JsonNode line() throws IOException {
        var text = read();
        lines++;
        if (text == null) {
            throw new IOException(
                    lines == 1
                            ? file + " is empty: a run that goes on, or was killed, has written nothing yet"
                            : "%s ends after %d lines, in the middle of a run".formatted(file, lines - 1));
        }
        try {
            return JsonTree.EXACT.read(text);
        } catch (RuntimeException noJson) {
            throw broken("it is no JSON", noJson);
        }
    }

    private IOException broken(String why, RuntimeException cause) {
        return new IOException("%s:%d: no line that --jsonl writes: %s".formatted(file, lines, why), cause);
    }

    private RunInfo run(JsonNode line) throws IOException {
        if (!line.path("type").asString("").equals("run")) {
            throw new IOException(file + " is no record of a run: its first line is not the one that --jsonl writes");
        }
        int format = line.path("format").asInt(0);
        if (format != JsonlReport.FORMAT) {
            throw new IOException("%s has format %d, and this simrun reads format %d; it was written by simrun %s"
                    .formatted(
                            file,
                            format,
                            JsonlReport.FORMAT,
                            line.path("simrun").asString("")));
        }
        try {
            return FromLines.run(line);
        } catch (RuntimeException unknown) {
            throw broken(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    /** Gives the case that ended with it. */
    private Optional<CaseResult> take(JsonNode line) {
        switch (line.path("type").asString()) {
            case "source" -> from.source(line);
            case "case" -> begin(from.info(line));
            case "event" -> events.add(FromLines.event(line));
            case "step" -> steps.add(FromLines.step(line));
            case "time" -> {
                startedAt = Instant.parse(line.path("started_at").asString());
                duration = FromLines.time(line.path("duration"));
            }
            case "attempt" -> {
                earlier.add(result(line));
                forget();
            }
            case "result" -> {
                var ended = result(line);
                earlier.clear();
                info = Optional.empty();
                forget();
                return Optional.of(ended);
            }
            case "summary" -> {
                if (line.path("cases").asLong() != cases) {
                    throw new IllegalArgumentException(
                            "%d cases came before it, and it says %s".formatted(cases, line.path("cases")));
                }
                exit = line.path("exit").asInt();
                over = true;
            }
            default -> throw new IllegalArgumentException("its type is " + line.path("type"));
        }
        return Optional.empty();
    }

    private void begin(CaseInfo next) {
        if (info.isPresent()) {
            throw new IllegalArgumentException("the case before it has not ended");
        }
        info = Optional.of(next);
    }

    private CaseResult result(JsonNode line) {
        var begun = info.orElseThrow(() -> new IllegalArgumentException("it ends a case that has not begun"));
        return from.result(line, begun, startedAt, duration, steps, events, earlier);
    }

    private void forget() {
        events.clear();
        steps.clear();
        startedAt = Instant.EPOCH;
        duration = Duration.ZERO;
    }
}
