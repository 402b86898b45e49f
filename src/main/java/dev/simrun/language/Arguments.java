package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Decoder;
import dev.simrun.scenario.Expected;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step's arguments.
 *
 * @param key the step's, or a few words for messages
 * @param all with the place of the step's key
 */
record Arguments(Setting setting, String key, Node.Mapping all) {
    Location at() {
        return all.at();
    }

    void tell(Problem problem) {
        setting.problems().add(problem);
    }

    void tell(Location where, String message) {
        setting.problems().tell(where, message);
    }

    Matchers matchers() {
        return new Matchers(setting);
    }

    Optional<Node> node(Key<?> argument) {
        return all.value(argument.name());
    }

    boolean has(Key<?> argument) {
        return node(argument).isPresent();
    }

    /**
     * An argument; absent where it is not given or its value is wrong, which is then told, as is that one is missing
     * which is required.
     */
    <T> Optional<Arg<T>> get(Key<T> argument) {
        return argument.required() ? need(argument) : given(argument);
    }

    /** An argument that must be given here. */
    <T> Optional<Arg<T>> need(Key<T> argument) {
        required(argument);
        return given(argument);
    }

    /** The value of an argument as it stands; that it is missing is told. */
    Optional<Node> required(Key<?> argument) {
        var node = node(argument);
        if (node.isEmpty() && !Fields.misspelt(key, argument.name(), all.entries())) {
            var step = Catalogue.step(key);
            var problem = Fields.lacks(at(), key, argument);
            if (step.filter(this::hasUnknown).isEmpty()) {
                tell(step.map(it -> problem.remark("such as " + it.form())).orElse(problem));
            }
        }
        return node;
    }

    /** What has no such key was told, and what it was meant for is not missing. */
    boolean hasUnknown(StepSpec step) {
        var known = Key.names(step.arguments());
        return !step.isOpen() && all.keys().anyMatch(given -> !known.contains(given.text()));
    }

    /** An argument, or what holds where it is left out. */
    <T> Optional<Arg<T>> or(Key<T> argument) {
        return has(argument) ? given(argument) : argument.otherwise().map(value -> Arg.of(at(), value));
    }

    private <T> Optional<Arg<T>> given(Key<T> argument) {
        var arg = node(argument)
                .flatMap(it -> setting.names().read(it, argument.kind().decoder()));
        arg.flatMap(Arg::known)
                .ifPresent(it -> setting.check(
                        argument.kind().naming(),
                        isAlone(argument) ? key : "",
                        arg.orElseThrow().at(),
                        it));
        return arg;
    }

    /** Whether it stands in place of all arguments. */
    private boolean isAlone(Key<?> argument) {
        return all.entry(argument.name())
                .filter(it -> it.key().at().equals(it.value().at()))
                .isPresent();
    }

    /** An argument that must be known when the file is read. */
    <T> Optional<T> known(Key<T> argument) {
        var arg = get(argument);
        if (arg.isPresent() && arg.get().known().isEmpty()) {
            tell(arg.get().at(), "\"" + argument.name() + "\" can't hold a name");
        }
        return arg.flatMap(Arg::known);
    }

    Optional<Expected> expected(Key<Expected> argument) {
        return node(argument).flatMap(it -> matchers().read(argument, it));
    }

    /** Names with a value each, such as headers. */
    <T> Map<String, Arg<T>> map(Key<?> argument, Decoder<T> decoder) {
        return node(argument)
                .flatMap(node -> Decoders.mapping(node, "a mapping", this::tell))
                .map(mapping -> map(mapping, decoder))
                .orElse(Map.of());
    }

    <T> Map<String, Arg<T>> map(Node.Mapping values, Decoder<T> decoder) {
        var map = new LinkedHashMap<String, Arg<T>>();
        for (var entry : values.entries()) {
            setting.names().read(entry.value(), decoder).ifPresent(arg -> map.put(entry.name(), arg));
        }
        return map;
    }

    /** The arguments within an argument that is given. */
    Optional<Arguments> within(Key<?> argument) {
        var node = node(argument).orElseThrow();
        var where = argument.name() + " of " + key;
        var known = Key.names(argument.kind().keys());
        var mapping = Decoders.mapping(node, "a mapping", this::tell);
        mapping.stream()
                .flatMap(Node.Mapping::keys)
                .filter(it -> !known.contains(it.text()))
                .forEach(it -> tell(Fields.unknown(it, where, known)));
        return mapping.map(within -> new Arguments(setting, where, within));
    }

    /** The arguments but those. */
    Node.Mapping without(Key<?>... others) {
        var names = Key.names(List.of(others));
        return new Node.Mapping(
                at(),
                all.entries().stream()
                        .filter(entry -> !names.contains(entry.name()))
                        .toList());
    }
}
