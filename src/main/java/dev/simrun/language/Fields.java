package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Decoder;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A mapping with a closed set of keys, in a part of the file where no names are bound. */
final class Fields {
    /** More words are in the way in a message; a reference has them. */
    private static final int MOST_WORDS = 10;

    private final Problems problems;
    private final Names names;
    private final Location at;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Location> keys = new LinkedHashMap<>();

    private Fields(Problems problems, Location at) {
        this.problems = problems;
        this.names = new Names(problems::add);
        this.at = at;
    }

    /** Reads a mapping; unknown and missing keys, or another value, become problems. */
    static Fields of(Node node, String where, List<Key<?>> known, Problems problems) {
        var fields = new Fields(problems, node.at());
        switch (node) {
            case Node.Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    fields.take(entry, where, Key.names(known));
                }
                fields.requireAll(where, known, mapping.entries());
            }
            case Node.Scalar scalar when scalar.value().isNull() -> fields.requireAll(where, known, List.of());
            case Node.Scalar _, Node.Sequence _ -> {
                var problem = Problem.of(node.at(), where + " is a mapping, not " + node.shown());
                var hint = Hints.inPlaceOfMapping(where, node);
                problems.add(withKeys(hint.map(problem::remark).orElse(problem), Key.names(known)));
            }
        }
        return fields;
    }

    private void requireAll(String where, List<Key<?>> known, List<Node.Entry> entries) {
        known.stream()
                .filter(key -> key.required() && !values.containsKey(key.name()))
                .filter(key -> !misspelt(where, key.name(), entries))
                .forEach(key -> problems.add(lacks(at, where, key)));
    }

    static Problem lacks(Location at, String where, Key<?> key) {
        var words = key.kind().words().keySet();
        boolean few = !words.isEmpty() && words.size() <= MOST_WORDS;
        return Problem.of(at, where + " lacks \"" + key.name() + "\"")
                .note(key.name() + ": " + key.text() + (few ? " (" + String.join(", ", words) + ")" : ""));
    }

    /** Whether a key that is not there was probably meant by another, which is told as unknown. */
    static boolean misspelt(String where, String name, List<Node.Entry> entries) {
        return entries.stream()
                .anyMatch(it -> Spelling.nearest(it.name(), List.of(name)).isPresent()
                        || Hints.called(where, it.name()).equals(Optional.of(name))
                        || Hints.instead(where, it.name())
                                .filter(hint -> hint.contains("{" + name + ": "))
                                .isPresent());
    }

    private void take(Node.Entry entry, String where, List<String> known) {
        var name = entry.name();
        if (known.contains(name)) {
            values.put(name, entry.value());
            keys.put(name, entry.key().at());
        } else {
            problems.add(unknown(entry.key(), where, known));
        }
    }

    static Problem unknown(Node.Scalar key, String where, Collection<String> known) {
        var problem = Problem.of(key.at(), "unknown key \"" + key.text() + "\" in " + where);
        var meant = Hints.called(where, key.text()).or(() -> Spelling.nearest(key.text(), known));
        return withKeys(
                meant.isPresent()
                        ? problem.meant(meant)
                        : Hints.instead(where, key.text()).map(problem::remark).orElse(problem),
                known);
    }

    /** Many keys are no help where it is told what to write. */
    private static Problem withKeys(Problem problem, Collection<String> known) {
        return problem.remark().isPresent() && known.size() > MOST_WORDS ? problem : problem.note(keys(known));
    }

    static String keys(Collection<String> known) {
        return known.isEmpty() ? "it has no keys" : "keys: " + String.join(", ", known);
    }

    Location at() {
        return at;
    }

    /** Where a key stands; where the mapping does, if it has no such key. */
    Location keyAt(Key<?> key) {
        return keys.getOrDefault(key.name(), at);
    }

    /** Puts other values in place of those of some keys. */
    void replaceAll(List<Key<?>> some, UnaryOperator<Node> change) {
        Key.names(some).forEach(name -> values.computeIfPresent(name, (_, value) -> change.apply(value)));
    }

    Optional<Node> node(Key<?> key) {
        return Optional.ofNullable(values.get(key.name()));
    }

    boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /** The value of a key; empty if it is not there or is wrong, which is then told. */
    <T> Optional<T> get(Key<T> key) {
        return node(key).flatMap(node -> decode(node, key.kind().decoder()));
    }

    /** The value of a key, or what holds where it is left out. */
    <T> T or(Key<T> key) {
        return get(key).or(key::otherwise).orElseThrow();
    }

    /** Tells of what stands at a key. */
    void tell(Key<?> key, String message) {
        problems.tell(node(key).map(Node::at).orElse(at), message);
    }

    /** The decoded value of a node that is no mapping's. */
    static <T> Optional<T> value(Node node, Decoder<T> decoder, Problems problems) {
        return new Fields(problems, node.at()).decode(node, decoder);
    }

    /** A value in which no names may stand: none is bound here. */
    <T> Optional<T> decode(Node node, Decoder<T> decoder) {
        return names.read(node, decoder).flatMap(Arg::known); // a name is told as undefined
    }
}
