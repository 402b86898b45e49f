package dev.simrun.report;

import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The records of all shards of a run, as one. What is thrown is complete on its own. */
public final class Shards implements Closeable {
    /** Of more only the number is told. */
    private static final int TOLD = 10;

    private final List<Part> parts;

    private Shards(List<Part> parts) {
        this.parts = parts;
    }

    /** A shard, with what its record says that it is. */
    private record Part(Path file, JsonlReader record, Shard shard) {}

    /**
     * Opens the records.
     *
     * @throws IOException if one can't be read, or they are not all shards of one plan, each once, and all of its cases
     */
    public static Shards open(List<Path> files) throws IOException {
        var shards = new Shards(new ArrayList<>());
        try {
            for (var file : files) {
                var record = JsonlReader.open(file);
                shards.add(file, record);
            }
            shards.requireWhole();
            return shards;
        } catch (IOException wrong) {
            shards.close();
            throw wrong;
        }
    }

    private void add(Path file, JsonlReader record) throws IOException {
        var shard = record.run().shard();
        if (shard.isEmpty()) {
            record.close();
            throw new IOException(file + " is of a whole run, not of a shard: simrun report tells of it");
        }
        parts.add(new Part(file, record, shard.get()));
    }

    private void requireWhole() throws IOException {
        var first = parts.getFirst();
        var byIndex = new HashMap<Integer, Path>();
        var byCase = new HashMap<Integer, Path>();
        for (var part : parts) {
            if (!part.shard().plan().equals(first.shard().plan())) {
                throw new IOException("%s has another plan than %s: %s, and %s; all shards need the same files, options"
                                .formatted(part.file(), first.file(), plan(part.shard()), plan(first.shard()))
                        + " and number");
            }
            requireAlike(part, first);
            var same = byIndex.putIfAbsent(part.shard().index(), part.file());
            if (same != null) {
                throw new IOException("shard %d of %d is there twice: %s and %s"
                        .formatted(part.shard().index(), part.shard().count(), same, part.file()));
            }
            for (int number : part.shard().cases()) {
                if (number < 1 || number > first.shard().total()) {
                    throw new IOException("%s has case %d of a plan of %d"
                            .formatted(part.file(), number, first.shard().total()));
                }
                var other = byCase.putIfAbsent(number, part.file());
                if (other != null) {
                    throw new IOException(
                            "case %d of the plan is in %s and in %s: were both run with the same --timings?"
                                    .formatted(number, other, part.file()));
                }
            }
        }
        requireAll(byIndex, first.shard().count(), "shard");
        requireAll(byCase, first.shard().total(), "case");
    }

    /** What decides how cases are judged must be the same for all. */
    private static void requireAlike(Part part, Part first) throws IOException {
        var mine = judging(part.record().run());
        var others = judging(first.record().run());
        if (!mine.equals(others)) {
            throw new IOException("%s was run by %s, and %s by %s; all shards need the same"
                    .formatted(part.file(), mine, first.file(), others));
        }
    }

    private static String judging(RunInfo run) {
        return "simrun " + run.version() + " --referee " + run.referee()
                + (run.seed().isPresent() ? " --seed " + run.seed().getAsLong() : "");
    }

    private static String plan(Shard shard) {
        return "%d cases in %d shards, %s"
                .formatted(
                        shard.total(),
                        shard.count(),
                        shard.plan().substring(0, Math.min(8, shard.plan().length())));
    }

    private static void requireAll(Map<Integer, Path> there, int count, String what) throws IOException {
        var missing = IntStream.rangeClosed(1, count)
                .filter(number -> !there.containsKey(number))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            var told = missing.stream().limit(TOLD).map(String::valueOf).collect(Collectors.joining(", "));
            int more = missing.size() - TOLD;
            throw new IOException((missing.size() == 1
                            ? what + " " + told + " is"
                            : what + "s " + told + (more > 0 ? " and " + more + " more" : "") + " are")
                    + " missing of " + count);
        }
    }

    /** The exit code that the whole run would have had: that of the shard which ended worst; known at the end. */
    public int exit() {
        return parts.stream().mapToInt(part -> part.record().exit()).max().orElse(0);
    }

    /** What the first of them says of its run. */
    public RunInfo run() {
        return parts.getFirst().record().run();
    }

    /**
     * Tells of all cases in the order of the plan.
     *
     * @return how the whole went: it began with the first shard and ended with the last
     * @throws IOException if a record is broken, or ends before its run has
     */
    public RunResult tell(RunListener listener) throws IOException {
        var places = new HashMap<Integer, JsonlReader>();
        parts.forEach(part -> part.shard().cases().forEach(number -> places.put(number, part.record())));
        var results = new ArrayList<CaseResult>();
        for (int number = 1; number <= places.size(); number++) {
            var record = Optional.ofNullable(places.get(number)).orElseThrow();
            var result = record.next().orElseThrow(() -> new IOException("a shard has fewer cases than it says"));
            listener.caseFinished(result);
            results.add(result.remembered());
        }
        var began = Instant.MAX;
        var ended = Instant.MIN;
        for (var part : parts) {
            if (part.record().next().isPresent()) {
                throw new IOException(part.file() + " has more cases than it says");
            }
            var start = part.record().startedAt();
            began = start.isBefore(began) ? start : began;
            var end = start.plus(part.record().duration());
            ended = end.isAfter(ended) ? end : ended;
        }
        return new RunResult(began, Duration.between(began, ended), results);
    }

    @Override
    public void close() throws IOException {
        for (var part : parts) {
            part.record().close();
        }
    }
}
