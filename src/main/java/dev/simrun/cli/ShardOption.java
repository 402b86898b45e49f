package dev.simrun.cli;

import dev.simrun.report.JsonlReader;
import dev.simrun.report.Shard;
import dev.simrun.run.Runner.Planned;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * {@code --shard} and {@code --timings}: which of the selected cases are for this machine, where several share them.
 *
 * @param index which of the parts, from 1
 * @param count how many parts there are
 * @param timings how long cases took in an earlier run, by their identifiers; empty to deal them out one by one
 */
record ShardOption(int index, int count, Optional<Map<String, Duration>> timings) {
    private static final String SHARD = "--shard";
    static final String TIMINGS = "--timings";

    /** More parts than anybody has machines. */
    private static final int MOST = 10_000;

    /** Enough of a digest for two plans not to have the same by chance. */
    private static final int DIGEST_BYTES = 16;

    /** The same in the words of the option. */
    private record Given(int index, int count) {}

    static Options options(Options options) {
        return options.in(Group.SELECT)
                .value("I/N", "Only each Nth case, the Ith first; auto: as the CI system says.", SHARD)
                .value("FILE", "Even shards out by what --jsonl wrote of an earlier run.", TIMINGS);
    }

    /** What was given, or what Bazel wants; tells which system has decided, if one has. */
    static Optional<ShardOption> of(Parsed given, PrintStream err) throws ExitException {
        var environment = given.environment();
        var text = given.value(SHARD);
        if (text.isEmpty() && Bazel.shards(environment).isEmpty()) {
            if (given.value(TIMINGS).isPresent() && !given.isSetting(TIMINGS)) {
                throw ExitException.usage(given.named(TIMINGS) + " is for " + SHARD);
            }
            return Optional.empty();
        }
        var shard = text.isPresent() ? read(text.get(), given, err) : asked(Optional.empty(), given, err);
        Bazel.acknowledge(environment);
        var file = given.value(TIMINGS);
        return Optional.of(new ShardOption(
                shard.index(), shard.count(), file.isPresent() ? Optional.of(timings(file.get())) : Optional.empty()));
    }

    private static Given read(String text, Parsed given, PrintStream err) throws ExitException {
        var parts = text.split("/", -1);
        if (parts[0].equals("auto") && parts.length <= 2) {
            return asked(parts.length == 1 ? Optional.empty() : Optional.of(number(parts[1], text, given)), given, err);
        }
        if (parts.length != 2) {
            throw wrong(text, given);
        }
        int index = number(parts[0], text, given);
        int count = number(parts[1], text, given);
        if (index > count) {
            throw wrong(text, given);
        }
        return new Given(index, count);
    }

    private static int number(String digits, String text, Parsed given) throws ExitException {
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST) {
            throw wrong(text, given);
        }
        return Integer.parseInt(digits);
    }

    private static ExitException wrong(String text, Parsed given) {
        return given.wrong(
                SHARD,
                "takes I/N, as in 2/5, with I from 1 to N and N up to " + MOST + ", or auto, or auto/N, not \"" + text
                        + "\"");
    }

    /** As the system that simrun runs on says. */
    private static Given asked(Optional<Integer> count, Parsed given, PrintStream err) throws ExitException {
        var found = ShardSystem.find(given.environment());
        if (found.isEmpty()) {
            throw ExitException.usage(given.named(SHARD)
                    + " auto finds no system that says which shard this is; looked for " + ShardSystem.variables());
        }
        var system = found.get();
        var all = system.count(given.environment()).or(() -> count);
        if (all.isEmpty()) {
            throw ExitException.usage("%s says which shard this is, not of how many: %s auto/N"
                    .formatted(system.title(), given.named(SHARD)));
        }
        if (count.isPresent() && !count.equals(all)) {
            throw ExitException.usage("%s auto/%d: %s says that there are %d"
                    .formatted(given.named(SHARD), count.get(), system.title(), all.get()));
        }
        int index = system.index(given.environment());
        if (index < 1 || index > all.get() || all.get() > MOST) {
            throw ExitException.usage(
                    "%s says that this is shard %d of %d, counted from 1".formatted(system.title(), index, all.get()));
        }
        err.println("notice: shard %d of %d, as %s says".formatted(index, all.get(), system.title()));
        return new Given(index, all.get());
    }

    private static Map<String, Duration> timings(String file) throws ExitException {
        var timings = new HashMap<String, Duration>();
        try (var record = JsonlReader.open(Paths.of(file))) {
            for (var next = record.next(); next.isPresent(); next = record.next()) {
                timings.merge(
                        next.get().info().id(),
                        next.get().duration(),
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        } catch (IOException unreadable) {
            throw ExitException.usage(TIMINGS + " " + unreadable.getMessage());
        }
        return timings;
    }

    /** The part of a plan that is this shard's, in the plan's order. */
    Shard of(List<Planned> plan) {
        var ids = plan.stream().map(planned -> planned.info().id()).toList();
        var order = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(ids::get))
                .toList();
        var mine = timings.isPresent() ? byTime(order, ids, timings.get()) : byTurns(order);
        var cases = mine.stream().sorted().map(place -> place + 1).toList();
        return new Shard(index, count, digest(ids), ids.size(), cases);
    }

    private List<Integer> byTurns(List<Integer> order) {
        return IntStream.range(0, order.size())
                .filter(turn -> turn % count == index - 1)
                .mapToObj(order::get)
                .toList();
    }

    /**
     * The longest first, each into the part that has least; what is not known takes as long as the one in the middle.
     */
    private List<Integer> byTime(List<Integer> order, List<String> ids, Map<String, Duration> known) {
        var times = known.values().stream().sorted().toList();
        var usual = times.isEmpty() ? Duration.ZERO : times.get(times.size() / 2);
        Comparator<Integer> byTime = Comparator.comparing(place -> known.getOrDefault(ids.get(place), usual));
        var longestFirst = order.stream().sorted(byTime.reversed()).toList();
        var lightestFirst = new PriorityQueue<Load>();
        IntStream.range(0, count).forEach(part -> lightestFirst.add(new Load(Duration.ZERO, 0, part)));
        var mine = new ArrayList<Integer>();
        for (int place : longestFirst) {
            var lightest = lightestFirst.remove();
            lightestFirst.add(lightest.with(known.getOrDefault(ids.get(place), usual)));
            if (lightest.part() == index - 1) {
                mine.add(place);
            }
        }
        return mine;
    }

    /** What a part has so far; of two that have the same, that of fewer cases is the lighter one. */
    private record Load(Duration time, int cases, int part) implements Comparable<Load> {
        private static final Comparator<Load> ORDER =
                Comparator.comparing(Load::time).thenComparingInt(Load::cases).thenComparingInt(Load::part);

        Load with(Duration more) {
            return new Load(time.plus(more), cases + 1, part);
        }

        @Override
        public int compareTo(Load other) {
            return ORDER.compare(this, other);
        }
    }

    private String digest(List<String> ids) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((count + "\n").getBytes(StandardCharsets.UTF_8));
            ids.forEach(id -> digest.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
