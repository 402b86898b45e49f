package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.event.Shape;
import dev.simrun.scenario.Decoder;
import dev.simrun.scenario.Expected;
import dev.simrun.source.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the value of a key may be.
 *
 * @param label for messages and documentation
 * @param decoder makes it of a node without names
 * @param schema a new JSON Schema of it
 * @param naming what a text in it names
 * @param words that it can be, with what each means where that is more than the key's own text
 * @param inside what can stand in it
 */
public record Kind<T>(
        String label,
        Decoder<T> decoder,
        Supplier<ObjectNode> schema,
        Naming naming,
        Map<String, String> words,
        Inside inside) {
    static final Kind<String> TEXT = of("text", Decoders::text, Schemas::text);
    static final Kind<List<String>> TEXTS = of("text or list of texts", Decoders::texts, Schemas::texts);
    static final Kind<String> FOLDER = of("text", Decoders::program, Schemas::text);
    static final Kind<List<String>> COMMAND =
            of("list: a program and its arguments", Decoders::command, Schemas::command);
    static final Kind<Duration> DURATION = of("duration such as 500ms or 2s", Decoders.DURATION, Schemas::duration);
    static final Kind<Long> SIZE = of("size such as 128MiB", Decoders.SIZE, Schemas::size);
    static final Kind<Boolean> BOOLEAN =
            of("true or false", Decoders::bool, Schemas::bool).offering(List.of("true", "false"));

    /** What is there or not: {@code false} would be a rule without an action. */
    public static final Kind<Boolean> YES =
            of("true", Decoders::bool, Schemas::yes).where(yes -> yes, "true").offering(List.of("true"));

    /** Any value. */
    public static final Kind<JsonNode> VALUE =
            of("any value", Decoders::value, Schemas::value).inside(new Inside.Any());

    static final Kind<JsonNode> TREE = of("mapping", Decoders::tree, Schemas::mapping);
    static final Kind<Map<String, String>> VARIABLES = of(
            "mapping of names to values",
            Decoders::environment,
            () -> Schemas.named(Schemas.mapping(), Schemas.text()));
    /** The same with values of any type. */
    static final Kind<Map<String, String>> VALUES = of(
            "mapping of names to values",
            Decoders::variables,
            () -> Schemas.named(Schemas.types("object"), Schemas.value()));

    static final Kind<List<String>> TAGS = TEXTS.where(
                    tags -> tags.stream().noneMatch(tag -> tag.contains(",")), "a list of words such as [smoke, slow]")
            .meant(text -> Optional.of("write [" + text.replaceAll(",\\s*", ", ") + "]")
                    .filter(_ -> text.contains(",")))
            .schema(() -> Schemas.texts(Schemas.tag()).put("pattern", Schemas.TAG));

    static final Kind<Node> ROWS =
            of("mapping of names to rows, or list of such", (node, _) -> Optional.of(node), Schemas::cases);
    static final Kind<Node> LIST = of("list", (node, _) -> Optional.of(node), Schemas::list);
    static final Kind<Node> STEPS = of("list of steps", LIST.decoder(), Schemas::steps);
    static final Kind<Node> EVENTS = LIST.inside(new Inside.Events());

    /** What a value must be that a client or a caller chose. */
    public static final Kind<Expected> MATCHER = matcher(new Shape.Json());

    /** How many of something there must be. */
    static final Kind<Expected> COUNT = matcher(new Shape.Whole());

    static final Kind<Expected> HEADERS = matcher(new Shape.Table(MATCHER.shape()));
    static final Kind<Expected> EVENT_ACTOR = matcher(new Shape.Text()).naming(Naming.EVENT_ACTOR);

    /** An event's type, or a matcher of its name. */
    public static final Kind<Expected> EVENT_TYPE =
            matcher(new Shape.Words(List.copyOf(eventTypes().keySet()))).meaning(eventTypes());

    static final Kind<String> ACTOR =
            of("runtime or an extension's name", Decoders::text, Schemas::text).naming(Naming.ACTOR);
    static final Kind<String> EXTENSION = TEXT.naming(Naming.EXTENSION);
    static final Kind<List<String>> EXTENSIONS = TEXTS.naming(Naming.EXTENSIONS).inside(new Inside.Alike());
    static final Kind<String> BOUND = TEXT.naming(Naming.BOUND);
    static final Kind<String> BEGUN = TEXT.naming(Naming.BEGUN);
    static final Kind<String> SIGNAL =
            of("text", Signals::decode, Signals::schema).offering(Signals.ALL);

    /** What can stand in a value. */
    public sealed interface Inside {
        /** Nothing of which the catalogue knows. */
        record Unknown() implements Inside {}

        /** These keys. */
        record Keys(List<Key<?>> keys) implements Inside {
            public Keys {
                keys = List.copyOf(keys);
            }
        }

        /** What a value of that shape must be. */
        record Matcher(Shape shape) implements Inside {}

        /** The path of a file, or anything. */
        record Any() implements Inside {}

        /** A list of events. */
        record Events() implements Inside {}

        /** A list of what can also stand here alone. */
        record Alike() implements Inside {}
    }

    private static <T> Kind<T> of(String label, Decoder<T> decoder, Supplier<ObjectNode> schema) {
        return new Kind<>(label, decoder, schema, Naming.NOTHING, Map.of(), new Inside.Unknown());
    }

    static Kind<Integer> integer(int least, int most) {
        return of("whole number", Decoders.integer(least, most), () -> Schemas.integer(least, most));
    }

    /** A mapping of these keys, which is read part by part. */
    static Kind<Node> keys(List<Key<?>> keys) {
        return of("mapping", LIST.decoder, () -> MappingSchemas.mapping(keys)).inside(new Inside.Keys(keys));
    }

    /** A matcher of a value of that shape. */
    static Kind<Expected> matcher(Shape shape) {
        Decoder<Expected> decoder = (node, _) -> Optional.of(new Expected(node, shape, ""));
        return of("matcher", decoder, () -> Schemas.matcher(shape))
                .offering(words(shape))
                .inside(new Inside.Matcher(shape));
    }

    /** Words that are closed in one shape only are not closed. */
    private static List<String> words(Shape shape) {
        return switch (shape) {
            case Shape.Words(var words, var _) -> words;
            case Shape.Items(var item) -> words(item);
            case Shape.Either(var shapes) ->
                shapes.stream().map(Kind::words).anyMatch(List::isEmpty)
                        ? List.of()
                        : shapes.stream().flatMap(it -> words(it).stream()).toList();
            case Shape _ -> List.of();
        };
    }

    /** One of the words, in the case given unless any case will do. */
    static Kind<String> choice(String what, boolean anyCase, List<String> words) {
        return of(String.join(", ", words), Decoders.choice(what, anyCase, words), () -> Schemas.choice(words, anyCase))
                .offering(words);
    }

    /** One of the constants, by its name in lower case. */
    static <E extends Enum<E>> Kind<E> choice(String what, Class<E> type, boolean anyCase) {
        return choice(
                what, anyCase, List.of(type.getEnumConstants()), it -> it.name().toLowerCase(Locale.ROOT));
    }

    /** One of the values, by its name. */
    static <E> Kind<E> choice(String what, boolean anyCase, List<E> values, Function<E, String> name) {
        var names = values.stream().map(name).toList();
        return choice(what, anyCase, names).map(word -> values.get(names.indexOf(word)));
    }

    /** The same, made into something else. */
    <U> Kind<U> map(Function<T, U> change) {
        return new Kind<>(
                label, (node, problems) -> decoder.decode(node, problems).map(change), schema, naming, words, inside);
    }

    /** The same with a closer look at its value. */
    Kind<T> decoded(Decoder<T> closer) {
        return new Kind<>(label, closer, schema, naming, words, inside);
    }

    /** The same for those values only of which something holds; others are not what is wanted. */
    Kind<T> where(Predicate<T> right, String wanted) {
        return decoded((node, problems) -> decoder.decode(node, problems)
                .flatMap(value -> right.test(value) ? Optional.of(value) : Decoders.wrong(node, wanted, problems)));
    }

    /** The same, where it may be known what to write in place of a text that is none. */
    Kind<T> meant(Function<String, Optional<String>> remark) {
        return decoded((node, problems) -> decoder.decode(node, problem -> {
            var text = node instanceof Node.Scalar scalar ? remark.apply(scalar.text()) : Optional.<String>empty();
            problems.accept(text.map(problem::remark).orElse(problem));
        }));
    }

    Kind<T> schema(Supplier<ObjectNode> other) {
        return new Kind<>(label, decoder, other, naming, words, inside);
    }

    private Kind<T> naming(Naming other) {
        return new Kind<>(label, decoder, schema, other, words, inside);
    }

    private Kind<T> offering(List<String> others) {
        var all = new LinkedHashMap<String, String>();
        others.forEach(word -> all.put(word, ""));
        return meaning(all);
    }

    private Kind<T> meaning(Map<String, String> others) {
        return new Kind<>(label, decoder, schema, naming, others, inside);
    }

    Kind<T> inside(Inside other) {
        return new Kind<>(label, decoder, schema, naming, words, other);
    }

    /** The keys of a mapping with a closed set of them; else none. */
    public List<Key<?>> keys() {
        return inside instanceof Inside.Keys(var keys) ? keys : List.of();
    }

    /** What is known of the value that a matcher in it is of. */
    Shape shape() {
        return inside instanceof Inside.Matcher(var shape) ? shape : new Shape.Json();
    }

    /** Whether operators can stand in it. */
    public boolean isMatcher() {
        return inside instanceof Inside.Matcher;
    }

    private static Map<String, String> eventTypes() {
        var types = new LinkedHashMap<String, String>();
        Arrays.stream(EventType.values()).forEach(it -> types.put(it.wireName(), it.summary()));
        return types;
    }
}
