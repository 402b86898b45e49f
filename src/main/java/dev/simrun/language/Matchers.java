package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.match.MalformedException;
import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.PathChecks;
import dev.simrun.scenario.PathChecks.PathCheck;
import dev.simrun.scenario.Template;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads what values are expected to be, where some names are bound. */
record Matchers(Setting setting) {
    /** The operators whose operand is compared with the value itself. */
    private static final Set<String> COMPARING = Set.of("$exact", "$not", "$one_of");

    private static final String HEADERS = "headers";

    private void tell(Location at, String message) {
        setting.problems().tell(at, message);
    }

    /** A matcher of a value of which nothing is known. */
    Optional<Expected> read(Node node) {
        return read(new Expected(node, new Shape.Json(), ""));
    }

    /** What the value of a key must be. */
    Optional<Expected> read(Key<Expected> key, Node node) {
        check(key, node);
        return read(new Expected(node, key.kind().shape(), key.name()));
    }

    /** A matcher, checked as far as it can be without the values of names. */
    private Optional<Expected> read(Expected expected) {
        setting.names().needed(expected.node());
        try {
            var _ = expected.matcher(Matchers::placeholder);
        } catch (MalformedException malformed) {
            var wrong = malformed.problems().stream()
                    .filter(problem -> problem.atKey() || !isLate(expected.find(problem.path())))
                    .toList();
            wrong.forEach(problem -> setting.problems().add(expected.problem(problem)));
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(expected);
    }

    /** Where a value comes from a name, its shape is known only when the step runs. */
    private static Optional<JsonNode> placeholder(String text) {
        return text.contains("${") ? Optional.of(StringNode.valueOf("1s")) : Optional.empty();
    }

    private static boolean isLate(Node node) {
        return node instanceof Node.Scalar scalar && Template.isIn(scalar);
    }

    /** A mapping of some of the fields that there are; names of headers are in lower case. */
    Optional<Expected> fields(List<Key<Expected>> known, String where, Node node) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            var form = form(known, node);
            tell(node.at(), where + " checks nothing: it is a mapping of fields" + form);
            return Optional.empty();
        }
        var foreign = mapping.keys().filter(key -> isForeign(key, known, where)).toList();
        if (!foreign.isEmpty()) {
            foreign.forEach(key -> setting.problems().add(Fields.unknown(key, where, Key.names(known))));
            return Optional.empty();
        }
        for (var entry : mapping.entries()) {
            Key.find(known, entry.name()).ifPresent(key -> check(key, entry.value()));
        }
        var looked = Key.names(known).contains(HEADERS) ? lowerCaseHeaders(mapping) : mapping;
        return read(new Expected(looked, shape(where, known), ""));
    }

    /** A field that a word, or a number, is most likely meant for. */
    private static String form(List<Key<Expected>> known, Node node) {
        if (!(node instanceof Node.Scalar word)) {
            return "";
        }
        var text = word.text();
        var names = Key.names(known);
        if (names.contains("outcome")) {
            return ", such as {outcome: " + (text.isEmpty() ? "success" : text) + "}";
        }
        return names.contains("status") ? ", such as {status: " + (text.isEmpty() ? "200" : text) + "}" : "";
    }

    /** Whether a key is no field, and looks like none, but it is known what was meant by it. */
    private static boolean isForeign(Node.Scalar key, List<Key<Expected>> known, String where) {
        return !key.text().startsWith("$")
                && Key.find(known, key.text()).isEmpty()
                && Spelling.nearest(key.text(), Key.names(known)).isEmpty()
                && Hints.instead(where, key.text()).isPresent();
    }

    /** A mapping of some of these fields. */
    static Shape shape(String title, List<Key<Expected>> known) {
        var fields = new LinkedHashMap<String, Shape>();
        known.forEach(key -> fields.put(key.name(), key.kind().shape()));
        return new Shape.Tree(title, fields);
    }

    /** What could never match would let a check that it does not happen pass for ever. */
    private void check(Key<Expected> key, Node value) {
        switch (value) {
            case Node.Scalar scalar -> {
                if (scalar.value().isString() && !scalar.text().contains("${")) {
                    setting.check(key.kind().naming(), "", scalar.at(), scalar.text());
                }
            }
            case Node.Sequence list -> list.items().forEach(item -> check(key, item));
            case Node.Mapping mapping ->
                mapping.entries().stream()
                        .filter(entry -> COMPARING.contains(entry.name()))
                        .forEach(entry -> check(key, entry.value()));
        }
    }

    /** Names of headers are in lower case in results. */
    private static Node looked(Shape shape, Node value) {
        return shape instanceof Shape.Tree(var _, var fields)
                        && fields.containsKey(HEADERS)
                        && value instanceof Node.Mapping mapping
                ? lowerCaseHeaders(mapping)
                : value;
    }

    private static Node lowerCaseHeaders(Node.Mapping mapping) {
        return new Node.Mapping(
                mapping.at(),
                mapping.entries().stream()
                        .map(entry -> entry.name().equals(HEADERS) && entry.value() instanceof Node.Mapping headers
                                ? new Node.Entry(entry.key(), lowerCase(headers))
                                : entry)
                        .toList());
    }

    private static Node lowerCase(Node.Mapping headers) {
        return new Node.Mapping(
                headers.at(),
                headers.entries().stream()
                        .map(entry ->
                                Values.entry(entry.key().at(), entry.name().toLowerCase(Locale.ROOT), entry.value()))
                        .toList());
    }

    /** Pairs of a path and what the value there must be. */
    Optional<PathChecks> paths(Node node) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            tell(node.at(), "this checks nothing: write a path and what stands there, such as {call.payload.n: 1}");
            return Optional.empty();
        }
        var checks = new ArrayList<PathCheck>();
        for (var entry : mapping.entries()) {
            var path = entry.name();
            setting.names().check(entry.key().at(), path, path, Substitution.ROOTS);
            ValuePath.parse(path)
                    .map(setting.names()::shape)
                    .flatMap(shape -> read(new Expected(looked(shape, entry.value()), shape, path)))
                    .ifPresent(expected -> checks.add(new PathCheck(entry.key().at(), path, expected)));
        }
        return Optional.of(new PathChecks(checks));
    }
}
