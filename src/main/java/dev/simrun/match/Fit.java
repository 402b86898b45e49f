package dev.simrun.match;

import dev.simrun.event.Shape;
import dev.simrun.match.Misfit.Where;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whether a matcher can hold of what is known of a value, and whether it can fail: one that can't lets a check that
 * something does not happen pass for ever, and the other lets any check pass.
 */
final class Fit {
    /** There is no less of what is counted. */
    private static final Quantity NONE = new Quantity.Amount(BigDecimal.ZERO);

    private static final Quantity NO_TIME = new Quantity.Span(Duration.ZERO);

    private final List<Malformed> problems = new ArrayList<>();

    private Fit() {}

    /**
     * Every place where a matcher can't hold of a value of that shape, or holds of all.
     *
     * @param name the value's; may be empty for one with fields
     */
    static List<Malformed> problems(Matcher matcher, Shape shape, String name) {
        var fit = new Fit();
        fit.check(matcher, shape, Where.of(name));
        return fit.problems;
    }

    private void check(Matcher matcher, Shape shape, Where at) {
        switch (matcher) {
            case Matcher.All all ->
                all.operators().forEach(each -> check(each.matcher(), shape, at.written(each.operator())));
            case Matcher.Given given -> check(given.value(), shape, at.givenHere());
            case Matcher.Exact exact -> check(exact.matcher(), shape, at.exactly());
            case Matcher.Not not -> check(not.matcher(), shape, at);
            case Matcher.OneOf oneOf -> {
                for (var i = 0; i < oneOf.alternatives().size(); i++) {
                    check(oneOf.alternatives().get(i), shape, at.written(Integer.toString(i)));
                }
            }
            case Matcher other -> {
                if (!suits(other, shape)) {
                    problems.add(Misfit.ofOperator(shape, at));
                } else if (!canHold(other, shape, at.given())) {
                    problems.add(Misfit.ofOperand(other, shape, at));
                } else if (!at.given() && holdsOfAll(other, shape, at)) {
                    problems.add(Misfit.ofNone(other, at));
                } else {
                    inside(other, shape, at);
                }
            }
        }
    }

    /** Whether a matcher of that kind can hold of such values, whatever is demanded by it. */
    private static boolean suits(Matcher matcher, Shape shape) {
        return switch (shape) {
            case Shape.Json _ -> true;
            case Shape.Either(var shapes) -> shapes.stream().anyMatch(each -> suits(matcher, each));
            case Shape known ->
                switch (matcher) {
                    case Matcher.Absent _, Matcher.Any _ -> true;
                    // what is written plainly is compared with the value itself: see below
                    case Matcher.Equal _, Matcher.Mapping _, Matcher.Sequence _ -> true;
                    case Matcher.Regex _ -> isText(known);
                    case Matcher.Json _ -> known instanceof Shape.Text;
                    case Matcher.Contains _ -> isText(known) || isList(known);
                    case Matcher.Each _, Matcher.Unordered _ -> isList(known);
                    case Matcher.Compare _ -> known instanceof Shape.Whole || known instanceof Shape.Time;
                    case Matcher.Length _ -> isText(known) || isList(known) || isMapping(known);
                    // a duration has no type, and no bytes
                    case Matcher.TypeIs _, Matcher.Size _ -> !(known instanceof Shape.Time);
                    case Matcher combined -> throw new IllegalStateException("is looked into: " + combined);
                };
        };
    }

    private static boolean isText(Shape shape) {
        return shape instanceof Shape.Text || shape instanceof Shape.Words;
    }

    private static boolean isList(Shape shape) {
        return shape instanceof Shape.Items;
    }

    private static boolean isMapping(Shape shape) {
        return shape instanceof Shape.Tree || shape instanceof Shape.Table;
    }

    /** Whether a matcher that suits such values can hold of one of them. */
    private static boolean canHold(Matcher matcher, Shape shape, boolean given) {
        return switch (shape) {
            case Shape.Json _ -> true;
            case Shape.Either(var shapes) ->
                shapes.stream().anyMatch(each -> suits(matcher, each) && canHold(matcher, each, given));
            case Shape.Text _ -> text(matcher);
            case Shape.Words words -> text(matcher) && word(matcher, words.all());
            case Shape.Whole _ ->
                switch (matcher) {
                    case Matcher.Equal(var value) -> number(value);
                    case Matcher.Compare compare -> compares(compare, NONE, given);
                    case Matcher other -> other(other, ValueType.NUMBER, ValueType.INTEGER);
                };
            case Shape.Time _ ->
                switch (matcher) {
                    case Matcher.Equal(var value) ->
                        Quantity.expected(value)
                                .filter(Quantity.Span.class::isInstance)
                                .isPresent();
                    case Matcher.Compare compare -> compares(compare, NO_TIME, given);
                    case Matcher other -> other(other);
                };
            case Shape.Flag(boolean orFalse) ->
                switch (matcher) {
                    case Matcher.Equal(var value) -> value.isBoolean() && (orFalse || value.booleanValue());
                    case Matcher other -> other(other, ValueType.BOOLEAN);
                };
            case Shape.Items _ -> matcher instanceof Matcher.Sequence || other(matcher, ValueType.LIST);
            case Shape.Tree _, Shape.Table _ -> matcher instanceof Matcher.Mapping || other(matcher, ValueType.MAPPING);
        };
    }

    private static boolean text(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Equal(var value) -> value.isString();
            case Matcher.Contains(var part) -> part.equalText().isPresent();
            case Matcher other -> other(other, ValueType.STRING);
        };
    }

    /** Of a text in a closed list; what looks at its length is looked into. */
    private static boolean word(Matcher matcher, List<String> words) {
        return switch (matcher) {
            case Matcher.Equal _, Matcher.Regex _, Matcher.Contains _ ->
                words.stream().anyMatch(word -> matcher.matches(StringNode.valueOf(word)));
            case Matcher _ -> true;
        };
    }

    /** Whether what is no comparison with a value of another kind can hold of one of these types. */
    private static boolean other(Matcher matcher, ValueType... types) {
        return switch (matcher) {
            case Matcher.Equal _, Matcher.Mapping _, Matcher.Sequence _ -> false;
            case Matcher.TypeIs(var type) -> List.of(types).contains(type);
            case Matcher _ -> true;
        };
    }

    /** Sizes are numbers. */
    private static boolean number(JsonNode value) {
        var number = Quantity.expected(value).filter(Quantity.Amount.class::isInstance);
        return number.filter(it -> Order.AT_LEAST.holds(it.compare(NONE).orElseThrow()))
                        .isPresent()
                && (value.isString() || ValueType.INTEGER.holds(value));
    }

    /** What is put in when the step runs is compared whatever it is. */
    private static boolean compares(Matcher.Compare compare, Quantity least, boolean given) {
        var operand = Quantity.expected(compare.operand()).orElseThrow();
        var compared = least.compare(operand);
        return compared.isPresent()
                && (given || !compare.order().isUpper() || compare.order().holds(compared.getAsInt()));
    }

    private static boolean holdsOfAll(Matcher matcher, Shape shape, Where at) {
        return switch (matcher) {
            case Matcher.Mapping mapping -> mapping.entries().isEmpty() && !at.exact();
            case Matcher.Contains(Matcher.Equal(var part)) ->
                part.isString() && part.stringValue().isEmpty() && !(shape instanceof Shape.Items);
            case Matcher.Regex regex -> isFoundAnywhere(regex);
            case Matcher.Compare compare -> {
                var operand = Quantity.expected(compare.operand()).orElseThrow();
                var least = operand instanceof Quantity.Amount ? NONE : NO_TIME;
                var compared = least.compare(operand);
                yield !(shape instanceof Shape.Json)
                        && !compare.order().isUpper()
                        && compared.isPresent()
                        && compare.order().holds(compared.getAsInt());
            }
            case Matcher _ -> false;
        };
    }

    /** A pattern that is found in no text at all is found everywhere, unless it looks around itself. */
    private static boolean isFoundAnywhere(Matcher.Regex regex) {
        var pattern = regex.pattern().pattern();
        boolean looksAround =
                pattern.contains("^") || pattern.contains("$") || pattern.contains("\\") || pattern.contains("(?");
        return !looksAround && regex.matches(StringNode.valueOf(""));
    }

    /** What a matcher says of the parts of a value. */
    private void inside(Matcher matcher, Shape shape, Where at) {
        switch (matcher) {
            case Matcher.Mapping mapping -> mapping.entries().forEach(entry -> entry(entry, shape, at));
            case Matcher.Sequence list -> {
                for (var i = 0; i < list.elements().size(); i++) {
                    check(list.elements().get(i), shape.item(), at.item(Integer.toString(i)));
                }
            }
            case Matcher.Unordered list -> {
                for (var i = 0; i < list.elements().size(); i++) {
                    check(list.elements().get(i), shape.item(), at.element().written(Integer.toString(i)));
                }
            }
            case Matcher.Each each -> check(each.element(), shape.item(), at.element());
            case Matcher.Contains contains -> {
                if (!isText(shape)) {
                    check(contains.element(), shape.item(), at.element());
                }
            }
            case Matcher.Json json -> check(json.value(), new Shape.Json(), at);
            case Matcher.Length length -> check(length.length(), new Shape.Whole(), at.measure("the length of "));
            case Matcher.Size size -> check(size.bytes(), new Shape.Whole(), at.measure("the size of "));
            case Matcher _ -> {} // it speaks of the value as a whole
        }
    }

    private void entry(Matcher.Entry entry, Shape shape, Where at) {
        var field = field(shape, entry.key());
        if (field.isPresent()) {
            check(entry.value(), field.get(), at.key(entry));
        } else {
            problems.add(Misfit.ofKey(entry, shape, at.key(entry)));
        }
    }

    private static Optional<Shape> field(Shape shape, String key) {
        return switch (shape) {
            case Shape.Tree(var _, var fields) -> Optional.ofNullable(fields.get(key));
            case Shape.Table(var value) -> Optional.of(value);
            case Shape.Either(var shapes) ->
                shapes.stream().flatMap(each -> field(each, key).stream()).reduce(Shape::either);
            case Shape.Json _ -> Optional.of(shape);
            // can't have fields
            case Shape.Text _, Shape.Words _, Shape.Whole _, Shape.Time _, Shape.Flag _, Shape.Items _ ->
                Optional.empty();
        };
    }
}
