package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.match.Malformed;
import dev.simrun.match.MalformedException;
import dev.simrun.match.Matcher;
import dev.simrun.match.Operators;
import dev.simrun.match.Operators.Operator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which operators suit the values of a shape, and what they take there: that is what the reader says when it is asked.
 */
final class Operands {
    private static final String TIMESTAMP = "^[0-9+-]+-[0-9]{2}-[0-9]{2}T";

    private Operands() {}

    /** Whether it takes the same, whatever the value is. */
    static boolean isAlwaysSo(Operator operator) {
        return switch (operator.takes()) {
            case SAME, EXACT, ALTERNATIVES, ELEMENT, ELEMENTS, PART, TYPE, QUANTITY -> false;
            case JSON, PATTERN, FLAG, YES, LENGTH, SIZE -> true;
        };
    }

    /** Those that can hold of values of a shape. */
    static List<Operator> suiting(Shape shape) {
        return Operators.all().stream()
                .filter(operator -> wrong(operator.name(), sample(operator), shape)
                        .filter(Operands::isAtKey)
                        .isEmpty())
                .toList();
    }

    private static JsonNode sample(Operator operator) {
        var nodes = JsonNodeFactory.instance;
        return switch (operator.takes()) {
            case SAME, EXACT, ELEMENT, PART, JSON, PATTERN -> nodes.stringNode("x");
            case ALTERNATIVES, ELEMENTS -> nodes.arrayNode().add("x");
            case TYPE -> nodes.stringNode(Operators.types().getFirst());
            case FLAG, YES -> nodes.booleanNode(true);
            case QUANTITY, LENGTH, SIZE -> nodes.numberNode(1);
        };
    }

    private static boolean isAtKey(MalformedException wrong) {
        return wrong.problems().stream().anyMatch(Malformed::atKey);
    }

    /** What the reader says of an operator; nothing if it can hold, and can fail. */
    private static Optional<MalformedException> wrong(String operator, JsonNode operand, Shape shape) {
        try {
            var tree = JsonNodeFactory.instance.objectNode().set(operator, operand);
            var _ = Matcher.parse(tree, _ -> Optional.empty(), shape, "x");
            return Optional.empty();
        } catch (MalformedException wrong) {
            return Optional.of(wrong);
        }
    }

    /** What {@code $type} takes. */
    static ObjectNode type(Shape shape) {
        var words = Operators.types().stream()
                .filter(word -> wrong("$type", JsonNodeFactory.instance.stringNode(word), shape)
                        .isEmpty())
                .toList();
        var schema = Schemas.choice(words, false);
        if (words.contains("null")) {
            // YAML reads a bare null as no text
            schema.withArray("anyOf").addObject().put("type", "null");
        }
        return schema;
    }

    /** What values of a shape are compared with. */
    static ObjectNode quantity(Operator operator, Shape shape) {
        return switch (shape) {
            case Shape.Time _ -> Schemas.duration();
            case Shape.Whole _ -> {
                boolean fromZero = wrong(operator.name(), JsonNodeFactory.instance.numberNode(0), shape)
                        .isEmpty();
                yield Schemas.pattern(Schemas.SIZE, "number")
                        .put(fromZero ? "minimum" : "exclusiveMinimum", 0)
                        .put(Schemas.MESSAGE, "a number, or a size such as 256KiB");
            }
            case Shape _ ->
                Schemas.pattern(Schemas.DURATION + "|" + Schemas.SIZE + "|" + TIMESTAMP, "number")
                        .put(Schemas.MESSAGE, "a number, duration, size or timestamp, such as 5, 500ms or 256KiB");
        };
    }
}
