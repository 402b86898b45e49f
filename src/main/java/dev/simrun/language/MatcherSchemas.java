package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.match.Operators;
import dev.simrun.match.Operators.Operator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of matchers, one for each shape of a value. */
final class MatcherSchemas {
    /** What begins with one {@code $} is an operator; two of these stand for one as such. */
    private static final String PLAIN = "^([^$]|$|\\$\\$)";

    private static final String FILE = FileValues.KEY.name();

    private final Map<String, Form> known = new HashMap<>();
    private final Deque<Form> open = new ArrayDeque<>();

    private MatcherSchemas() {}

    /**
     * A matcher of values of a shape.
     *
     * @param exact whether an empty mapping says something
     */
    private record Form(Shape shape, boolean exact) {
        String name() {
            return MatcherSchemas.name(shape) + (exact ? "_exactly" : "");
        }

        Form of(Shape other) {
            return new Form(other, exact && holdsMappings(other));
        }
    }

    /** What {@link #of} means. */
    static void define(ObjectNode definitions, List<Shape> shapes) {
        var schemas = new MatcherSchemas();
        shapes.forEach(shape -> schemas.reference(new Form(shape, false)));
        definitions.set(FILE, Schemas.of(FileValues.KEY));
        var any = new Form(new Shape.Json(), false);
        Operators.all().stream()
                .filter(Operands::isAlwaysSo)
                .forEach(operator -> definitions.set(
                        operator.name(), schemas.operand(operator, any).put("description", operator.meaning())));
        while (!schemas.open.isEmpty()) {
            var next = schemas.open.removeFirst();
            definitions.set(next.name(), schemas.schema(next));
        }
    }

    /** A matcher of a value of that shape. */
    static ObjectNode of(Shape shape) {
        return Schemas.reference(name(shape));
    }

    /**
     * Adds that the keys of a mapping are such fields or all operators.
     *
     * @param beside what else may stand there
     */
    static ObjectNode ofFields(ObjectNode schema, Shape.Tree tree, Collection<String> beside) {
        var form = new Form(tree, false);
        var known = tree.fields().keySet();
        new MatcherSchemas().operands(form, schema);
        var plain = new LinkedHashSet<>(beside);
        plain.addAll(known);
        var rule = schema.withArray("allOf").addObject();
        new MatcherSchemas().plainOrOperators(form, rule, fields(plain, tree));
        beside.forEach(rule.get("else").get("propertyNames").withArray("enum")::add);
        return schema;
    }

    private static ObjectNode fields(Collection<String> names, Shape.Tree tree) {
        return Schemas.names(names)
                .put(
                        Schemas.MESSAGE,
                        tree.title() + " has the fields "
                                + String.join(", ", tree.fields().keySet()));
    }

    private static String name(Shape shape) {
        return shape instanceof Shape.Json ? "matcher" : "matcher_of_" + what(shape);
    }

    private static String what(Shape shape) {
        return switch (shape) {
            case Shape.Json _ -> "anything";
            case Shape.Text _ -> "text";
            case Shape.Words(var words, var _) -> words.size() > 6 ? words.getFirst() + "_and_more" : joined(words);
            case Shape.Whole _ -> "whole_number";
            case Shape.Time _ -> "duration";
            case Shape.Flag(boolean orFalse) -> orFalse ? "true_or_false" : "true";
            case Shape.Items(var item) -> "list_of_" + what(item);
            case Shape.Tree(var title, var fields) ->
                joined(List.of(title.split(" ")))
                        + (fields.size() > 6 ? "" : "_of_" + joined(List.copyOf(fields.keySet())));
            case Shape.Table(var value) -> "table_of_" + what(value);
            case Shape.Either(var shapes) ->
                shapes.stream().map(MatcherSchemas::what).collect(Collectors.joining("_or_"));
        };
    }

    private static String joined(List<String> words) {
        return String.join("_", words).replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    private static boolean holdsMappings(Shape shape) {
        return switch (shape) {
            case Shape.Json _, Shape.Tree _, Shape.Table _ -> true;
            case Shape.Items(var item) -> holdsMappings(item);
            case Shape.Either(var shapes) -> shapes.stream().anyMatch(MatcherSchemas::holdsMappings);
            case Shape.Text _, Shape.Words _, Shape.Whole _, Shape.Time _, Shape.Flag _ -> false;
        };
    }

    private ObjectNode reference(Form form) {
        var before = known.putIfAbsent(form.name(), form);
        if (before == null) {
            open.addLast(form);
        } else if (!before.equals(form)) {
            throw new IllegalStateException("one name for two: " + before + " and " + form);
        }
        return Schemas.reference(form.name());
    }

    private ObjectNode schema(Form form) {
        return switch (form.shape()) {
            case Shape.Json _ -> anything(form);
            case Shape.Words(var words, var _) ->
                Schemas.orElse(words, operators(form, rare(form.shape())), "one of " + String.join(", ", words));
            case Shape.Flag(boolean orFalse)
            when !orFalse -> Schemas.orElse(List.of(true), operators(form, Schemas.pattern("")), "true");
            case Shape.Either(var shapes) -> {
                var schema = Schemas.anything();
                var alternatives = schema.putArray("anyOf");
                shapes.forEach(shape -> alternatives.add(value(form.of(shape))));
                alternatives.add(operators(form, Schemas.types()));
                yield schema;
            }
            case Shape.Tree(var _, var fields) -> {
                var tree = value(form);
                operands(form, tree);
                yield plainOrOperators(form, tree, fields(fields.keySet(), (Shape.Tree) form.shape()));
            }
            case Shape.Table _ -> {
                var table = value(form);
                operands(form, table);
                yield plainOrOperators(form, table, Schemas.anything());
            }
            case Shape.Text _, Shape.Whole _, Shape.Time _, Shape.Flag _, Shape.Items _ -> operators(form, value(form));
        };
    }

    /** A word that is not proposed. */
    private static ObjectNode rare(Shape shape) {
        var words = shape instanceof Shape.Words(var _, var rare) ? rare : List.<String>of();
        return Schemas.pattern(words.isEmpty() ? "" : "^(" + String.join("|", words) + ")$");
    }

    /** A value as it is, without operators in its place. */
    private ObjectNode value(Form form) {
        return switch (form.shape()) {
            case Shape.Json _ -> Schemas.anything();
            case Shape.Text _ -> Schemas.types("string").put(Schemas.MESSAGE, "a text");
            case Shape.Words(var words, var _) ->
                Schemas.orElse(words, rare(form.shape()), "one of " + String.join(", ", words));
            case Shape.Whole _ ->
                Schemas.pattern(Schemas.SIZE, "integer")
                        .put("minimum", 0)
                        .put(Schemas.MESSAGE, "a whole number, or a size such as 256KiB");
            case Shape.Time _ -> Schemas.duration().put(Schemas.MESSAGE, "a duration such as 500ms or 2s");
            case Shape.Flag(boolean orFalse) ->
                orFalse ? Schemas.bool().put(Schemas.MESSAGE, "true or false") : Schemas.yes();
            case Shape.Items(var item) -> Schemas.list(reference(form.of(item))).put(Schemas.MESSAGE, "a list");
            case Shape.Tree(var _, var fields) -> {
                var tree = mapping(form);
                var properties = tree.putObject("properties");
                fields.forEach((field, shape) -> properties.set(field, reference(form.of(shape))));
                yield tree;
            }
            case Shape.Table(var of) -> Schemas.named(mapping(form), reference(form.of(of)));
            case Shape.Either either -> throw new IllegalStateException("has several: " + either);
        };
    }

    private static ObjectNode mapping(Form form) {
        return Schemas.pattern("", "object").put("minProperties", form.exact() ? 0 : 1);
    }

    private ObjectNode anything(Form form) {
        var schema = Schemas.anything();
        operands(form, schema);
        schema.put("minProperties", form.exact() ? 0 : 1);
        schema.set("additionalProperties", reference(form));
        schema.set("items", reference(form));
        return plainOrOperators(form, schema, Schemas.anything());
    }

    /** Adds that a mapping has keys of one kind. */
    private ObjectNode plainOrOperators(Form form, ObjectNode schema, ObjectNode plain) {
        schema.putObject("if").putObject("propertyNames").put("pattern", PLAIN);
        if (!plain.isEmpty()) {
            schema.putObject("then").set("propertyNames", plain);
        }
        schema.putObject("else").set("propertyNames", operatorNames(form));
        return schema;
    }

    private static ObjectNode operatorNames(Form form) {
        var names = new ArrayList<>(
                Operands.suiting(form.shape()).stream().map(Operator::name).toList());
        names.add(FILE);
        return Schemas.names(names)
                .put(
                        Schemas.MESSAGE,
                        "no operator that can stand here, which are " + String.join(", ", names)
                                + "; plain keys don't stand beside them, and $$x is the plain key $x");
    }

    /** Adds that a mapping is one of operators. */
    private ObjectNode operators(Form form, ObjectNode schema) {
        var alone = schema.get("type");
        if (alone instanceof ArrayNode types) {
            types.add("object");
        } else {
            schema.putArray("type").add(alone).add("object");
        }
        operands(form, schema);
        schema.set("propertyNames", operatorNames(form));
        return schema.put("minProperties", 1);
    }

    /** Adds the operators that suit the shape, and the file that stands for the value. */
    private void operands(Form form, ObjectNode schema) {
        var properties = schema.withObject("properties");
        Operands.suiting(form.shape())
                .forEach(operator -> properties.set(
                        operator.name(),
                        Operands.isAlwaysSo(operator)
                                ? Schemas.reference(operator.name())
                                : operand(operator, form).put("description", operator.meaning())));
        properties.set(FILE, Schemas.reference(FILE));
        MappingSchemas.alone(schema, FILE);
    }

    private ObjectNode operand(Operator operator, Form form) {
        return switch (operator.takes()) {
            case SAME -> reference(form);
            case EXACT -> reference(new Form(form.shape(), holdsMappings(form.shape())));
            case ALTERNATIVES -> Schemas.list(reference(form)).put("minItems", 1);
            case ELEMENT -> Schemas.notNull(reference(form.of(form.shape().item())));
            case ELEMENTS -> Schemas.list(reference(form.of(form.shape().item())));
            case PART -> part(form);
            case JSON -> reference(new Form(new Shape.Json(), false));
            case TYPE -> Operands.type(form.shape());
            case PATTERN -> Schemas.types("string").put(Schemas.MESSAGE, "a pattern, as text");
            case FLAG -> Schemas.bool();
            case YES -> Schemas.yes();
            case QUANTITY -> Operands.quantity(operator, form.shape());
            // a length has no unit
            case LENGTH -> count().put("pattern", Schemas.A_NAME);
            case SIZE -> count();
        };
    }

    /** The empty text is part of every text. */
    private ObjectNode part(Form form) {
        var part = reference(form.of(form.shape().item()));
        return form.shape() instanceof Shape.Items ? part : part.put("minLength", 1);
    }

    private ObjectNode count() {
        return reference(new Form(new Shape.Whole(), false));
    }
}
