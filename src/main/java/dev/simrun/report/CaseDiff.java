package dev.simrun.report;

import dev.simrun.match.Literals;
import dev.simrun.report.CaseDigest.Happened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What changed of a case between two runs, in lines. */
final class CaseDiff {
    /** A shorter change is nobody's. */
    private static final Duration LEAST = Duration.ofMillis(20);

    /** Of more changes of a kind only the number is told. */
    private static final int TOLD = 10;

    private CaseDiff() {}

    /** All that changed; empty if nothing did. */
    static List<String> of(CaseDigest before, CaseDigest after) {
        var lines = new ArrayList<String>();
        if (before.verdict() != after.verdict()) {
            lines.add("was " + before.verdict().word() + because(before) + ", is "
                    + after.verdict().word() + because(after));
        } else if (!before.why().equals(after.why())) {
            lines.add(before.verdict().word() + " otherwise: " + PlainText.oneLine(after.why()));
        }
        lines.addAll(told(only(before, after).stream().map(line -> "- " + line).toList(), "events less"));
        lines.addAll(told(only(after, before).stream().map(line -> "+ " + line).toList(), "events more"));
        lines.addAll(told(moved(before, after), "changes of the order"));
        lines.addAll(told(times(before, after), "times"));
        return lines;
    }

    private static String because(CaseDigest digest) {
        return digest.why().isEmpty() ? "" : " (" + PlainText.oneLine(digest.why()) + ")";
    }

    private static List<String> told(List<String> lines, String what) {
        if (lines.size() <= TOLD) {
            return lines;
        }
        var some = new ArrayList<>(lines.subList(0, TOLD));
        some.add("… " + (lines.size() - TOLD) + " " + what);
        return some;
    }

    /** The events that one run has and the other has not, those that are alike once. */
    private static List<String> only(CaseDigest one, CaseDigest other) {
        var there = identities(other);
        var missing = new LinkedHashMap<String, List<Happened>>();
        one.events().stream()
                .filter(event -> !there.contains(event.identity()))
                .forEach(event -> missing.computeIfAbsent(event.key(), _ -> new ArrayList<>())
                        .add(event));
        return missing.values().stream()
                .map(alike -> alike.getFirst().line() + (alike.size() == 1 ? "" : "  (" + alike.size() + " times)"))
                .toList();
    }

    private static Set<String> identities(CaseDigest digest) {
        return digest.events().stream().map(Happened::identity).collect(Collectors.toCollection(HashSet::new));
    }

    /** The fewest events whose moving makes one order of the other, in each order that there is. */
    private static List<String> moved(CaseDigest before, CaseDigest after) {
        var inBefore = identities(before);
        var inAfter = identities(after);
        var first = before.events().stream()
                .filter(it -> inAfter.contains(it.identity()))
                .collect(Collectors.groupingBy(Happened::order));
        return after.events().stream()
                .filter(it -> inBefore.contains(it.identity()))
                .collect(Collectors.groupingBy(Happened::order, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(one -> moved(first.getOrDefault(one.getKey(), List.of()), one.getValue()).stream())
                .toList();
    }

    private static List<String> moved(List<Happened> first, List<Happened> second) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < first.size(); i++) {
            places.put(first.get(i).identity(), i);
        }
        var order = second.stream()
                .mapToInt(it -> places.getOrDefault(it.identity(), 0))
                .toArray();
        var stays = longestAscent(order);
        var lines = new ArrayList<String>();
        for (int i = 0; i < order.length; i++) {
            if (!stays[i]) {
                lines.add(lines.size() < TOLD ? moved(second, order, stays, i) : ""); // no more are told
            }
        }
        return lines;
    }

    /** Says of an event that moved which one that did not it has passed. */
    private static String moved(List<Happened> events, int[] order, boolean[] stays, int moved) {
        for (int i = moved - 1; i >= 0; i--) {
            if (stays[i] && order[i] > order[moved]) {
                return "now after \"" + text(events.get(i)) + "\": "
                        + events.get(moved).line();
            }
        }
        for (int i = moved + 1; i < order.length; i++) {
            if (stays[i] && order[i] < order[moved]) {
                return "now before \"" + text(events.get(i)) + "\": "
                        + events.get(moved).line();
            }
        }
        return "in another order: " + events.get(moved).line();
    }

    private static String text(Happened event) {
        return event.line().replaceFirst("^\\S+ +\\S +", "").replaceAll(" +", " ");
    }

    /** Which places of a list belong to the longest part of it that ascends. */
    private static boolean[] longestAscent(int[] list) {
        var ends = new int[list.length]; // by the length of a part, less one, the place at which the best one ends
        var previous = new int[list.length];
        int longest = 0;
        for (int i = 0; i < list.length; i++) {
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) / 2;
                if (list[ends[middle]] < list[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            longest = Math.max(longest, low + 1);
        }
        var belongs = new boolean[list.length];
        for (int place = longest == 0 ? -1 : ends[longest - 1]; place >= 0; place = previous[place]) {
            belongs[place] = true;
        }
        return belongs;
    }

    private static List<String> times(CaseDigest before, CaseDigest after) {
        Map<String, Duration> sorted = new TreeMap<>(before.times());
        return sorted.entrySet().stream()
                .filter(one -> after.times().containsKey(one.getKey()))
                .filter(one -> isOther(one.getValue(), after.times().getOrDefault(one.getKey(), Duration.ZERO)))
                .map(one -> one.getKey() + " took " + Literals.duration(one.getValue()) + ", now takes "
                        + Literals.duration(after.times().getOrDefault(one.getKey(), Duration.ZERO)))
                .toList();
    }

    private static boolean isOther(Duration before, Duration after) {
        var change = after.minus(before).abs();
        return change.compareTo(LEAST) > 0 && change.multipliedBy(2).compareTo(before) > 0;
    }
}
