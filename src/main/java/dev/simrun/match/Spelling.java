package dev.simrun.match;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word was meant. */
public final class Spelling {
    /** Longer words are not looked at: a distance costs the product of both lengths. */
    private static final int MAX_LENGTH = 200;

    /** So long that its beginning says enough. */
    private static final int LONG = 10;

    private Spelling() {}

    /**
     * The known word that was probably meant: the only one that has the first three quarters of a long one; else the
     * nearest within a Damerau-Levenshtein distance of a third of the length (at least 1), where case is no difference;
     * else the only one that starts so.
     */
    public static Optional<String> nearest(String found, Collection<String> known) {
        if (found.isEmpty() || found.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var word = found.toLowerCase(Locale.ROOT);
        var candidates =
                known.stream().filter(each -> each.length() <= MAX_LENGTH).toList();
        return onlyOneThatGoesOnDifferently(word, candidates)
                .or(() -> closest(word, candidates))
                .or(() -> onlyOneThatStartsWith(word, candidates));
    }

    /** What follows a message of an unknown word; empty where none was meant. */
    public static String guess(String found, Collection<String> known) {
        return guess(nearest(found, known));
    }

    /** As {@link #guess(String, Collection)}, for what was meant. */
    public static String guess(Optional<String> nearest) {
        return nearest.map(word -> "; did you mean \"" + word + "\"?").orElse("");
    }

    private static Optional<String> closest(String word, List<String> candidates) {
        var bound = Math.max(1, word.length() / 3);
        return candidates.stream()
                .map(each -> new Guess(each, distance(word, each.toLowerCase(Locale.ROOT))))
                .filter(guess -> guess.distance() <= bound)
                .filter(guess -> guess.distance() < guess.word().length())
                .min(Comparator.comparingInt(Guess::distance).thenComparing(Guess::word))
                .map(Guess::word);
    }

    /** Whoever remembers so much of a long word has forgotten its end. */
    private static Optional<String> onlyOneThatGoesOnDifferently(String word, List<String> candidates) {
        if (word.length() < LONG) {
            return Optional.empty();
        }
        return onlyOneThatStartsWith(word.substring(0, word.length() * 3 / 4), candidates);
    }

    private static Optional<String> onlyOneThatStartsWith(String word, List<String> candidates) {
        var matching = candidates.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(word))
                .distinct()
                .toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
    static int distance(String from, String to) {
        var table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, from, to, i, j);
            }
        }
        return table[from.length()][to.length()];
    }

    // five values, as the table has two dimensions
    private static int cheapest(int[][] table, String from, String to, int i, int j) {
        var replaced = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        var best = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        var swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }

    private record Guess(String word, int distance) {}
}
