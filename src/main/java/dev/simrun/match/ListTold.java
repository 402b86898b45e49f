package dev.simrun.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What is said of a list that has not the elements that it should have. */
record ListTold(String expected, String actual, String reason) {
    /** Longer ones are only counted: what differs stands in the reason. */
    private static final int SHORT = 60;

    /** More are counted. */
    private static final int MOST = 5;

    /** Empty where elements were changed and none is missing or extra. */
    static Optional<ListTold> of(Matcher.Sequence expected, JsonNode actual, ListDifference difference) {
        if (difference.missing().isEmpty() && difference.extra().isEmpty()) {
            return Optional.empty();
        }
        var whole = Description.of(expected);
        var shown = Show.of(actual);
        if (Math.max(whole.length(), shown.length()) <= SHORT) {
            return Optional.of(new ListTold(whole, shown, ""));
        }
        var parts = new ArrayList<String>();
        told(
                        "missing: ",
                        difference.missing(),
                        i -> Description.of(expected.elements().get(i)))
                .ifPresent(parts::add);
        told("not expected: ", difference.extra(), i -> Show.of(actual.path(i)) + " at [" + i + "]")
                .ifPresent(parts::add);
        var reason = BoundedText.cut(String.join("; ", parts));
        return Optional.of(new ListTold(elements(expected.elements().size()), elements(actual.size()), reason));
    }

    private static Optional<String> told(String what, List<Integer> indices, IntFunction<String> shown) {
        if (indices.isEmpty()) {
            return Optional.empty();
        }
        int more = indices.size() - MOST;
        return Optional.of(indices.stream()
                .limit(MOST)
                .map(shown::apply)
                .collect(Collectors.joining(", ", what, more > 0 ? " and " + more + " more" : "")));
    }

    static String elements(int count) {
        return count == 1 ? "1 element" : count + " elements";
    }
}
