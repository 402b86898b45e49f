package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Decoder;
import dev.simrun.scenario.Template;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names that a step may use: those that the steps before it have bound. What is known when a file is read has been
 * put in before.
 */
public final class Names {
    /** The roots of what is known when a file is read, and of what may come to be. */
    public static final Set<String> RESERVED =
            Set.of("vars", "case", "env", "run", "matrix", "services", "ports", "inputs");

    private static final String FORM = "[A-Za-z_][A-Za-z0-9_-]*";

    private final Consumer<Problem> problems;
    private final Set<String> known;
    private final Optional<Substitution> substitution;
    private final Map<String, Location> bound = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, StepSpec> begun = new HashMap<>();

    /** For a part of the text where no names are bound and none were put in. */
    Names(Consumer<Problem> problems) {
        this(problems, Set.of(), Optional.empty());
    }

    /**
     * None yet.
     *
     * @param substitution what may be meant where a name is not bound
     */
    Names(Consumer<Problem> problems, Substitution substitution) {
        this(problems, Set.of(), Optional.of(substitution));
    }

    /**
     * The names of a case that runs.
     *
     * @param known what has been bound in it, which may be bound anew
     */
    Names(Consumer<Problem> problems, Set<String> known, Optional<Substitution> substitution) {
        this.problems = problems;
        this.known = known;
        this.substitution = substitution;
    }

    /** Those of a part of the text: what it binds is not bound after it. */
    Names inner(Consumer<Problem> elsewhere, Substitution more) {
        var inner = new Names(elsewhere, known, Optional.of(more));
        inner.bound.putAll(bound);
        inner.shapes.putAll(shapes);
        inner.begun.putAll(begun);
        return inner;
    }

    static ObjectNode schema() {
        var own = RESERVED.stream().sorted().toList();
        return Schemas.types("string")
                .put("pattern", "^(?!(" + String.join("|", own) + ")$)" + FORM + "$")
                .put(Schemas.MESSAGE, "a name such as first_call, and none of simrun's own: " + String.join(", ", own));
    }

    void bind(String name, Location at) {
        if (!name.matches(FORM)) {
            var meant = name.replaceAll("[^A-Za-z0-9_-]+", "_");
            var problem = Problem.of(at, "\"" + name + "\" is not a name such as first_call");
            problems.accept(meant.matches(FORM) ? problem.remark("write " + meant) : problem);
            return;
        } else if (RESERVED.contains(name)) {
            problems.accept(Problem.of(at, "the name \"" + name + "\" is simrun's own"));
            return;
        }
        var before = bound.putIfAbsent(name, at);
        if (before != null) {
            problems.accept(
                    Problem.of(at, "the name \"" + name + "\" is bound twice").note("first at " + before));
        }
    }

    /** Binds a name to a value of which something is known. */
    void bind(String name, Location at, Shape shape) {
        bind(name, at);
        shapes.putIfAbsent(name, shape);
    }

    /** Its step does not wait for its result. */
    void begun(String name, StepSpec spec) {
        begun.putIfAbsent(name, spec);
    }

    /** The step of that name that did not wait for its result, if the text has it. */
    Optional<StepSpec> begun(String name) {
        return Optional.ofNullable(begun.get(name));
    }

    /** Checks the name of a step that did not wait for its result; one of a case that runs may have been another. */
    void checkBegun(Location at, String name) {
        check(at, name, name, Set.of());
        if (bound.containsKey(name) && !begun.containsKey(name)) {
            problems.accept(Problem.of(at, "the step \"" + name + "\" waits for its result itself")
                    .note("with wait: false it doesn't, and expect_result looks at it"));
        }
    }

    /** What is known of the value at a path. */
    Shape shape(ValuePath path) {
        Shape found = shapes.getOrDefault(path.steps().getFirst(), new Shape.Json());
        for (var step : path.steps().subList(1, path.steps().size())) {
            found = found.at(step);
        }
        return found;
    }

    boolean has(String name) {
        return bound.containsKey(name) || known.contains(name);
    }

    /** Whether a node holds names, all of which must be bound. */
    boolean needed(Node node) {
        return !node.scalars().filter(this::needs).toList().isEmpty(); // looks at all
    }

    /** A value now, or once its names have values; empty where it is wrong, which is then told. */
    <T> Optional<Arg<T>> read(Node node, Decoder<T> decoder) {
        var found = new ArrayList<Problem>();
        if (needed(node)) {
            decoder.decode(node, found::add);
            var wrong = found.stream().filter(it -> !isLate(it, node)).toList();
            wrong.forEach(problems);
            return wrong.isEmpty() ? Optional.of(Arg.late(node, decoder)) : Optional.empty();
        }
        var value = decoder.decode(Template.literal(node), found::add);
        found.forEach(problems);
        return found.isEmpty() ? value.map(known -> Arg.of(node.at(), known)) : Optional.empty();
    }

    /** What is told of a scalar may be right once its names have values; of a list or a mapping it is not. */
    private static boolean isLate(Problem problem, Node node) {
        return node.scalars().filter(Template::isIn).anyMatch(it -> it.at().equals(problem.at()));
    }

    private boolean needs(Node.Scalar scalar) {
        if (!Template.isIn(scalar)) {
            return false;
        }
        var references = Template.parse(scalar.text()).references();
        references.forEach(reference -> check(scalar.at(), reference));
        return !references.isEmpty();
    }

    private void check(Location at, Template.Part.Reference reference) {
        if (!reference.closed()) {
            problems.accept(Problem.of(at, "\"" + reference.shown() + "\" has no closing brace"));
            return;
        }
        // Substitution has put these in, or told that they are undefined
        check(
                at,
                reference.path(),
                reference.shown(),
                substitution.map(Substitution::roots).orElse(Substitution.ROOTS));
    }

    /** Checks a path whose root is a bound name, or one of some others. */
    void check(Location at, String path, String raw, Set<String> others) {
        var parsed = ValuePath.parse(path);
        if (parsed.isEmpty()) {
            var problem = Problem.of(at, "\"" + raw + "\" is not a path such as call.payload.items[0]");
            var inside = raw.replaceAll("^\\$\\{+ *| *}+$", "").replaceFirst("^matrix\\.", "case.");
            problems.accept(
                    ValuePath.parse(inside).isEmpty()
                            ? problem
                            : problem.remark("write " + (raw.startsWith("${{") ? "${" + inside + "}" : inside)));
            return;
        }
        var root = parsed.get().steps().getFirst();
        if (!has(root) && !others.contains(root)) {
            problems.accept(undefined(at, raw, root));
        } else {
            checkFields(at, parsed.get());
        }
    }

    /** A path into a result must be one that the result can have. */
    private void checkFields(Location at, ValuePath path) {
        var steps = path.steps();
        Shape shape = shapes.getOrDefault(steps.getFirst(), new Shape.Json());
        for (var step : steps.subList(1, steps.size())) {
            if (shape instanceof Shape.Tree(var title, var fields) && !fields.containsKey(step)) {
                problems.accept(Problem.of(at, title + " has no field \"" + step + "\"")
                        .meant(Spelling.nearest(step, fields.keySet()))
                        .note("fields: " + String.join(", ", fields.keySet())));
                return;
            }
            shape = shape.at(step);
        }
    }

    private Problem undefined(Location at, String raw, String root) {
        var all = new LinkedHashSet<>(known);
        all.addAll(bound.keySet());
        var guesses = new LinkedHashSet<>(all);
        guesses.addAll(Substitution.ROOTS);
        guesses.remove(root);
        var problem = Problem.of(at, "undefined name \"" + raw + "\"").meant(Spelling.nearest(root, guesses));
        if (root.matches("[A-Z][A-Z0-9_]+")) {
            return problem.remark("a variable of the environment is ${env." + root + "}");
        }
        if (RESERVED.contains(root)) {
            return problem.note("simrun's own names: vars, case, env, run");
        }
        var written = Stream.of("vars", "case")
                .filter(it -> substitution.stream()
                        .anyMatch(values -> values.values(it).containsKey(root)))
                .findFirst();
        if (written.isPresent()) {
            return problem.remark("did you mean ${" + written.get() + "." + root + "}?");
        }
        if (Results.ALL.stream().anyMatch(field -> field.name().equals(root))) {
            return problem.remark("name the step, as: first, and write first." + raw);
        }
        return all.isEmpty()
                ? problem.note("no step before binds a name (as: NAME)")
                : problem.note("names: " + String.join(", ", all));
    }
}
