package dev.simrun.match;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The closed list of operators, for documentation, schema and messages. */
public final class Operators {
    /**
     * One operator.
     *
     * @param name with its {@code $}
     * @param operand what it takes
     * @param meaning when it holds
     * @param sample of what it takes, in YAML
     * @param reader makes the matcher
     */
    public record Operator(String name, String operand, String meaning, String sample, Reader reader) {
        /** A matcher in YAML. */
        public String example() {
            return "{" + name + ": " + sample + "}";
        }
    }

    /** Makes a matcher of an operand that stands at a path of the expected tree. */
    @FunctionalInterface
    interface Reader {
        Matcher read(ExpectedTree tree, JsonNode operand, List<String> path);
    }

    private static final List<Operator> ALL = List.of(
            nested(
                    "$exact",
                    "matcher",
                    "as the matcher, and no keys beyond those named, at any depth",
                    "{ok: true}",
                    Matcher.Exact::new),
            new Operator(
                    "$type",
                    "string, number, integer, boolean, null, list or mapping",
                    "the value has this type",
                    "integer",
                    ExpectedTree::type),
            new Operator(
                    "$regex", "pattern", "the pattern is found in the text", "'answered \\d+'", ExpectedTree::regex),
            nested(
                    "$contains",
                    "text or matcher",
                    "a substring of the text, or some element of the list",
                    "hello",
                    Matcher.Contains::new),
            new Operator("$absent", "true", "the key does not exist", "true", ExpectedTree::absent),
            new Operator("$any", "true", "there is a value, null included", "true", ExpectedTree::any),
            nested("$json", "matcher", "the text parses as JSON and matches", "{level: INFO}", Matcher.Json::new),
            ordered("$gt", "greater than", "0", Order.GREATER),
            ordered("$gte", "greater than or equal to", "400ms", Order.AT_LEAST),
            ordered("$lt", "less than", "3s", Order.LESS),
            ordered("$lte", "less than or equal to", "256KiB", Order.AT_MOST),
            new Operator(
                    "$length",
                    "whole number or operators",
                    "the length of the text, list or mapping",
                    "3",
                    ExpectedTree::length),
            new Operator(
                    "$each",
                    "matcher",
                    "every element of the list, which has at least one",
                    "{$type: string}",
                    ExpectedTree::each),
            new Operator(
                    "$unordered",
                    "list of matchers",
                    "the same elements in any order",
                    "[even, test]",
                    ExpectedTree::unordered),
            nested(
                    "$not",
                    "matcher",
                    "the matcher does not hold; for an absent key only if it names $absent",
                    "5",
                    Matcher.Not::new),
            new Operator(
                    "$one_of",
                    "list of matchers",
                    "at least one of them holds",
                    "[success, failure]",
                    ExpectedTree::oneOf),
            new Operator(
                    "$size",
                    "whole number, size or operators",
                    "the bytes of the encoded value",
                    "{$lt: 256KiB}",
                    ExpectedTree::size));

    private Operators() {}

    private static Operator ordered(String name, String meaning, String than, Order order) {
        Reader reader = (tree, operand, path) -> tree.compare(order, operand, path);
        return new Operator(name, "number, duration, size or timestamp", meaning, than, reader);
    }

    private static Operator nested(
            String name, String operand, String meaning, String sample, UnaryOperator<Matcher> form) {
        Reader reader = (tree, inner, path) -> form.apply(tree.matcher(inner, path));
        return new Operator(name, operand, meaning, sample, reader);
    }

    static Optional<Operator> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** In the order of the reference. */
    public static List<Operator> all() {
        return ALL;
    }
}
