package dev.simrun.match;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The closed list of operators, for documentation, schema and messages. */
public final class Operators {
    /**
     * One operator.
     *
     * @param name with its {@code $}
     * @param operand what it takes
     * @param meaning when it holds
     * @param example a matcher in YAML
     * @param reader makes the matcher
     */
    public record Operator(String name, String operand, String meaning, String example, Reader reader) {}

    /** Makes a matcher of an operand that stands at a path of the expected tree. */
    @FunctionalInterface
    interface Reader {
        Matcher read(ExpectedTree tree, JsonNode operand, List<String> path);
    }

    private static final List<Operator> ALL = List.of(
            new Operator(
                    "$exact",
                    "matcher",
                    "as the matcher, and no keys beyond those named, at any depth",
                    "{$exact: {ok: true}}",
                    (tree, operand, path) -> new Matcher.Exact(tree.matcher(operand, path))),
            new Operator(
                    "$type",
                    "string, number, integer, boolean, null, list or mapping",
                    "the value has this type",
                    "{$type: integer}",
                    ExpectedTree::type),
            new Operator(
                    "$regex",
                    "pattern",
                    "the pattern is found in the text",
                    "{$regex: 'answered \\d+'}",
                    ExpectedTree::regex),
            new Operator(
                    "$contains",
                    "text or matcher",
                    "a substring of the text, or some element of the list",
                    "{$contains: hello}",
                    (tree, operand, path) -> new Matcher.Contains(tree.matcher(operand, path))),
            new Operator("$absent", "true", "the key does not exist", "{$absent: true}", ExpectedTree::absent),
            new Operator("$any", "true", "there is a value, null included", "{$any: true}", ExpectedTree::any),
            new Operator(
                    "$json",
                    "matcher",
                    "the text parses as JSON and matches",
                    "{$json: {level: INFO}}",
                    (tree, operand, path) -> new Matcher.Json(tree.matcher(operand, path))),
            ordered("$gt", "greater than", "0", Order.GREATER),
            ordered("$gte", "greater than or equal to", "400ms", Order.AT_LEAST),
            ordered("$lt", "less than", "3s", Order.LESS),
            ordered("$lte", "less than or equal to", "256KiB", Order.AT_MOST),
            new Operator(
                    "$length",
                    "whole number or operators",
                    "the length of the text, list or mapping",
                    "{$length: 3}",
                    ExpectedTree::length),
            new Operator(
                    "$each", "matcher", "every element of the list", "{$each: {$type: string}}", ExpectedTree::each),
            new Operator(
                    "$unordered",
                    "list of matchers",
                    "the same elements in any order",
                    "{$unordered: [even, test]}",
                    ExpectedTree::unordered),
            new Operator(
                    "$not",
                    "matcher",
                    "the matcher does not hold; for an absent key only if it names $absent",
                    "{$not: 5}",
                    (tree, operand, path) -> new Matcher.Not(tree.matcher(operand, path))),
            new Operator(
                    "$one_of",
                    "list of matchers",
                    "at least one of them holds",
                    "{$one_of: [success, failure]}",
                    ExpectedTree::oneOf),
            new Operator(
                    "$size",
                    "whole number, size or operators",
                    "the bytes of the encoded value",
                    "{$size: {$lt: 256KiB}}",
                    ExpectedTree::size));

    private Operators() {}

    private static Operator ordered(String name, String meaning, String than, Order order) {
        return new Operator(
                name,
                "number, duration, size or timestamp",
                meaning,
                "{" + name + ": " + than + "}",
                (tree, operand, path) -> tree.compare(order, operand, path));
    }

    static Optional<Operator> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** In the order of the reference. */
    public static List<Operator> all() {
        return ALL;
    }
}
