package dev.simrun.match;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Spelling {
    /** Longer words are not compared: nobody mistypes a short word into one of these. */
    private static final int MAX_LENGTH = 40;

    private Spelling() {}

    /** The nearest word, if no more than about a third of the letters are wrong. */
    static Optional<String> nearest(String wrong, List<String> words) {
        if (wrong.isEmpty() || wrong.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(wrong, word)))
                .filter(word ->
                        distance(wrong, word) <= Math.max(1, Math.min(word.length(), 9) / 3));
    }

    /** Insertions, deletions and replacements of one letter, and exchanges of two neighbours. */
    static int distance(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                var replaced =
                        rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[from.length()][to.length()];
    }
}
