package dev.simrun.match;

import dev.simrun.event.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What an actual value must look like (the scenario language's rules for values and matchers): a plain mapping is a
 * subset, a plain list has the same length and order, a plain scalar is equal, and a mapping whose keys start with
 * {@code $} is a set of {@link Operators}, all of which must hold.
 */
public sealed interface Matcher {
    /** A scalar that is equal: types are strict, {@code 1} equals {@code 1.0}. */
    record Equal(JsonNode value) implements Matcher {}

    /** A value that came from elsewhere, so that its inner places are not in the written tree. */
    record Given(Matcher value) implements Matcher {}

    /** A mapping with at least these keys. */
    record Mapping(List<Entry> entries, boolean ignoreKeyCase) implements Matcher {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One expected key.
     *
     * @param written the key in the expected tree, {@code $$x}
     * @param key the key in the actual value, {@code $x}
     */
    record Entry(String written, String key, Matcher value) {}

    /** A list of the same length whose elements match in order. */
    record Sequence(List<Matcher> elements) implements Matcher {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A set of operators, all of which must hold. */
    record All(List<Applied> operators) implements Matcher {
        public All {
            operators = List.copyOf(operators);
        }
    }

    /** An operator as written, with its {@code $}, and what it demands. */
    record Applied(String operator, Matcher matcher) {}

    /** {@code $exact}: no keys beyond those named, at any depth. */
    record Exact(Matcher matcher) implements Matcher {}

    /** {@code $type}. */
    record TypeIs(ValueType type) implements Matcher {}

    /** {@code $regex}: the pattern is found somewhere in a text. */
    record Regex(Pattern pattern) implements Matcher {}

    /** {@code $contains}: a substring of a text, or an element of a list that matches. */
    record Contains(Matcher element) implements Matcher {}

    /** {@code $absent}: the key must not exist; with {@code false}, it must. */
    record Absent(boolean absent) implements Matcher {}

    /** {@code $any}: there is a value, null included. */
    record Any() implements Matcher {}

    /** {@code $json}: a text that is one JSON value, which matches. */
    record Json(Matcher value) implements Matcher {}

    /** {@code $gt}, {@code $gte}, {@code $lt}, {@code $lte}. */
    record Compare(Order order, JsonNode operand) implements Matcher {
        public Compare {
            if (Quantity.expected(operand).isEmpty()) {
                throw new IllegalArgumentException("nothing with an order: " + operand);
            }
        }
    }

    /** {@code $length}: code points of a text, elements of a list, keys of a mapping. */
    record Length(Matcher length) implements Matcher {}

    /** {@code $size}: bytes of a text in UTF-8, of another value as JSON. */
    record Size(Matcher bytes) implements Matcher {}

    /** {@code $each}: every element of a list, which has at least one. */
    record Each(Matcher element) implements Matcher {}

    /** {@code $unordered}: a list whose elements can be paired off with these. */
    record Unordered(List<Matcher> elements) implements Matcher {
        /** Every element may have to be tested against every other. */
        public static final int MAX_ELEMENTS = 1000;

        public Unordered {
            elements = List.copyOf(elements);
        }
    }

    /** {@code $not}: holds where the inner matcher does not; for an absent key only if that names $absent. */
    record Not(Matcher matcher) implements Matcher {}

    /** {@code $one_of}: at least one alternative holds. */
    record OneOf(List<Matcher> alternatives) implements Matcher {
        public OneOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * All mismatches in the order of the expected tree, none if the value matches. A missing node stands for an absent
     * key. No more than {@value Comparison#MAX_MISMATCHES} are listed.
     */
    default List<Mismatch> test(JsonNode actual) {
        return Comparison.of(this, actual, Place.ROOT);
    }

    /** Whether the value matches, which is told sooner than why it does not. */
    default boolean matches(JsonNode actual) {
        return Comparison.holds(this, actual, Place.ROOT);
    }

    /**
     * Reads an expected tree.
     *
     * @param texts asked once for every text scalar, operands included, with the whole text; a value that it gives is
     *     literal
     * @throws MalformedException with every malformed place
     */
    static Matcher parse(JsonNode expected, Function<String, Optional<JsonNode>> texts) {
        return new ExpectedTree(texts).read(expected);
    }

    /**
     * Reads an expected tree of a value of which something is known. A matcher that holds of no such value, or of all,
     * is malformed.
     *
     * @param name the value's, for messages
     */
    static Matcher parse(JsonNode expected, Function<String, Optional<JsonNode>> texts, Shape shape, String name) {
        return new ExpectedTree(texts).read(expected, shape, name);
    }

    /** Reads an expected tree in which every text stands for itself. */
    static Matcher parse(JsonNode expected) {
        return parse(expected, text -> Optional.empty());
    }

    /** Matches this value; keys that start with {@code $} are ordinary, mappings are subsets. */
    static Matcher literal(JsonNode value) {
        if (value.isObject()) {
            var entries = new ArrayList<Entry>();
            for (var entry : value.properties()) {
                entries.add(new Entry(entry.getKey(), entry.getKey(), literal(entry.getValue())));
            }
            return new Mapping(entries, false);
        }
        if (value.isArray()) {
            var elements = new ArrayList<Matcher>();
            value.forEach(element -> elements.add(literal(element)));
            return new Sequence(elements);
        }
        return new Equal(value);
    }

    /** The text that it is equal to, if it is such a matcher. */
    default Optional<String> equalText() {
        return switch (this) {
            case Equal(var value) when value.isString() -> Optional.of(value.stringValue());
            case Given given -> given.value().equalText();
            case Matcher _ -> Optional.empty();
        };
    }

    /** The same, but the keys of the outermost mapping, and only those, compare without case. */
    default Matcher ignoringKeyCase() {
        return switch (this) {
            case Mapping mapping -> new Mapping(mapping.entries(), true);
            case Given given -> new Given(given.value().ignoringKeyCase());
            case Exact exact -> new Exact(exact.matcher().ignoringKeyCase());
            case Not not -> new Not(not.matcher().ignoringKeyCase());
            case OneOf oneOf ->
                new OneOf(oneOf.alternatives().stream()
                        .map(Matcher::ignoringKeyCase)
                        .toList());
            case All all ->
                new All(all.operators().stream()
                        .map(each -> new Applied(each.operator(), each.matcher().ignoringKeyCase()))
                        .toList());
            // these look at no keys, or only at those further inside
            case Equal _, TypeIs _, Regex _, Absent _, Any _, Compare _ -> this;
            case Sequence _, Unordered _, Each _, Contains _, Json _, Length _, Size _ -> this;
        };
    }
}
