package dev.simrun.match;

import java.util.List;

/** The closed list of operators, for documentation, schema and messages. */
public final class Operators {
    /**
     * One operator.
     *
     * @param name with its {@code $}
     * @param operand what it takes
     * @param meaning when it holds
     * @param example a matcher in YAML
     */
    public record Operator(String name, String operand, String meaning, String example) {}

    private static final String ORDERED = "number, duration, size or timestamp";

    private static final List<Operator> ALL =
            List.of(
                    new Operator(
                            "$exact",
                            "matcher",
                            "as the matcher, and no keys beyond those named, at any depth",
                            "{$exact: {ok: true}}"),
                    new Operator(
                            "$type",
                            "string, number, integer, boolean, null, list or mapping",
                            "the value has this type",
                            "{$type: integer}"),
                    new Operator(
                            "$regex",
                            "pattern",
                            "the pattern is found in the text",
                            "{$regex: 'answered \\d+'}"),
                    new Operator(
                            "$contains",
                            "text or matcher",
                            "a substring of the text, or some element of the list",
                            "{$contains: hello}"),
                    new Operator("$absent", "true", "the key does not exist", "{$absent: true}"),
                    new Operator("$any", "true", "there is a value, null included", "{$any: true}"),
                    new Operator(
                            "$json",
                            "matcher",
                            "the text parses as JSON and matches",
                            "{$json: {level: INFO}}"),
                    new Operator("$gt", ORDERED, "greater than", "{$gt: 0}"),
                    new Operator("$gte", ORDERED, "greater than or equal to", "{$gte: 400ms}"),
                    new Operator("$lt", ORDERED, "less than", "{$lt: 3s}"),
                    new Operator("$lte", ORDERED, "less than or equal to", "{$lte: 256KiB}"),
                    new Operator(
                            "$length",
                            "whole number or operators",
                            "the length of the text, list or mapping",
                            "{$length: 3}"),
                    new Operator(
                            "$each",
                            "matcher",
                            "every element of the list",
                            "{$each: {$type: string}}"),
                    new Operator(
                            "$unordered",
                            "list of matchers",
                            "the same elements in any order",
                            "{$unordered: [even, test]}"),
                    new Operator(
                            "$not",
                            "matcher",
                            "the matcher does not hold; for an absent key only if it names $absent",
                            "{$not: 5}"),
                    new Operator(
                            "$one_of",
                            "list of matchers",
                            "at least one of them holds",
                            "{$one_of: [success, failure]}"),
                    new Operator(
                            "$size",
                            "whole number, size or operators",
                            "the bytes of the encoded value",
                            "{$size: {$lt: 256KiB}}"));

    private Operators() {}

    /** In the order of the reference. */
    public static List<Operator> all() {
        return ALL;
    }
}
