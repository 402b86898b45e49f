package dev.simrun.match;

import dev.simrun.event.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads one expected tree as a matcher and collects everything that is malformed in it. */
final class ExpectedTree {
    /** What others write where a value stands for itself. */
    private static final Set<String> EQUAL = Set.of("$eq", "$equals", "$is");

    private final Function<String, Optional<JsonNode>> texts;
    private final List<Malformed> problems = new ArrayList<>();

    ExpectedTree(Function<String, Optional<JsonNode>> texts) {
        this.texts = texts;
    }

    Matcher read(JsonNode expected) {
        return read(expected, (_, _) -> {});
    }

    /** As {@link #read(JsonNode)}, for a value of which something is known. */
    Matcher read(JsonNode expected, Shape shape, String name) {
        return read(expected, (matcher, all) -> all.addAll(Fit.problems(matcher, shape, name)));
    }

    private Matcher read(JsonNode expected, BiConsumer<Matcher, List<Malformed>> closer) {
        var matcher = matcher(expected, List.of());
        problems.addAll(Absence.inVain(matcher));
        closer.accept(matcher, problems);
        if (!problems.isEmpty()) {
            throw new MalformedException(problems);
        }
        return matcher;
    }

    Matcher matcher(JsonNode expected, List<String> path) {
        if (expected.isObject()) {
            return mapping(expected, path);
        }
        if (expected.isArray()) {
            return new Matcher.Sequence(elements(expected, path));
        }
        return given(expected)
                .<Matcher>map(value -> new Matcher.Given(Matcher.literal(value)))
                .orElseGet(() -> new Matcher.Equal(expected));
    }

    private Optional<JsonNode> given(JsonNode scalar) {
        return scalar.isString() ? texts.apply(scalar.stringValue()) : Optional.empty();
    }

    /** What is made of an operand, which is {@code given} where it was put in. */
    private static Matcher made(Matcher matcher, Optional<JsonNode> given) {
        return given.isPresent() ? new Matcher.Given(matcher) : matcher;
    }

    private List<Matcher> elements(JsonNode list, List<String> path) {
        var elements = new ArrayList<Matcher>();
        for (var element : list) {
            elements.add(matcher(element, Place.below(path, Integer.toString(elements.size()))));
        }
        return elements;
    }

    private Matcher mapping(JsonNode expected, List<String> path) {
        var entries = new ArrayList<Matcher.Entry>();
        var operators = new ArrayList<Matcher.Applied>();
        var mixed = mixed(expected);
        mixed.ifPresent(operator -> problems.add(mixture(operator, Place.below(path, operator))));
        for (var entry : expected.properties()) {
            var written = entry.getKey();
            var place = Place.below(path, written);
            if (!isOperator(written)) {
                var key = written.startsWith("$$") ? written.substring(1) : written;
                entries.add(new Matcher.Entry(written, key, matcher(entry.getValue(), place)));
            } else if (mixed.isEmpty() || Operators.named(written).isPresent()) {
                var operator = operator(written, entry.getValue(), place);
                operators.add(new Matcher.Applied(written, operator));
            }
        }
        return operators.isEmpty() ? new Matcher.Mapping(entries, false) : new Matcher.All(operators);
    }

    private static boolean isOperator(String key) {
        return key.startsWith("$") && !key.startsWith("$$");
    }

    /** The first operator of a mapping that also has plain keys. */
    private static Optional<String> mixed(JsonNode mapping) {
        var keys = mapping.propertyNames();
        return keys.stream().allMatch(ExpectedTree::isOperator)
                ? Optional.empty()
                : keys.stream().filter(ExpectedTree::isOperator).findFirst();
    }

    private static Malformed mixture(String operator, List<String> path) {
        return new Malformed(
                path,
                true,
                "operator \"" + operator + "\" beside plain keys",
                Optional.empty(),
                List.of(
                        "the keys of a mapping are all operators or all plain",
                        "\"$" + operator + "\" is the plain key \"" + operator + "\""));
    }

    private Matcher operator(String name, JsonNode operand, List<String> path) {
        return Operators.named(name)
                .map(known -> known.reader().read(this, operand, path))
                .orElseGet(() -> unknown(name, path));
    }

    private JsonNode resolved(JsonNode operand) {
        return given(operand).orElse(operand);
    }

    Matcher type(JsonNode written, List<String> path) {
        var operand = resolved(written);
        // YAML reads a bare null as no text
        var word = operand.isNull() ? "null" : operand.isString() ? operand.stringValue() : "";
        return ValueType.of(word).<Matcher>map(Matcher.TypeIs::new).orElseGet(() -> {
            var words = Stream.of(ValueType.values()).map(ValueType::word).toList();
            return malformed(
                    path,
                    Show.of(operand) + " is not a type",
                    Spelling.nearest(word, words),
                    "types: " + String.join(", ", words));
        });
    }

    Matcher regex(JsonNode written, List<String> path) {
        var given = given(written);
        var operand = given.orElse(written);
        if (!operand.isString()) {
            return malformed(path, "$regex takes a pattern as text, not " + Show.of(operand));
        }
        try {
            return made(new Matcher.Regex(Pattern.compile(operand.stringValue())), given);
        } catch (PatternSyntaxException broken) {
            // the JDK counts from 0 and points behind the end where something is missing
            var position = Math.min(broken.getIndex() + 1, operand.stringValue().length());
            var place = broken.getIndex() < 0 ? "" : " at position " + position;
            return malformed(path, "not a regular expression: " + broken.getDescription() + place);
        } catch (StackOverflowError tooDeep) {
            // the JDK's parser recurses; deep nesting is the author's mistake, not our bug
            return malformed(path, "a regular expression that is nested too deeply");
        }
    }

    Matcher absent(JsonNode written, List<String> path) {
        var operand = resolved(written);
        return operand.isBoolean()
                ? new Matcher.Absent(operand.booleanValue())
                : malformed(path, "$absent takes true or false, not " + Show.of(operand));
    }

    Matcher any(JsonNode written, List<String> path) {
        var operand = resolved(written);
        return operand.isBoolean() && operand.booleanValue()
                ? new Matcher.Any()
                : malformed(
                        path,
                        "$any takes true, not " + Show.of(operand),
                        "a key that must not exist is {$absent: true}");
    }

    Matcher compare(Order order, JsonNode written, List<String> path) {
        var given = given(written);
        var operand = given.orElse(written);
        return Quantity.expected(operand).isPresent()
                ? made(new Matcher.Compare(order, operand), given)
                : malformed(
                        path,
                        Show.of(operand) + " is not a number, duration, size or timestamp",
                        operand.asString("").matches("-?[0-9]+(\\.[0-9]+)?")
                                ? "write " + operand.asString() + ", without quotes"
                                : "such as 5, 500ms, 256KiB or 2026-01-31T12:00:00Z");
    }

    Matcher each(JsonNode operand, List<String> path) {
        return operand.isNull()
                ? malformed(path, "$each takes a matcher, not null", "a null is {$type: null}")
                : new Matcher.Each(matcher(operand, path));
    }

    Matcher length(JsonNode operand, List<String> path) {
        var inner = matcher(operand, path);
        return counts(inner, ExpectedTree::isCount)
                ? new Matcher.Length(inner)
                : malformed(path, "$length takes a whole number or operators, not " + Show.of(operand));
    }

    Matcher size(JsonNode operand, List<String> path) {
        var inner = matcher(operand, path);
        return counts(inner, value -> isCount(value) || isSize(value))
                ? new Matcher.Size(inner)
                : malformed(
                        path,
                        "$size takes a whole number, a size such as 256KiB or operators, not " + Show.of(operand));
    }

    private static boolean counts(Matcher matcher, Predicate<JsonNode> scalar) {
        return switch (matcher) {
            case Matcher.All ignored -> true;
            case Matcher.Given given -> counts(given.value(), scalar);
            case Matcher.Equal equal -> scalar.test(equal.value());
            case Matcher other -> false;
        };
    }

    private static boolean isCount(JsonNode value) {
        return ValueType.INTEGER.holds(value) && value.decimalValue().signum() >= 0;
    }

    private static boolean isSize(JsonNode value) {
        return value.isString() && Literals.sizeBytes(value.stringValue()).isPresent();
    }

    Matcher unordered(JsonNode operand, List<String> path) {
        var list = resolved(operand);
        if (!list.isArray() || list.size() > Matcher.Unordered.MAX_ELEMENTS) {
            return malformed(
                    path,
                    "$unordered takes a list of at most %s elements, not %s"
                            .formatted(Matcher.Unordered.MAX_ELEMENTS, Show.of(list)));
        }
        return listed(operand, list, path, Matcher.Unordered::new);
    }

    Matcher oneOf(JsonNode operand, List<String> path) {
        var list = resolved(operand);
        return list.isArray() && !list.isEmpty()
                ? listed(operand, list, path, Matcher.OneOf::new)
                : malformed(path, "$one_of takes a list of at least one alternative, not " + Show.of(list));
    }

    private Matcher listed(JsonNode operand, JsonNode list, List<String> path, Function<List<Matcher>, Matcher> form) {
        if (operand.isArray()) {
            return form.apply(elements(list, path));
        }
        var literals = new ArrayList<Matcher>();
        list.forEach(element -> literals.add(Matcher.literal(element)));
        return new Matcher.Given(form.apply(literals));
    }

    private Matcher unknown(String name, List<String> path) {
        var names = Operators.all().stream().map(Operators.Operator::name).toList();
        var meant = Operators.called(name).or(() -> Spelling.nearest(name, names));
        return malformed(new Malformed(
                path,
                true,
                "unknown operator \"" + name + "\"",
                meant,
                EQUAL.contains(name)
                        ? List.of("write the value alone: without an operator it is equal")
                        : meant.isPresent()
                                ? List.of()
                                : List.of(
                                        names.stream().collect(Collectors.joining(", ", "operators: ", "")),
                                        "\"$" + name + "\" is the plain key \"" + name + "\"")));
    }

    private Matcher malformed(List<String> path, String message, String... notes) {
        return malformed(path, message, Optional.empty(), notes);
    }

    private Matcher malformed(List<String> path, String message, Optional<String> suggestion, String... notes) {
        return malformed(new Malformed(path, false, message, suggestion, List.of(notes)));
    }

    private Matcher malformed(Malformed problem) {
        problems.add(problem);
        // never seen by anyone: read() throws
        return new Matcher.Any();
    }
}
