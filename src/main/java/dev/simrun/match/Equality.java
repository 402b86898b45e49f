package dev.simrun.match;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.POJONode;

/** When two scalars are equal: types are strict, but literals and numbers compare by value. */
final class Equality {
    private Equality() {}

    static boolean holds(JsonNode expected, JsonNode actual) {
        return switch (expected) {
            case BinaryNode its ->
                actual instanceof BinaryNode bytes && Arrays.equals(its.binaryValue(), bytes.binaryValue());
            case POJONode its -> its.equals(actual);
            case JsonNode text when text.isString() -> text(text.stringValue(), actual);
            case JsonNode number when number.isNumber() -> number(number, actual);
            case JsonNode other -> other.equals(actual);
        };
    }

    private static boolean text(String expected, JsonNode actual) {
        if (actual.isString()) {
            return expected.equals(actual.stringValue()) || sameMoment(expected, actual);
        }
        if (actual.isNumber()) {
            return Literals.sizeBytes(expected)
                    .filter(bytes -> number(LongNode.valueOf(bytes), actual))
                    .isPresent();
        }
        var duration = Literals.duration(expected);
        return duration.isPresent() && duration.equals(Quantity.duration(actual));
    }

    private static boolean sameMoment(String expected, JsonNode actual) {
        var moment = Quantity.timestamp(expected);
        return moment.isPresent() && moment.equals(Quantity.timestamp(actual.stringValue()));
    }

    private static boolean number(JsonNode expected, JsonNode actual) {
        var its = Quantity.number(expected);
        var value = Quantity.number(actual);
        if (its.isEmpty() || value.isEmpty()) {
            return expected.equals(actual);
        }
        return its.get().compareTo(value.get()) == 0;
    }

    /** Why two scalars that look alike are not equal; empty if there is nothing to add. */
    static String reason(JsonNode expected, JsonNode actual) {
        var its = Quantity.expected(expected);
        var value = Quantity.actual(actual);
        return its.isPresent() && value.isPresent() && !actual.isString() ? mismatched(its.get(), value.get()) : "";
    }

    /** Why two quantities can't be compared; empty if they can. */
    static String mismatched(Quantity expected, Quantity actual) {
        if (expected.compare(actual).isPresent()) {
            return "";
        }
        return actual instanceof Quantity.Span && expected instanceof Quantity.Amount
                ? "a duration needs a unit, such as 500ms"
                : expected.kind() + " can't be compared with " + actual.kind();
    }
}
