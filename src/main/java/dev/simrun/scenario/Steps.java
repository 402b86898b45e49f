package dev.simrun.scenario;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps in order. Rounds of {@code repeat} that are all the same are kept once, however many there are. */
public final class Steps extends AbstractList<Step> implements RandomAccess {
    public static final Steps NONE = new Steps(List.of());

    /** How many there may be, each as often as it is carried out. */
    public static final int LIMIT = 10_000_000;

    private final List<Part> parts;

    /** How many steps there are up to the end of each part. */
    private final int[] ends;

    /**
     * What is done so often one after the other.
     *
     * @param round what a round is called, by its number from 1; empty where it is none
     */
    private record Part(List<Step> steps, int times, Optional<IntFunction<String>> round) {
        int size() {
            return Math.multiplyExact(steps.size(), times);
        }

        Optional<String> round(int index) {
            var own = round.map(it -> it.apply(index / steps.size() + 1));
            var inner = steps instanceof Steps within ? within.round(index % steps.size()) : Optional.<String>empty();
            var all = Stream.of(own, inner).flatMap(Optional::stream).collect(Collectors.joining(", "));
            return Optional.of(all).filter(text -> !text.isEmpty());
        }

        Stream<Step> distinct() {
            return steps instanceof Steps within ? within.distinct() : steps.stream();
        }
    }

    private Steps(List<Part> parts) {
        this.parts = parts.stream().filter(part -> part.size() > 0).toList();
        this.ends = new int[this.parts.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end = Math.addExact(end, this.parts.get(i).size());
            ends[i] = end;
        }
    }

    /** Steps that stand by themselves. */
    public static Steps of(List<Step> steps) {
        return steps instanceof Steps known
                ? known
                : new Steps(List.of(new Part(List.copyOf(steps), 1, Optional.empty())));
    }

    /**
     * One after the other.
     *
     * @return empty if that is more than {@value #LIMIT} steps
     */
    public static Optional<Steps> joined(List<Steps> lists) {
        if (lists.stream().mapToLong(Steps::size).sum() > LIMIT) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        var alone = new ArrayList<Step>();
        for (var list : lists) {
            for (var part : list.parts) {
                if (part.round.isEmpty()) {
                    alone.addAll(part.steps);
                } else {
                    parts.add(new Part(List.copyOf(alone), 1, Optional.empty()));
                    alone.clear();
                    parts.add(part);
                }
            }
        }
        parts.add(new Part(List.copyOf(alone), 1, Optional.empty()));
        return Optional.of(new Steps(parts));
    }

    /**
     * Rounds that are all the same.
     *
     * @param called what a round is called, by its number from 1
     * @return empty if that is more than {@value #LIMIT} steps
     */
    public static Optional<Steps> rounds(Steps round, int times, IntFunction<String> called) {
        return (long) round.size() * times > LIMIT
                ? Optional.empty()
                : Optional.of(new Steps(List.of(new Part(round, times, Optional.of(called)))));
    }

    @Override
    public Step get(int index) {
        int at = part(index);
        var steps = parts.get(at).steps;
        return steps.get(within(at, index) % steps.size());
    }

    @Override
    public int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** Which round a step is in, of all that it is in, if it is in any. */
    public Optional<String> round(int index) {
        int at = part(index);
        return parts.get(at).round(within(at, index));
    }

    /** Each once, in how many rounds it may be. */
    public Stream<Step> distinct() {
        return parts.stream().flatMap(Part::distinct);
    }

    private int part(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        int found = Arrays.binarySearch(ends, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int within(int part, int index) {
        return part == 0 ? index : index - ends[part - 1];
    }
}
