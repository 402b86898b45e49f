package dev.simrun.language;

import dev.simrun.scenario.Common;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Steps;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads lists of steps. */
record StepReader(Setting setting) {
    private Problems problems() {
        return setting.problems();
    }

    Steps read(Node node, String where) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems()
                    .add(Problem.of(node.at(), where + " is not a list of steps")
                            .remark(StepProblems.asList(node, where)));
            return Steps.NONE;
        }
        var read = Steps.joined(sequence.items().stream().map(this::steps).toList());
        if (read.isEmpty()) {
            problems().add(tooMany(node.at(), "the list"));
        }
        return read.orElse(Steps.NONE);
    }

    /** What is told where there would be more steps than there may be. */
    static Problem tooMany(Location at, String what) {
        return Problem.of(at, "%s comes to more than %,d steps".formatted(what, Steps.LIMIT));
    }

    private Steps steps(Node node) {
        var repeat = node instanceof Node.Mapping mapping
                ? mapping.entry(RepeatReader.SPEC.key())
                : Optional.<Node.Entry>empty();
        return repeat.isPresent()
                ? repeated((Node.Mapping) node, repeat.get())
                : Steps.of(step(node).stream().toList());
    }

    private Steps repeated(Node.Mapping node, Node.Entry repeat) {
        var spec = RepeatReader.SPEC;
        var others =
                node.entries().stream().filter(entry -> !entry.equals(repeat)).toList();
        var all = arguments(spec, repeat.value(), others);
        if (all.isEmpty()) {
            return Steps.NONE;
        }
        others.forEach(entry -> {
            if (Catalogue.step(entry.name()).isPresent()) {
                problems().add(StepProblems.secondKey(entry));
            } else {
                checkModifier(spec, entry.key());
            }
        });
        var modifiers =
                new Arguments(setting, spec.key(), new Node.Mapping(repeat.key().at(), others));
        var as = modifiers
                .known(Modifiers.AS)
                .flatMap(name -> modifiers.node(Modifiers.AS).map(at -> Values.scalar(at.at(), name)));
        var arguments =
                new Arguments(setting, spec.key(), new Node.Mapping(repeat.key().at(), all.get()));
        return new RepeatReader(setting).read(arguments, as);
    }

    private Optional<Step> step(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> bare(scalar);
            case Node.Mapping mapping -> step(mapping);
            case Node.Sequence _ -> {
                problems().tell(node.at(), "a list is not a step");
                yield Optional.empty();
            }
        };
    }

    private Optional<Step> bare(Node.Scalar scalar) {
        var spec = Catalogue.step(scalar.text());
        if (spec.isEmpty()) {
            problems().add(StepProblems.unknown(scalar));
            return Optional.empty();
        }
        return read(spec.get(), scalar.at(), new Written(scalar, List.of(), List.of()));
    }

    private Optional<Step> step(Node.Mapping mapping) {
        var stepKeys = mapping.entries().stream()
                .filter(entry -> Catalogue.step(entry.name()).isPresent())
                // "name" and the like are modifiers where another step key stands
                .toList();
        if (stepKeys.isEmpty()) {
            problems()
                    .add(mapping.entries().stream()
                            .filter(entry -> Catalogue.modifier(entry.name()).isEmpty())
                            .findFirst()
                            .map(StepProblems::unknown)
                            .orElseGet(() -> StepProblems.withoutKey(mapping)));
        } else if (stepKeys.size() > 1) {
            problems().add(StepProblems.secondKey(stepKeys.get(1)));
        }
        if (stepKeys.size() != 1) {
            bindUnread(mapping);
            return Optional.empty();
        }
        var entry = stepKeys.getFirst();
        var spec = Catalogue.step(entry.name()).orElseThrow();
        var modifiers = mapping.entries().stream().filter(e -> !e.equals(entry)).toList();
        var arguments = arguments(spec, entry.value(), modifiers);
        if (arguments.isEmpty()) {
            bindUnread(mapping);
        }
        return arguments.flatMap(all -> read(spec, mapping.at(), new Written(entry.key(), all, modifiers)));
    }

    /** A step as it is written: its key, its arguments and what stands beside the key. */
    private record Written(Node.Scalar key, List<Node.Entry> arguments, List<Node.Entry> modifiers) {}

    /** Later uses of a name are right even where the step that binds it can't be read. */
    private void bindUnread(Node.Mapping step) {
        if (step.value(Modifiers.AS.name()).orElse(null) instanceof Node.Scalar name
                && !name.value().isNull()) {
            setting.names().bind(name.text(), name.at());
        }
    }

    private static Problem unknownArgument(Node.Scalar key, StepSpec spec) {
        var problem = Fields.unknown(key, spec.key(), Key.names(spec.arguments()));
        if (takes(spec, key) && Hints.called(spec.key(), key.text()).isEmpty()) {
            return problem.remark("a modifier stands beside \"" + spec.key() + ":\", not within it");
        }
        return problem.remark().isPresent() ? problem : problem.remark("such as " + spec.form());
    }

    /**
     * All of a step; those that stand beside its key by mistake are read like the others. Empty where there can't be
     * such a value, which is then told.
     */
    private Optional<List<Node.Entry>> arguments(StepSpec spec, Node value, List<Node.Entry> beside) {
        var misplaced =
                beside.stream().filter(it -> isMisplaced(spec, it.key())).toList();
        return arguments(spec, value)
                .map(within ->
                        Stream.concat(within.stream(), misplaced.stream()).toList());
    }

    private static boolean isMisplaced(StepSpec spec, Node.Scalar beside) {
        var name = beside.text();
        return Key.names(spec.arguments()).contains(name)
                && Catalogue.modifier(name).isEmpty()
                && Catalogue.step(name).isEmpty();
    }

    private Optional<List<Node.Entry>> arguments(StepSpec spec, Node value) {
        var known = Key.names(spec.arguments());
        if (value instanceof Node.Mapping mapping) {
            mapping.keys()
                    .filter(key -> !spec.isOpen() && !known.contains(key.text()))
                    .forEach(key -> problems().add(unknownArgument(key, spec)));
            return Optional.of(mapping.entries());
        }
        if (value instanceof Node.Scalar scalar && scalar.value().isNull()) {
            return Optional.of(List.of());
        }
        if (spec.main().isEmpty()) {
            boolean none = known.isEmpty() && !spec.isOpen();
            var problem = Problem.of(
                    value.at(),
                    value.shown()
                            + " can't stand here: "
                            + spec.key()
                            + (none ? " takes no arguments" : " takes a mapping"));
            problems().add(none ? problem : problem.remark("such as " + spec.form()));
            return Optional.empty();
        }
        return Optional.of(List.of(Values.entry(value.at(), spec.main().get().name(), value)));
    }

    private Optional<Step> read(StepSpec spec, Location from, Written written) {
        var at = written.key().at();
        written.modifiers().forEach(modifier -> checkModifier(spec, modifier.key()));
        var taken =
                written.modifiers().stream().filter(m -> takes(spec, m.key())).toList();
        var modifiers = new Arguments(setting, spec.key(), new Node.Mapping(at, taken));
        var common = common(spec, from, modifiers);
        var arguments = new Arguments(setting, spec.key(), new Node.Mapping(at, written.arguments()));
        var step = spec.reader().read(common, arguments);
        common.as().ifPresent(name -> {
            setting.names()
                    .bind(name, modifiers.node(Modifiers.AS).orElseThrow().at(), spec.result());
            if (!common.waits()) {
                if (name.equals(Step.Result.ALL)) {
                    problems()
                            .tell(
                                    modifiers.node(Modifiers.AS).orElseThrow().at(),
                                    "\"all\" stands for all of them in expect_result: take another name");
                }
                setting.names().begun(name, spec);
            }
        });
        return step;
    }

    private static boolean takes(StepSpec spec, Node.Scalar key) {
        return Catalogue.modifier(key.text()).filter(spec::takes).isPresent();
    }

    private void checkModifier(StepSpec spec, Node.Scalar key) {
        var modifier = Catalogue.modifier(key.text());
        if (isMisplaced(spec, key)) {
            problems()
                    .add(Problem.of(
                                    key.at(),
                                    "\"%s\" stands beside \"%s:\", not within it".formatted(key.text(), spec.key()))
                            .remark("write it within: %s: {%s: …}".formatted(spec.key(), key.text())));
        } else if (modifier.isEmpty()) {
            problems().add(Fields.unknown(key, "a step (beside " + spec.key() + ")", Key.names(spec.modifiers())));
        } else if (!takes(spec, key)) {
            problems()
                    .add(Problem.of(key.at(), "\"" + key.text() + "\" has no meaning for " + spec.key())
                            .note(modifier.get().text()));
        }
    }

    private Common common(StepSpec spec, Location from, Arguments modifiers) {
        boolean waits = modifiers.known(Modifiers.WAIT).orElse(true);
        var expect = modifiers
                .node(Modifiers.EXPECT)
                .flatMap(node -> modifiers.matchers().fields(spec.results(), "expect of " + spec.key(), node));
        return new Common(
                modifiers.at(),
                spec.type(),
                from,
                modifiers.known(Modifiers.NAME),
                modifiers.known(Modifiers.AS),
                modifiers.node(Modifiers.IF).flatMap(modifiers.matchers()::paths),
                expect,
                waits,
                modifiers.known(Modifiers.WITHIN));
    }
}
