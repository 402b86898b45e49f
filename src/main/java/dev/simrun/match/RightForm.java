package dev.simrun.match;

import static java.util.stream.Collectors.joining;

import dev.simrun.event.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What can be written of values of which something is known. */
final class RightForm {
    /** A longer list of words helps nobody. */
    private static final int SHOWN_WORDS = 15;

    /** A comparison as other languages write it. */
    private static final Pattern COMPARISON = Pattern.compile("\\s*(<=|>=|<|>|==?)\\s*(\\S+)\\s*");

    private static final Map<String, String> OPERATORS = Map.of("<", "$lt", "<=", "$lte", ">", "$gt", ">=", "$gte");

    private RightForm() {}

    /** What such values are. */
    static String what(Shape shape) {
        return switch (shape) {
            case Shape.Json _ -> "any value";
            case Shape.Text _, Shape.Words _ -> "a text";
            case Shape.Whole _ -> "a whole number of at least 0";
            case Shape.Time _ -> "a duration";
            case Shape.Flag(boolean orFalse) -> orFalse ? "true or false" : "true where it is set";
            case Shape.Items _ -> "a list";
            case Shape.Tree _, Shape.Table _ -> "a mapping";
            case Shape.Either(var shapes) ->
                shapes.stream().map(RightForm::what).distinct().collect(joining(" or "));
        };
    }

    /** How matchers of such values look. */
    static List<String> of(Shape shape) {
        return switch (shape) {
            case Shape.Json _ -> List.of();
            case Shape.Text _ -> List.of("such as ready, {$contains: ready} or {$regex: 'ready \\d+'}");
            case Shape.Words(var words, var _) -> List.of("values: " + listed(words));
            case Shape.Whole _ -> List.of("such as 3, {$gte: 3} or {$lt: 3}");
            case Shape.Time _ -> List.of("such as 500ms, {$gte: 500ms} or {$lt: 3s}");
            case Shape.Flag(boolean orFalse) ->
                List.of(orFalse ? "values: true, false" : "where it isn't set it isn't there: {$absent: true}");
            case Shape.Items _ -> List.of("such as [a, b], {$contains: a}, {$unordered: [b, a]} or {$length: 2}");
            case Shape.Tree(var _, var fields) -> List.of("keys: " + String.join(", ", fields.keySet()));
            case Shape.Table _ -> List.of("such as {name: value}");
            case Shape.Either(var shapes) ->
                shapes.stream().flatMap(each -> of(each).stream()).toList();
        };
    }

    private static String listed(List<String> words) {
        return words.size() <= SHOWN_WORDS
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, SHOWN_WORDS)) + ", …";
    }

    /** What was probably meant by a value that is none of these. */
    static List<String> of(JsonNode value, Shape shape) {
        if (value.isNull()) {
            return List.of("what isn't there is {$absent: true}");
        }
        return meant(value, shape).map(it -> List.of("write " + it)).orElseGet(() -> of(shape));
    }

    private static Optional<String> meant(JsonNode value, Shape shape) {
        return switch (shape) {
            case Shape.Text _ ->
                Optional.of(value)
                        .filter(it -> it.isNumber() || it.isBoolean())
                        .map(it -> "\"" + it.asString() + "\", in quotes");
            case Shape.Whole _ -> unquoted(value, "0|[1-9][0-9]*").or(() -> compared(value, shape));
            case Shape.Time _ ->
                Quantity.number(value)
                        .filter(it -> it.signum() > 0)
                        .map(it -> "it with a unit: ms, s, m or h, such as " + it.toPlainString() + "s or {$lt: "
                                + it.toPlainString() + "s}")
                        .or(() -> compared(value, shape));
            case Shape.Flag(boolean orFalse) -> unquoted(value, orFalse ? "true|false" : "true");
            case Shape.Items _ ->
                Optional.of(value).filter(JsonNode::isString).map(it -> {
                    var text = it.asString();
                    return "[" + text + "], or {$contains: " + text + "}";
                });
            case Shape.Either(var shapes) ->
                shapes.stream().flatMap(each -> meant(value, each).stream()).findFirst();
            case Shape.Json _, Shape.Words _, Shape.Tree _, Shape.Table _ -> Optional.empty();
        };
    }

    private static Optional<String> unquoted(JsonNode value, String pattern) {
        return value.asStringOpt()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> value.isString() && text.matches(pattern))
                .map(text -> text + ", without quotes");
    }

    private static Optional<String> compared(JsonNode value, Shape shape) {
        var comparison = COMPARISON.matcher(value.isString() ? value.stringValue() : "");
        if (!comparison.matches()) {
            return Optional.empty();
        }
        var operand = comparison.group(2);
        boolean number = operand.matches("[0-9]{1,18}");
        var right = shape instanceof Shape.Time
                ? Literals.duration(number ? operand + "s" : operand).map(_ -> number ? operand + "s" : operand)
                : Optional.of(operand).filter(_ -> number);
        var operator = OPERATORS.get(comparison.group(1));
        return right.map(it -> operator == null ? it : "{" + operator + ": " + it + "}");
    }

    /** The word that was probably meant by a text that is none of these. */
    static Optional<String> word(JsonNode value, Shape shape) {
        return switch (shape) {
            case Shape.Words(var words, var _) when value.isString() -> word(value.stringValue(), words);
            case Shape.Either(var shapes) ->
                shapes.stream().flatMap(each -> word(value, each).stream()).findFirst();
            case Shape _ -> Optional.empty();
        };
    }

    /** The end of a word stands for it where that of no other is the same, as in TERM. */
    private static Optional<String> word(String text, List<String> words) {
        var end = text.strip().toUpperCase(Locale.ROOT);
        var ending = words.stream()
                .filter(word ->
                        end.length() > 1 && word.toUpperCase(Locale.ROOT).endsWith(end))
                .toList();
        return Spelling.nearest(text, words)
                .or(() -> ending.size() == 1 ? Optional.of(ending.getFirst()) : Optional.empty());
    }
}
