package dev.simrun.match;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The part of two long texts in which they differ, as it is shown, with some of what is around it. */
record TextDifference(String expected, String actual, String reason) {
    /** Shorter ones are shown whole. */
    private static final int LONG = 80;

    private static final int AROUND = 20;

    /** Of two different values; empty if one is no text, or both are short. */
    static Optional<TextDifference> of(JsonNode expected, JsonNode actual) {
        return expected.isString() && actual.isString()
                ? of(expected.stringValue(), actual.stringValue())
                : Optional.empty();
    }

    private static Optional<TextDifference> of(String expected, String actual) {
        if (Math.max(expected.length(), actual.length()) <= LONG) {
            return Optional.empty();
        }
        int least = Math.min(expected.length(), actual.length());
        int start = 0;
        while (start < least && expected.charAt(start) == actual.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < least - start
                && expected.charAt(expected.length() - 1 - end) == actual.charAt(actual.length() - 1 - end)) {
            end++;
        }
        var reason = "they differ from character " + (start + 1) + " on";
        return Optional.of(new TextDifference(part(expected, start, end), part(actual, start, end), reason));
    }

    private static String part(String text, int same, int sameAtEnd) {
        int from = Math.max(0, same - AROUND);
        int to = Math.min(text.length(), text.length() - sameAtEnd + AROUND);
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
        return Show.of(
                StringNode.valueOf((from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "")));
    }
}
