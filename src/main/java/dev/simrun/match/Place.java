package dev.simrun.match;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a comparison is at.
 *
 * @param exact whether keys that are not named are a mismatch
 * @param given whether the matchers are no longer in the written tree
 */
record Place(List<String> expected, List<String> actual, boolean exact, boolean given) {
    static final Place ROOT = new Place(List.of(), List.of(), false, false);

    Place at(String step) {
        return new Place(expected, below(actual, step), exact, given);
    }

    Place written(String step) {
        return given ? this : new Place(below(expected, step), actual, exact, false);
    }

    Place exactly() {
        return new Place(expected, actual, true, given);
    }

    Place givenHere() {
        return new Place(expected, actual, exact, true);
    }

    private static List<String> below(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }
}
