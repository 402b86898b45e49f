package dev.simrun.match;

import java.util.function.IntPredicate;

/** The four comparisons of numbers, durations, sizes and timestamps. */
public enum Order {
    GREATER("more than", compared -> compared > 0),
    AT_LEAST("at least", compared -> compared >= 0),
    LESS("less than", compared -> compared < 0),
    AT_MOST("at most", compared -> compared <= 0);

    private final String words;
    private final IntPredicate test;

    Order(String words, IntPredicate test) {
        this.words = words;
        this.test = test;
    }

    String words() {
        return words;
    }

    /** Whether an actual value holds that compares so (as in compareTo) with the operand. */
    boolean holds(int compared) {
        return test.test(compared);
    }
}
