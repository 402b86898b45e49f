package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.PathChecks;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads lists of steps. */
final class StepReader {
    private final Path folder;
    private final Problems problems;
    private final Names names;
    private final Set<String> actors;
    private final boolean strangersMayRegister;

    /**
     * A reader of one case's steps.
     *
     * @param folder the scenario's, absolute
     * @param actors the names of the declared extensions
     * @param strangersMayRegister whether other names can come to be registered
     */
    StepReader(Path folder, Names names, Set<String> actors, boolean strangersMayRegister) {
        this.folder = folder;
        this.problems = names.problems();
        this.names = names;
        this.actors = actors;
        this.strangersMayRegister = strangersMayRegister;
    }

    /** The scenario's folder, absolute. */
    Path folder() {
        return folder;
    }

    Problems problems() {
        return problems;
    }

    Names names() {
        return names;
    }

    void requireActor(Location at, String name) {
        if (!name.equals("runtime") && !actors.contains(name)) {
            var known = new LinkedHashSet<>(List.of("runtime"));
            known.addAll(actors);
            problems.add(undeclared(at, name, known));
        }
    }

    /** Who can stand in an event: the environment, a declared actor, or a stranger. */
    void requireEventActor(Location at, String name) {
        if (!name.equals("environment") && !strangersMayRegister) {
            requireActor(at, name);
        }
    }

    void requireExtension(Location at, String name) {
        if (!actors.contains(name) && !strangersMayRegister) {
            problems.add(undeclared(at, name, actors));
        }
    }

    private static Problem undeclared(Location at, String name, Set<String> known) {
        var problem =
                Problem.of(at, "there is no actor \"" + name + "\"")
                        .note(
                                known.isEmpty()
                                        ? "the file declares no extensions"
                                        : "actors: " + String.join(", ", known));
        return Spelling.nearest(name, known)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }

    List<Step> read(Node node, String where) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(Problem.of(node.at(), where + " is not a list of steps"));
            return List.of();
        }
        var steps = new ArrayList<Step>();
        for (var item : sequence.items()) {
            step(item).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> bare(scalar);
            case Node.Mapping mapping -> step(mapping);
            case Node.Sequence _ -> {
                problems.add(Problem.of(node.at(), "a list is not a step"));
                yield Optional.empty();
            }
        };
    }

    private Optional<Step> bare(Node.Scalar scalar) {
        var spec = Catalogue.step(scalar.text());
        if (spec.isEmpty()) {
            problems.add(unknownStep(scalar));
            return Optional.empty();
        }
        return read(spec.get(), scalar.at(), new Written(scalar, List.of(), List.of()));
    }

    private static Problem unknownStep(Node.Scalar key) {
        var known = Catalogue.stepKeys();
        var problem =
                Problem.of(key.at(), "unknown step \"" + key.text() + "\"")
                        .note("steps: " + String.join(", ", known));
        return Spelling.nearest(key.text(), known)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }

    private Optional<Step> step(Node.Mapping mapping) {
        var stepKeys =
                mapping.entries().stream()
                        .filter(entry -> Catalogue.step(entry.key().text()).isPresent())
                        // "name" and the like are modifiers where another step key stands
                        .toList();
        if (stepKeys.isEmpty()) {
            var key =
                    mapping.entries().stream()
                            .map(Node.Entry::key)
                            .filter(k -> !Catalogue.MODIFIERS.containsKey(k.text()))
                            .findFirst();
            problems.add(
                    key.map(StepReader::unknownStep)
                            .orElse(Problem.of(mapping.at(), "a step without a step key")));
            bindUnread(mapping);
            return Optional.empty();
        }
        if (stepKeys.size() > 1) {
            problems.add(
                    Problem.of(
                            stepKeys.get(1).key().at(),
                            "a second step key \""
                                    + stepKeys.get(1).key().text()
                                    + "\" in one step: begin a new one with \"- \""));
            bindUnread(mapping);
            return Optional.empty();
        }
        var entry = stepKeys.getFirst();
        var spec = Catalogue.step(entry.key().text()).orElseThrow();
        var modifiers = mapping.entries().stream().filter(e -> !e.equals(entry)).toList();
        var arguments = arguments(spec, entry.value());
        return read(spec, mapping.at(), new Written(entry.key(), arguments, modifiers));
    }

    /** A step as it is written: its key, its arguments and what stands beside the key. */
    private record Written(
            Node.Scalar key, List<Node.Entry> arguments, List<Node.Entry> modifiers) {}

    /** Later uses of a name are right even where the step that binds it can't be read. */
    private void bindUnread(Node.Mapping step) {
        if (step.value("as").orElse(null) instanceof Node.Scalar name && !name.value().isNull()) {
            names.bind(name.text(), name.at());
        }
    }

    private static Problem unknownArgument(Node.Scalar key, StepSpec spec) {
        var problem = Fields.unknown(key, spec.key(), spec.argumentNames());
        return spec.takes(key.text())
                ? problem.remark("a modifier stands beside \"" + spec.key() + ":\", not within it")
                : problem;
    }

    private List<Node.Entry> arguments(StepSpec spec, Node value) {
        if (value instanceof Node.Mapping mapping) {
            for (var argument : mapping.entries()) {
                if (!spec.open() && !spec.argumentNames().contains(argument.key().text())) {
                    problems.add(unknownArgument(argument.key(), spec));
                }
            }
            return mapping.entries();
        }
        if (value instanceof Node.Scalar scalar && scalar.value().isNull()) {
            return List.of();
        }
        if (spec.main().isEmpty()) {
            problems.add(
                    Problem.of(
                                    value.at(),
                                    Decoders.shown(value)
                                            + " can't stand here: "
                                            + spec.key()
                                            + (spec.argumentNames().isEmpty()
                                                    ? " takes no arguments"
                                                    : " has no main argument"))
                            .note(Fields.keys(spec.argumentNames())));
            return List.of();
        }
        var key = Values.scalar(value.at(), spec.main().get());
        return List.of(new Node.Entry(key, value));
    }

    private Optional<Step> read(StepSpec spec, Location from, Written written) {
        var at = written.key().at();
        var arguments = new Arguments(this, at, spec.key(), written.arguments());
        var common = common(spec, from, written, arguments);
        var step = spec.reader().read(common, arguments);
        common.as()
                .ifPresent(name ->
                        names.bind(
                                name,
                                written.modifiers().stream()
                                        .filter(m -> m.key().text().equals("as"))
                                        .map(m -> m.value().at())
                                        .findFirst()
                                        .orElse(at)));
        return step;
    }

    private Common common(StepSpec spec, Location from, Written written, Arguments arguments) {
        var at = written.key().at();
        var modifiers = written.modifiers();
        for (var modifier : modifiers) {
            if (!Catalogue.MODIFIERS.containsKey(modifier.key().text())) {
                problems.add(
                        Fields.unknown(
                                modifier.key(),
                                "a step (beside " + spec.key() + ")",
                                Catalogue.MODIFIERS.keySet()));
            } else if (!spec.takes(modifier.key().text())) {
                problems.add(
                        Problem.of(
                                        modifier.key().at(),
                                        "\""
                                                + modifier.key().text()
                                                + "\" has no meaning for "
                                                + spec.key())
                                .note(Catalogue.MODIFIERS.get(modifier.key().text())));
            }
        }
        var fields =
                new Arguments(
                        this,
                        at,
                        spec.key(),
                        modifiers.stream().filter(m -> spec.takes(m.key().text())).toList());
        boolean waits = fields.known("wait", Decoders::bool).orElse(true);
        var expect = fields.node("expect").flatMap(node -> expect(spec, node, arguments));
        if (!waits && expect.isPresent()) {
            problems.add(
                    Problem.of(
                            fields.node("expect").orElseThrow().at(),
                            "with wait: false there is no result yet: use expect_result"));
        }
        return new Common(
                at,
                from,
                spec.key(),
                fields.known("name", Decoders.TEXT),
                fields.known("as", Decoders.TEXT),
                fields.node("if").flatMap(node -> paths(node, arguments)),
                expect,
                waits,
                fields.known("within", Decoders.DURATION).orElse(Common.USUAL_WAIT));
    }

    private Optional<Expected> expect(StepSpec spec, Node node, Arguments arguments) {
        return ResultFields.read(spec.results(), "expect of " + spec.key(), node, arguments);
    }

    /** Pairs of a path and what the value there must be. */
    Optional<PathChecks> paths(Node node, Arguments arguments) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(
                    Problem.of(
                            node.at(),
                            "this checks nothing: write a path and what stands there, such as "
                                    + "{call.payload.n: 1}"));
            return Optional.empty();
        }
        var checks = new ArrayList<PathChecks.PathCheck>();
        for (var entry : mapping.entries()) {
            var path = entry.key().text();
            names.check(entry.key().at(), path, path, Set.of("vars", "case", "env", "run"));
            var expected = arguments.expected(entry.value());
            if (expected.isPresent() && ValuePath.parse(path).isPresent()) {
                checks.add(new PathChecks.PathCheck(entry.key().at(), path, expected.get()));
            }
        }
        return Optional.of(new PathChecks(checks));
    }
}
