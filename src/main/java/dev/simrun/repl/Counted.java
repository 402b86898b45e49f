package dev.simrun.repl;

/** Numbers of things in words. */
final class Counted {
    private Counted() {}

    /** Such as {@code 1 step} or {@code 2 steps}. */
    static String of(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
