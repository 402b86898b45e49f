package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Growth;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Template;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts in what is known when a file is read, {@code vars}, {@code case}, {@code env}, {@code run} and the contents of
 * other files, as if it had been written there. Other names stay for the run.
 */
final class Substitution {
    /** What the names that are put in begin with. */
    static final Set<String> ROOTS = Set.of("vars", "case", "env", "run");

    private final Map<String, Map<String, Node>> roots = new LinkedHashMap<>();

    /** The same as trees, made when first asked for: cases share them. */
    private final Map<String, JsonNode> trees = new LinkedHashMap<>();

    private final Growth growth;
    private final FileValues files;
    private final Problems problems;

    Substitution(FileValues files, Problems problems) {
        this(files, new Growth(), problems);
    }

    private Substitution(FileValues files, Growth growth, Problems problems) {
        this.files = files;
        this.growth = growth;
        this.problems = problems;
    }

    /** The same values, which later definitions here don't change; problems go elsewhere. */
    Substitution copy(Problems elsewhere) {
        var copy = new Substitution(files, elsewhere);
        copy.roots.putAll(roots);
        return copy;
    }

    /** The same values and a further root, for a part of the text; what that comes to counts with the rest. */
    Substitution with(String root, Map<String, Node> values, Problems elsewhere) {
        var more = new Substitution(files, growth, elsewhere);
        more.roots.putAll(roots);
        more.define(root, values);
        return more;
    }

    void define(String root, Map<String, Node> values) {
        roots.put(root, values);
        trees.remove(root);
    }

    /** The names of a row of {@code cases}, the reading of which begins. */
    void defineCase(Location row, Map<String, Node> values) {
        define("case", values);
        growth.begin(row);
    }

    /**
     * Combinations of rows are to be read, into each of which the same is put.
     *
     * @param rows how many each axis has
     * @throws dev.simrun.source.ScenarioException if that is too much
     */
    void foresee(Location at, List<Integer> rows, List<Node> written) {
        growth.foresee(at, rows, new Node.Sequence(at, written));
    }

    /** Values stand once more, beside where they were written. */
    void repeat(Location at, Collection<Node> more) {
        more.forEach(value -> growth.add(at, value));
    }

    Map<String, Node> values(String root) {
        return roots.getOrDefault(root, Map.of());
    }

    /**
     * A value with what its names stand for.
     *
     * @throws dev.simrun.source.ScenarioException if that is too much
     */
    Node fill(Node node) {
        growth.add(node.at(), node);
        var filled = node.map(this::fillScalar);
        if (!FileValues.areNamedIn(filled)) {
            return filled;
        }
        var whole = files.put(filled, problems);
        growth.add(node.at(), whole);
        return whole;
    }

    private Node fillScalar(Node.Scalar scalar) {
        if (!Template.isIn(scalar)) {
            return scalar;
        }
        var parts = Template.parse(scalar.text()).parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Part.Reference reference && known(reference)) {
            return find(scalar.at(), reference)
                    .map(node -> used(scalar.at(), node))
                    .orElse(scalar);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Template.Part.Text plain -> text.append(plain.text().replace("${", "$${"));
                case Template.Part.Reference reference -> {
                    var found = known(reference) ? find(scalar.at(), reference) : Optional.<Node>empty();
                    found.ifPresent(node -> growth.addText(scalar.at(), node));
                    text.append(found.map(Substitution::text).orElse(reference.raw()));
                }
            }
        }
        return Values.scalar(scalar.at(), text.toString());
    }

    private boolean known(Template.Part.Reference reference) {
        return reference.closed()
                && ValuePath.parse(reference.path())
                        .filter(path -> isRoot(path.steps().getFirst()))
                        .isPresent();
    }

    /** What the names begin with that are put in. */
    Set<String> roots() {
        var all = new LinkedHashSet<>(ROOTS);
        all.addAll(roots.keySet());
        return all;
    }

    private boolean isRoot(String name) {
        return ROOTS.contains(name) || roots.containsKey(name);
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar
                ? scalar.text()
                : node.toJson().toString();
    }

    /** A scalar is told of where it is used, a larger value where it was written. */
    private Node used(Location at, Node node) {
        growth.add(at, node);
        return node instanceof Node.Scalar scalar
                ? new Node.Scalar(at, scalar.text(), scalar.value(), scalar.quoted())
                : node;
    }

    private Optional<Node> find(Location at, Template.Part.Reference reference) {
        var steps = ValuePath.parse(reference.path()).orElseThrow().steps();
        var root = steps.getFirst();
        var values = values(root);
        if (steps.size() < 2) {
            problems.tell(at, "\"" + reference.shown() + "\" names no value: write " + root + ".NAME");
            return Optional.empty();
        }
        Optional<Node> found = Optional.ofNullable(values.get(steps.get(1)));
        var names = values.keySet();
        int depth = 2;
        while (found.isPresent() && depth < steps.size()) {
            names = names(found.get());
            found = found.get().child(steps.get(depth++));
        }
        if (found.isEmpty()) {
            problems.add(undefined(at, reference, steps.subList(0, depth), names));
        }
        return found;
    }

    private static Set<String> names(Node node) {
        return node instanceof Node.Mapping mapping ? values(mapping).keySet() : Set.of();
    }

    /** Tells of the last of some steps, in whose place others could stand. */
    private Problem undefined(Location at, Template.Part.Reference reference, List<String> steps, Set<String> names) {
        var before = String.join(".", steps.subList(0, steps.size() - 1));
        var name = steps.getLast();
        var problem = Problem.of(at, "undefined name \"" + reference.shown() + "\"");
        if (before.equals("env")) {
            return problem.note("the environment variable " + name + " is not set");
        }
        return problem.meant(Spelling.nearest(name, names).map(near -> before + "." + near))
                .note(before + (names.isEmpty() ? " has no names here" : ": " + String.join(", ", names)));
    }

    /** What a {@link Scope} begins with. */
    Map<String, JsonNode> trees() {
        roots.forEach((root, values) -> trees.computeIfAbsent(root, _ -> tree(values)));
        return new LinkedHashMap<>(trees);
    }

    private static JsonNode tree(Map<String, Node> values) {
        var tree = JsonNodeFactory.instance.objectNode();
        values.forEach((name, node) -> tree.set(name, node.toJson()));
        return tree;
    }

    /** The values of a mapping, by key. */
    static Map<String, Node> values(Node.Mapping mapping) {
        var values = new LinkedHashMap<String, Node>();
        mapping.entries().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }
}
