package dev.simrun.language;

import dev.simrun.match.MalformedException;
import dev.simrun.match.Matcher;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Decoder;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Template;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step's arguments, in a place where some names are bound. */
public final class Arguments {
    private final StepReader reader;
    private final Location at;
    private final String key;
    private final List<Node.Entry> entries;

    Arguments(StepReader reader, Location at, String key, List<Node.Entry> entries) {
        this.reader = reader;
        this.at = at;
        this.key = key;
        this.entries = entries;
    }

    /** What the step's readers know of the file. */
    StepReader reader() {
        return reader;
    }

    Problems problems() {
        return reader.problems();
    }

    Location at() {
        return at;
    }

    String key() {
        return key;
    }

    List<Node.Entry> entries() {
        return entries;
    }

    Optional<Node> node(String name) {
        return entries.stream()
                .filter(entry -> entry.key().text().equals(name))
                .map(Node.Entry::value)
                .findFirst();
    }

    /** An argument; absent where it is not given or its value is wrong, which is then told. */
    <T> Optional<Arg<T>> arg(String name, Decoder<T> decoder) {
        return node(name).flatMap(node -> arg(node, decoder));
    }

    <T> Optional<Arg<T>> arg(Node node, Decoder<T> decoder) {
        if (reader.names().needed(node)) {
            return Optional.of(Arg.late(node, decoder));
        }
        var found = new ArrayList<Problem>();
        var filled = Template.fill(node, _ -> Optional.empty(), found::add);
        var value = decoder.decode(filled, found::add);
        found.forEach(problems()::add);
        return found.isEmpty() ? value.map(known -> Arg.of(node.at(), known)) : Optional.empty();
    }

    /** An argument that must be known when the file is read. */
    <T> Optional<T> known(String name, Decoder<T> decoder) {
        return node(name).flatMap(node -> known(name, node, decoder));
    }

    <T> Optional<T> known(String name, Node node, Decoder<T> decoder) {
        var argument = arg(node, decoder);
        if (argument.isPresent() && argument.get().known().isEmpty()) {
            problems().add(Problem.of(argument.get().at(), "\"" + name + "\" can't hold a name"));
        }
        return argument.flatMap(Arg::known);
    }

    /** Names with a value each, such as headers. */
    <T> Map<String, Arg<T>> map(String name, Decoder<T> decoder) {
        var node = node(name);
        if (node.isEmpty()) {
            return Map.of();
        }
        if (node.get() instanceof Node.Mapping mapping) {
            return map(mapping.entries(), decoder);
        }
        problems()
                .add(Problem.of(node.get().at(), Decoders.shown(node.get()) + " is not a mapping"));
        return Map.of();
    }

    <T> Map<String, Arg<T>> map(List<Node.Entry> all, Decoder<T> decoder) {
        var map = new LinkedHashMap<String, Arg<T>>();
        for (var entry : all) {
            arg(entry.value(), decoder).ifPresent(arg -> map.put(entry.key().text(), arg));
        }
        return map;
    }

    Optional<Expected> expected(String name) {
        return node(name).flatMap(this::expected);
    }

    /** A matcher, checked as far as it can be without the values of names. */
    Optional<Expected> expected(Node node) {
        reader.names().needed(node);
        try {
            var _ = Matcher.parse(node.toJson(), Arguments::placeholder);
        } catch (MalformedException malformed) {
            var wrong =
                    malformed.problems().stream()
                            .filter(problem -> !late(node, problem.path()))
                            .map(problem -> Malformations.problem(node, problem))
                            .toList();
            wrong.forEach(problems()::add);
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Expected(node));
    }

    /** Where a value comes from a name, its shape is known only when the step runs. */
    private static Optional<JsonNode> placeholder(String text) {
        return text.contains("${") ? Optional.of(StringNode.valueOf("1s")) : Optional.empty();
    }

    private static boolean late(Node node, List<String> path) {
        var found = new Expected(node).find(path);
        return found instanceof Node.Scalar scalar
                && scalar.value().isString()
                && scalar.text().contains("${");
    }

    /** The name of a step before, whose beginning narrows what is looked at. */
    Optional<String> since() {
        var since = known("since", Decoders.TEXT);
        since.ifPresent(name -> requireBound(node("since").orElseThrow(), name));
        return since;
    }

    void requireBound(Node node, String name) {
        reader.names().check(node.at(), name, name, java.util.Set.of());
    }

    /** Tells that an argument is missing, unless it is there but wrong or misspelt. */
    <T> Optional<T> required(String name, Optional<T> value) {
        if (value.isEmpty() && node(name).isEmpty() && !Fields.misspelt(name, entries)) {
            problems().add(Problem.of(at, key + " lacks \"" + name + "\""));
        }
        return value;
    }

    /** An actor's name, which must be declared if it is known. */
    Optional<Arg<String>> actor(String name) {
        var actor = arg(name, Decoders.TEXT);
        actor.flatMap(Arg::known)
                .ifPresent(known -> reader.requireActor(node(name).orElseThrow().at(), known));
        return required(name, actor);
    }
}
