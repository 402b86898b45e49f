package dev.simrun.report;

import dev.simrun.run.CaseResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two runs: cases that came or went, and of those that both have their verdicts, what happened in
 * them and in which order, and what took far longer or shorter.
 */
public final class RunDiff {
    private int changed;
    private int added;
    private int removed;
    private int same;

    private RunDiff() {}

    /** How many cases. */
    public record Counts(int changed, int added, int removed, int same) {
        public boolean isNothing() {
            return changed + added + removed == 0;
        }

        /** Such as {@code 2 changed, 1 new, 0 gone, 59 the same}. */
        @Override
        public String toString() {
            return "%d changed, %d new, %d gone, %d the same".formatted(changed, added, removed, same);
        }
    }

    /**
     * Compares the records of two runs.
     *
     * @param told is given whole lines, with their line ends, in the order of the later run
     * @throws IOException if one can't be read; its message is complete on its own
     */
    public static Counts compare(JsonlReader before, JsonlReader after, Consumer<String> told) throws IOException {
        var diff = new RunDiff();
        var first = digests(before);
        var names = new HashMap<String, Integer>();
        for (var next = after.next(); next.isPresent(); next = after.next()) {
            var name = name(next.get(), names);
            diff.compare(name, first.remove(name), CaseDigest.of(next.get()), told);
        }
        first.forEach((name, digest) -> {
            told.accept("gone     " + name + "  (" + digest.verdict().word() + ")\n");
            diff.removed++;
        });
        return new Counts(diff.changed, diff.added, diff.removed, diff.same);
    }

    private void compare(String name, @Nullable CaseDigest before, CaseDigest after, Consumer<String> told) {
        if (before == null) {
            told.accept("new      " + name + "  (" + after.verdict().word() + ")\n");
            added++;
            return;
        }
        var lines = CaseDiff.of(before, after);
        if (lines.isEmpty()) {
            same++;
            return;
        }
        changed++;
        var text = new StringBuilder(word(before.verdict(), after.verdict()))
                .append(name)
                .append('\n');
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        told.accept(text.toString());
    }

    private static String word(Verdict before, Verdict after) {
        if (before.isGood() == after.isGood()) {
            return "changed  ";
        }
        return after.isGood() ? "mended   " : "broken   ";
    }

    private static Map<String, CaseDigest> digests(JsonlReader run) throws IOException {
        var digests = new LinkedHashMap<String, CaseDigest>();
        var names = new HashMap<String, Integer>();
        for (var next = run.next(); next.isPresent(); next = run.next()) {
            digests.put(name(next.get(), names), CaseDigest.of(next.get()));
        }
        return digests;
    }

    /** What a case is found by in the other run: several of that name, in their order. */
    private static String name(CaseResult result, Map<String, Integer> names) {
        var name = PlainText.oneLine(result.info().id());
        int number = names.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + " (" + number + ")";
    }
}
