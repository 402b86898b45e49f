package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.scenario.Decoder;
import dev.simrun.scenario.Template;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A mapping with a closed set of keys, in a part of the file where no names are bound. */
final class Fields {
    private final Problems problems;
    private final Names names;
    private final Location at;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Location> keys = new LinkedHashMap<>();

    private Fields(Problems problems, Location at) {
        this.problems = problems;
        this.names = new Names(problems);
        this.at = at;
    }

    /** Reads a mapping; unknown and missing keys, or another value, become problems. */
    static Fields of(Node node, String where, List<Key> known, Problems problems) {
        var fields = new Fields(problems, node.at());
        switch (node) {
            case Node.Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    fields.take(entry, where, known.stream().map(Key::name).toList());
                }
                fields.requireAll(where, known, mapping.entries());
            }
            case Node.Scalar scalar when scalar.value().isNull() ->
                    fields.requireAll(where, known, List.of());
            case Node.Scalar _, Node.Sequence _ ->
                    problems.add(
                            Problem.of(
                                            node.at(),
                                            Decoders.shown(node)
                                                    + " is not a mapping, as "
                                                    + where
                                                    + " is")
                                    .note(keys(known.stream().map(Key::name).toList())));
        }
        return fields;
    }

    private void requireAll(String where, List<Key> known, List<Node.Entry> entries) {
        known.stream()
                .filter(key -> key.required() && !values.containsKey(key.name()))
                .filter(key -> !misspelt(key.name(), entries))
                .forEach(key ->
                        problems.add(Problem.of(at, where + " lacks \"" + key.name() + "\"")));
    }

    /** Whether a key that is not there was probably meant by another, which is told as unknown. */
    static boolean misspelt(String name, List<Node.Entry> entries) {
        return entries.stream()
                .anyMatch(e -> Spelling.nearest(e.key().text(), List.of(name)).isPresent());
    }

    private void take(Node.Entry entry, String where, List<String> known) {
        var name = entry.key().text();
        if (known.contains(name)) {
            values.put(name, entry.value());
            keys.put(name, entry.key().at());
        } else {
            problems.add(unknown(entry.key(), where, known));
        }
    }

    static Problem unknown(Node.Scalar key, String where, Collection<String> known) {
        var problem =
                Problem.of(key.at(), "unknown key \"" + key.text() + "\" in " + where)
                        .note(keys(known));
        return Spelling.nearest(key.text(), known)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }

    static String keys(Collection<String> known) {
        return known.isEmpty() ? "it has no keys" : "keys: " + String.join(", ", known);
    }

    Location at() {
        return at;
    }

    /** Where a key stands; where the mapping does, if it has no such key. */
    Location keyAt(String key) {
        return keys.getOrDefault(key, at);
    }

    /** Puts other values in place of those of some keys. */
    void replaceAll(List<String> names, UnaryOperator<Node> change) {
        names.forEach(name -> values.computeIfPresent(name, (_, value) -> change.apply(value)));
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The decoded value of a key; empty if it is not there or is wrong, which is then told. */
    <T> Optional<T> get(String key, Decoder<T> decoder) {
        return node(key).flatMap(node -> decode(node, decoder));
    }

    /** The decoded value of a node that is no mapping's. */
    static <T> Optional<T> value(Node node, Decoder<T> decoder, Problems problems) {
        return new Fields(problems, node.at()).decode(node, decoder);
    }

    /** A value in which no names may stand: none is bound here. */
    <T> Optional<T> decode(Node node, Decoder<T> decoder) {
        if (names.needed(node)) {
            return Optional.empty(); // told as undefined
        }
        var found = new ArrayList<Problem>();
        var filled = Template.fill(node, _ -> Optional.empty(), found::add);
        var value = decoder.decode(filled, found::add);
        found.forEach(problems::add);
        return found.isEmpty() ? value : Optional.empty();
    }

    String text(String key, String otherwise) {
        return get(key, Decoders.TEXT).orElse(otherwise);
    }

    Duration duration(String key, Duration otherwise) {
        return get(key, Decoders.DURATION).orElse(otherwise);
    }

    /** A mapping of names to texts; numbers and booleans are taken as written. */
    Map<String, String> variables(String key) {
        var variables = new LinkedHashMap<String, String>();
        var node = node(key);
        if (node.isPresent()) {
            if (node.get() instanceof Node.Mapping mapping) {
                for (var entry : mapping.entries()) {
                    decode(entry.value(), Decoders.TEXT)
                            .ifPresent(text -> variables.put(entry.key().text(), text));
                }
            } else {
                problems.add(
                        Problem.of(
                                node.get().at(),
                                Decoders.shown(node.get())
                                        + " is not a mapping of names to values"));
            }
        }
        return variables;
    }
}
