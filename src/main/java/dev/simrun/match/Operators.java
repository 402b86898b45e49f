package dev.simrun.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The closed list of operators, for documentation, schema and messages. */
public final class Operators {
    /**
     * One operator.
     *
     * @param name with its {@code $}
     * @param takes what stands at it
     * @param meaning when it holds
     * @param sample of what it takes, in YAML
     * @param reader makes the matcher
     */
    public record Operator(String name, Operand takes, String meaning, String sample, Reader reader) {
        /** What it takes, in words. */
        public String operand() {
            return takes.words();
        }

        /** A matcher in YAML. */
        public String example() {
            return "{" + name + ": " + sample + "}";
        }
    }

    /** What an operator takes. */
    public enum Operand {
        /** A matcher of the value itself. */
        SAME("matcher"),
        /** The same, in which an empty mapping says something. */
        EXACT("matcher"),
        /** Matchers of the value itself, at least one. */
        ALTERNATIVES("list of matchers"),
        /** A matcher of what a list holds. */
        ELEMENT("matcher"),
        /** Matchers of what a list holds. */
        ELEMENTS("list of matchers"),
        /** Of a text a part, of a list a matcher of what it holds. */
        PART("text or matcher"),
        /** A matcher of what the text stands for. */
        JSON("matcher"),
        TYPE("string, number, integer, boolean, null, list or mapping"),
        PATTERN("pattern"),
        /** Usually true. */
        FLAG("true"),
        YES("true"),
        QUANTITY("number, duration, size or timestamp"),
        LENGTH("whole number or operators"),
        SIZE("whole number, size or operators");

        private final String words;

        Operand(String words) {
            this.words = words;
        }

        /** The same in the reference. */
        String words() {
            return words;
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
                    Operand.EXACT,
                    "as the matcher, and no keys beyond those named, at any depth",
                    "{ok: true}",
                    Matcher.Exact::new),
            new Operator("$type", Operand.TYPE, "the value has this type", "integer", ExpectedTree::type),
            new Operator(
                    "$regex",
                    Operand.PATTERN,
                    "the pattern is found in the text",
                    "'answered \\d+'",
                    ExpectedTree::regex),
            nested(
                    "$contains",
                    Operand.PART,
                    "a substring of the text, or some element of the list",
                    "hello",
                    Matcher.Contains::new),
            new Operator("$absent", Operand.FLAG, "the key does not exist", "true", ExpectedTree::absent),
            new Operator("$any", Operand.YES, "there is a value, null included", "true", ExpectedTree::any),
            nested("$json", Operand.JSON, "the text parses as JSON and matches", "{level: INFO}", Matcher.Json::new),
            ordered("$gt", "greater than", "0", Order.GREATER),
            ordered("$gte", "greater than or equal to", "400ms", Order.AT_LEAST),
            ordered("$lt", "less than", "3s", Order.LESS),
            ordered("$lte", "less than or equal to", "256KiB", Order.AT_MOST),
            new Operator(
                    "$length", Operand.LENGTH, "the length of the text, list or mapping", "3", ExpectedTree::length),
            new Operator(
                    "$each",
                    Operand.ELEMENT,
                    "every element of the list, which has at least one",
                    "{$type: string}",
                    ExpectedTree::each),
            new Operator(
                    "$unordered",
                    Operand.ELEMENTS,
                    "the same elements in any order",
                    "[even, test]",
                    ExpectedTree::unordered),
            nested(
                    "$not",
                    Operand.SAME,
                    "the matcher does not hold; for an absent key only if it names $absent",
                    "5",
                    Matcher.Not::new),
            new Operator(
                    "$one_of",
                    Operand.ALTERNATIVES,
                    "at least one of them holds",
                    "[success, failure]",
                    ExpectedTree::oneOf),
            new Operator("$size", Operand.SIZE, "the bytes of the encoded value", "{$lt: 256KiB}", ExpectedTree::size));

    private Operators() {}

    private static Operator ordered(String name, String meaning, String than, Order order) {
        Reader reader = (tree, operand, path) -> tree.compare(order, operand, path);
        return new Operator(name, Operand.QUANTITY, meaning, than, reader);
    }

    private static Operator nested(
            String name, Operand operand, String meaning, String sample, UnaryOperator<Matcher> form) {
        Reader reader = (tree, inner, path) -> form.apply(tree.matcher(inner, path));
        return new Operator(name, operand, meaning, sample, reader);
    }

    static Optional<Operator> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The words that {@code $type} knows. */
    public static List<String> types() {
        return Stream.of(ValueType.values()).map(ValueType::word).toList();
    }

    /** In the order of the reference. */
    public static List<Operator> all() {
        return ALL;
    }

    /** What operators of others are called here. */
    private static final Map<String, String> CALLED = Map.ofEntries(
            Map.entry("$ne", "$not"),
            Map.entry("$neq", "$not"),
            Map.entry("$ge", "$gte"),
            Map.entry("$le", "$lte"),
            Map.entry("$min", "$gte"),
            Map.entry("$max", "$lte"),
            Map.entry("$in", "$one_of"),
            Map.entry("$or", "$one_of"),
            Map.entry("$any_of", "$one_of"),
            Map.entry("$oneOf", "$one_of"),
            Map.entry("$nin", "$not with $one_of"),
            Map.entry("$exists", "$any"),
            Map.entry("$present", "$any"),
            Map.entry("$missing", "$absent"),
            Map.entry("$match", "$regex"),
            Map.entry("$matches", "$regex"),
            Map.entry("$pattern", "$regex"),
            Map.entry("$like", "$regex"),
            Map.entry("$has", "$contains"),
            Map.entry("$includes", "$contains"),
            Map.entry("$elemMatch", "$contains"),
            Map.entry("$all", "$each"),
            Map.entry("$every", "$each"),
            Map.entry("$count", "$length"),
            Map.entry("$set", "$unordered"));

    static Optional<String> called(String name) {
        return Optional.ofNullable(CALLED.get(name));
    }
}
