package dev.simrun.language;

import dev.simrun.match.Malformed;
import dev.simrun.match.MalformedException;
import dev.simrun.match.Matcher;
import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.PathChecks;
import dev.simrun.scenario.PathChecks.PathCheck;
import dev.simrun.scenario.Template;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads what values are expected to be, where some names are bound. */
record Matchers(Setting setting) {
    /** The operators whose operand is compared with the value itself. */
    private static final Set<String> COMPARING = Set.of("$exact", "$gt", "$gte", "$lt", "$lte", "$not", "$one_of");

    private static final String HEADERS = "headers";

    private void tell(Location at, String message) {
        setting.problems().tell(at, message);
    }

    private void tell(Problem problem) {
        setting.problems().add(problem);
    }

    /** A matcher, checked as far as it can be without the values of names. */
    Optional<Expected> read(Node node) {
        setting.names().needed(node);
        try {
            var _ = Matcher.parse(node.toJson(), Matchers::placeholder);
        } catch (MalformedException malformed) {
            var wrong = malformed.problems().stream()
                    .filter(problem -> !isLate(new Expected(node).find(problem.path())))
                    .toList();
            wrong.forEach(problem -> tell(problem(node, problem)));
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Expected(node));
    }

    /** What the value of a key must be. */
    Optional<Expected> read(Key<Expected> key, Node node) {
        check(key, node);
        return read(node);
    }

    /** Where a value comes from a name, its shape is known only when the step runs. */
    private static Optional<JsonNode> placeholder(String text) {
        return text.contains("${") ? Optional.of(StringNode.valueOf("1s")) : Optional.empty();
    }

    private static boolean isLate(Node node) {
        return node instanceof Node.Scalar scalar && Template.isIn(scalar);
    }

    private static Problem problem(Node node, Malformed malformed) {
        var problem = Problem.of(place(node, malformed), malformed.message()).meant(malformed.suggestion());
        for (var note : malformed.notes()) {
            problem = problem.note(note);
        }
        return problem;
    }

    /** An operator that is unknown is shown where its name stands, else the value is. */
    private static Location place(Node node, Malformed malformed) {
        var path = malformed.path();
        boolean atKey = malformed.message().startsWith("unknown operator")
                || malformed.message().contains("beside plain keys");
        if (atKey
                && !path.isEmpty()
                && new Expected(node).find(path.subList(0, path.size() - 1)) instanceof Node.Mapping parent) {
            var entry = parent.entry(path.getLast());
            if (entry.isPresent()) {
                return entry.get().key().at();
            }
        }
        return new Expected(node).find(path).at();
    }

    /** A mapping of some of the fields that there are; names of headers are in lower case. */
    Optional<Expected> fields(List<Key<Expected>> known, String where, Node node) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            tell(node.at(), where + " checks nothing: it is a mapping of fields");
            return Optional.empty();
        }
        checkAll(known, where, mapping);
        return read(Key.names(known).contains(HEADERS) ? lowerCaseHeaders(mapping) : node);
    }

    /** Tells each key that is no field, and each value that its field never has. */
    void checkAll(List<Key<Expected>> known, String where, Node.Mapping fields) {
        for (var entry : fields.entries()) {
            var name = entry.name();
            var key = Key.find(known, name);
            key.ifPresent(it -> check(it, entry.value()));
            if (key.isEmpty() && !name.startsWith("$")) {
                tell(Fields.unknown(entry.key(), where, Key.names(known)));
            }
        }
    }

    /** What could never match would let a check that it does not happen pass for ever. */
    private void check(Key<Expected> key, Node value) {
        if (value instanceof Node.Scalar scalar && !scalar.text().contains("${")) {
            checkWord(key, scalar);
            setting.check(key.kind().naming(), scalar.at(), scalar.text());
        }
        if (key.kind().inside() instanceof Kind.Inside.Matcher(boolean duration) && duration) {
            checkDuration(value);
        }
    }

    private void checkWord(Key<Expected> key, Node.Scalar word) {
        var words = key.kind().words().keySet();
        if (!words.isEmpty() && !words.contains(word.text())) {
            tell(Problem.of(word.at(), "\"" + key.name() + "\" is never " + word.shown())
                    .meant(Spelling.nearest(word.text(), words))
                    .note("values: " + String.join(", ", words)));
        }
    }

    /** A number without a unit can't be compared with a duration. */
    private void checkDuration(Node expected) {
        switch (expected) {
            case Node.Scalar scalar -> {
                if (scalar.value().isNumber()) {
                    var _ = Decoders.DURATION.decode(scalar, this::tell);
                }
            }
            case Node.Sequence sequence -> sequence.items().forEach(this::checkDuration);
            case Node.Mapping mapping ->
                mapping.entries().stream()
                        .filter(entry -> COMPARING.contains(entry.name()))
                        .forEach(entry -> checkDuration(entry.value()));
        }
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
            var expected = read(entry.value());
            if (expected.isPresent() && ValuePath.parse(path).isPresent()) {
                checks.add(new PathCheck(entry.key().at(), path, expected.get()));
            }
        }
        return Optional.of(new PathChecks(checks));
    }
}
