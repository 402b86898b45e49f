package dev.simrun.match;

/** The four comparisons of numbers, durations, sizes and timestamps. */
public enum Order {
    GREATER("more than"),
    AT_LEAST("at least"),
    LESS("less than"),
    AT_MOST("at most");

    private final String words;

    Order(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether it bounds a value from above. */
    boolean isUpper() {
        return this == LESS || this == AT_MOST;
    }

    /** Whether an actual value holds that compares so (as in compareTo) with the operand. */
    boolean holds(int compared) {
        return switch (this) {
            case GREATER -> compared > 0;
            case AT_LEAST -> compared >= 0;
            case LESS -> compared < 0;
            case AT_MOST -> compared <= 0;
        };
    }
}
