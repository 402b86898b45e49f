package dev.simrun.match;

import dev.simrun.match.Pairing.Fit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where two lists differ: what both have in the same order is left out, as much of it as possible.
 *
 * @param missing indices of the left list
 * @param extra indices of the right list
 * @param changed pairs of both that stand at the same place
 */
record ListDifference(List<Integer> missing, List<Integer> extra, List<Pair> changed) {
    /** Of longer lists only the same beginnings and ends are found: the table costs the product of both lengths. */
    private static final int TABLE_LIMIT = 200 * 200;

    record Pair(int left, int right) {}

    /** Collects the differences of two lists from their beginning. */
    private static final class Walk {
        private final ListDifference found =
                new ListDifference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private int left;
        private int right;

        /** All before these two differs: what stands at the same place was changed. */
        void differsUntil(int toLeft, int toRight) {
            for (; left < toLeft && right < toRight; left++, right++) {
                found.changed.add(new Pair(left, right));
            }
            for (; left < toLeft; left++) {
                found.missing.add(left);
            }
            for (; right < toRight; right++) {
                found.extra.add(right);
            }
        }

        void pass() {
            left++;
            right++;
        }
    }

    static ListDifference of(int leftCount, int rightCount, Fit fit) {
        int start = 0;
        while (start < Math.min(leftCount, rightCount) && fit.fits(start, start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(leftCount, rightCount) - start && fit.fits(leftCount - 1 - end, rightCount - 1 - end)) {
            end++;
        }
        var walk = new Walk();
        walk.left = start;
        walk.right = start;
        for (var same : same(start, leftCount - end, rightCount - end, fit)) {
            walk.differsUntil(same.left, same.right);
            walk.pass();
        }
        walk.differsUntil(leftCount - end, rightCount - end);
        return walk.found;
    }

    /** The longest sequence of what both have between a common start and these ends. */
    private static List<Pair> same(int start, int leftEnd, int rightEnd, Fit fit) {
        int rows = leftEnd - start;
        int columns = rightEnd - start;
        if ((long) rows * columns > TABLE_LIMIT) {
            return List.of();
        }
        var longest = new int[rows + 1][columns + 1];
        var fits = new boolean[rows][columns];
        for (int row = rows - 1; row >= 0; row--) {
            for (int column = columns - 1; column >= 0; column--) {
                fits[row][column] = fit.fits(start + row, start + column);
                longest[row][column] = fits[row][column]
                        ? longest[row + 1][column + 1] + 1
                        : Math.max(longest[row + 1][column], longest[row][column + 1]);
            }
        }
        var pairs = new ArrayList<Pair>();
        int row = 0;
        int column = 0;
        while (row < rows && column < columns) {
            if (fits[row][column]) {
                pairs.add(new Pair(start + row++, start + column++));
            } else if (longest[row + 1][column] >= longest[row][column + 1]) {
                row++;
            } else {
                column++;
            }
        }
        return pairs;
    }
}
