package dev.simrun.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A value of the YAML text that knows its place. What an alias stands for has its anchor's place. */
public sealed interface Node {
    /** More of a text is not shown in messages. */
    int SHOWN = 60;

    /** Where the value starts. */
    Location at();

    /** The value as a plain tree, without any interpretation. */
    JsonNode toJson();

    /** The value in a message. */
    default String shown() {
        return switch (this) {
            case Scalar scalar when scalar.value().isNull() -> "an empty value";
            case Scalar scalar -> "\"" + cut(scalar.text()) + "\"";
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
        };
    }

    /** The same with something in place of each scalar; keys stay. */
    default Node map(Function<Scalar, Node> change) {
        return switch (this) {
            case Scalar scalar -> change.apply(scalar);
            case Sequence(var at, var items) ->
                new Sequence(at, items.stream().map(item -> item.map(change)).toList());
            case Mapping(var at, var entries, var literal) ->
                new Mapping(
                        at,
                        entries.stream()
                                .map(it -> new Entry(it.key(), it.value().map(change)))
                                .toList(),
                        literal);
        };
    }

    /** What stands at a key, or at a position in a list. */
    default Optional<Node> child(String step) {
        return switch (this) {
            case Scalar _ -> Optional.empty();
            case Mapping mapping -> mapping.value(step);
            case Sequence sequence ->
                step.matches("\\d{1,9}")
                        ? sequence.items().stream().skip(Long.parseLong(step)).findFirst()
                        : Optional.empty();
        };
    }

    /** All scalars in it; keys are none. */
    default Stream<Scalar> scalars() {
        return switch (this) {
            case Scalar scalar -> Stream.of(scalar);
            case Sequence sequence -> sequence.items().stream().flatMap(Node::scalars);
            case Mapping mapping ->
                mapping.entries().stream().flatMap(entry -> entry.value().scalars());
        };
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /**
     * A text, number, boolean or null.
     *
     * @param text as written, quotes and escapes resolved
     * @param value typed by YAML 1.2's core schema; a key is always text
     * @param quoted whether it was written in quotes or as a block ({@code |} or {@code >})
     */
    record Scalar(Location at, String text, JsonNode value, boolean quoted) implements Node {
        @Override
        public JsonNode toJson() {
            return value;
        }
    }

    /** A list. */
    record Sequence(Location at, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode toJson() {
            var array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }
    }

    /**
     * Keys with their values in the order of the text; no key occurs twice.
     *
     * @param at the first key; the opening brace where it is written with braces
     * @param literal whether its keys are what they are, also where others would be operators
     */
    record Mapping(Location at, List<Entry> entries, boolean literal) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Mapping(Location at, List<Entry> entries) {
            this(at, entries, false);
        }

        public Stream<Scalar> keys() {
            return entries.stream().map(Entry::key);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
        }

        public Optional<Node> value(String key) {
            return entry(key).map(Entry::value);
        }

        /** What stands at a key, if that is a scalar. */
        public Optional<String> text(String key) {
            return value(key).filter(Scalar.class::isInstance).map(it -> ((Scalar) it).text());
        }

        @Override
        public JsonNode toJson() {
            var object = JsonNodeFactory.instance.objectNode();
            entries.forEach(entry -> object.set(entry.name(), entry.value().toJson()));
            return object;
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }
}
