package dev.simrun.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * As many pairs of left and right as possible, each used once (Kuhn's augmenting paths): taking the first that fits
 * would fail where a later choice leaves room for all.
 */
final class Pairing {
    private static final int NONE = -1;

    /** Whether a left one fits a right one; asked once for each two. */
    @FunctionalInterface
    interface Fit {
        boolean fits(int left, int right);
    }

    private final BitSet[] fitting;
    private final int[] leftOf;

    private Pairing(BitSet[] fitting, int rightCount) {
        this.fitting = fitting;
        this.leftOf = new int[rightCount];
        Arrays.fill(leftOf, NONE);
    }

    static Pairing of(int leftCount, int rightCount, Fit fit) {
        var fitting = new BitSet[leftCount];
        for (var left = 0; left < leftCount; left++) {
            fitting[left] = new BitSet(rightCount);
            for (var right = 0; right < rightCount; right++) {
                fitting[left].set(right, fit.fits(left, right));
            }
        }
        var pairing = new Pairing(fitting, rightCount);
        for (var left = 0; left < leftCount; left++) {
            pairing.place(left, new BitSet(rightCount));
        }
        return pairing;
    }

    /** Recurses at most as deep as there are right ones. */
    private boolean place(int left, BitSet tried) {
        for (var right = fitting[left].nextSetBit(0); right >= 0; right = fitting[left].nextSetBit(right + 1)) {
            if (tried.get(right)) {
                continue;
            }
            tried.set(right);
            if (leftOf[right] == NONE || place(leftOf[right], tried)) {
                leftOf[right] = left;
                return true;
            }
        }
        return false;
    }

    List<Integer> unpairedLeft() {
        var paired = new BitSet();
        Arrays.stream(leftOf).filter(left -> left != NONE).forEach(paired::set);
        return IntStream.range(0, fitting.length)
                .filter(left -> !paired.get(left))
                .boxed()
                .toList();
    }

    List<Integer> unpairedRight() {
        return IntStream.range(0, leftOf.length)
                .filter(right -> leftOf[right] == NONE)
                .boxed()
                .toList();
    }
}
