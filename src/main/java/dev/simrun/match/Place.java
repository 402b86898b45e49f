package dev.simrun.match;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a comparison is at.
 *
 * @param exact whether keys that are not named are a mismatch
 * @param given whether the matchers are no longer in the written tree
 * @param told whether anybody will be told of the place
 */
record Place(List<String> expected, List<String> actual, boolean exact, boolean given, boolean told) {
    static final Place ROOT = new Place(List.of(), List.of(), false, false, true);

    /** Anywhere: all that matters is whether something matches. */
    Place untold() {
        return new Place(List.of(), List.of(), exact, given, false);
    }

    Place at(String step) {
        return told ? new Place(expected, below(actual, step), exact, given, true) : this;
    }

    Place written(String step) {
        return given || !told ? this : new Place(below(expected, step), actual, exact, false, true);
    }

    Place exactly() {
        return new Place(expected, actual, true, given, told);
    }

    Place givenHere() {
        return new Place(expected, actual, exact, true, told);
    }

    static List<String> below(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }
}
