package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Kind;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads {@code runtime} and {@code extensions}. */
final class ActorReader {
    private static final String NONE = "none";
    private static final List<String> LIFECYCLE = List.of("INVOKE", "SHUTDOWN");

    private final Path folder;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param folder the scenario's, absolute
     */
    ActorReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Actor runtime(Optional<Node> node) {
        var at = node.map(Node::at).orElse(ScenarioReader.NOWHERE);
        var program =
                node.map(n -> program(n, "runtime", Catalogue.RUNTIME, Kind.RUNTIME))
                        .orElse(new Program.Fake(List.of()));
        return new Actor("runtime", "runtime", at, Kind.RUNTIME, List.of(), program);
    }

    List<Actor> extensions(Optional<Node> node) {
        if (node.isEmpty()) {
            return List.of();
        }
        if (ExtensionFolder.isNamedBy(node.get())) {
            var found = new ExtensionFolder(folder, problems).extensions(node.get());
            found.forEach(actor -> refuseRuntime(actor.name(), actor.at()));
            return found;
        }
        if (!(node.get() instanceof Node.Mapping mapping)) {
            problems.add(
                    Problem.of(
                            node.get().at(),
                            Decoders.shown(node.get())
                                    + " is not a mapping from the names of extensions to what they"
                                    + " are"));
            return List.of();
        }
        var actors = new ArrayList<Actor>();
        var names = new HashSet<String>();
        for (var entry : mapping.entries()) {
            var actor = extension(entry.key().text(), entry.key().at(), entry.value());
            if (!names.add(actor.name())) {
                problems.add(
                        Problem.of(
                                entry.key().at(),
                                "two extensions have the name \"" + actor.name() + "\""));
            }
            actors.add(actor);
        }
        return actors;
    }

    private Actor extension(String key, Location at, Node node) {
        if (isNone(node)) {
            refuseRuntime(key, at);
            return new Actor(key, key, at, Kind.EXTERNAL, List.of(), new Program.None());
        }
        var fields = Fields.of(node, "the extension " + key, Catalogue.EXTENSION, problems);
        var kind =
                fields.get(
                                "kind",
                                Decoders.choice("a kind", List.of("external", "internal"), false))
                        .filter("internal"::equals)
                        .map(_ -> Kind.INTERNAL)
                        .orElse(Kind.EXTERNAL);
        var events =
                fields.get("events", Decoders.TEXTS)
                        .orElse(
                                kind == Kind.INTERNAL
                                        ? List.of("INVOKE")
                                        : List.of("INVOKE", "SHUTDOWN"));
        fields.node("events").ifPresent(this::checkEvents);
        var program = program(fields, kind);
        if (fields.node("events").isPresent() && !(program instanceof Program.Fake)) {
            problems.add(
                    Problem.of(
                            fields.keyAt("events"),
                            "\"events\" belongs to a fake: what plays the extension registers for"
                                    + " what it wants"));
        }
        if (key.isEmpty()) {
            problems.add(Problem.of(at, "an extension needs a name"));
        }
        if (kind == Kind.INTERNAL && program instanceof Program.Real) {
            problems.add(
                    Problem.of(
                                    fields.keyAt("command"),
                                    "an internal extension has no process of its own")
                            .note(
                                    "it is a fake within the runtime, or part of the runtime's"
                                            + " command"));
        }
        refuseRuntime(name(fields, key), at);
        return new Actor(key, name(fields, key), at, kind, events, program);
    }

    private void refuseRuntime(String name, Location at) {
        if (name.equals("runtime")) {
            problems.add(
                    Problem.of(at, "an extension can't have the name \"runtime\", the runtime's"));
        }
    }

    private static String name(Fields fields, String key) {
        return fields.text("name", key);
    }

    private void checkEvents(Node given) {
        var items = given instanceof Node.Sequence list ? list.items() : List.of(given);
        for (var item : items) {
            if (item instanceof Node.Scalar event
                    && !event.value().isNull()
                    && !LIFECYCLE.contains(event.text())) {
                problems.add(noEvent(event));
            }
        }
    }

    private static Problem noEvent(Node.Scalar event) {
        var problem =
                Problem.of(
                                event.at(),
                                Decoders.shown(event) + " is not an event: INVOKE or SHUTDOWN")
                        .note(
                                "to send it all the same, use the rule {when: start,"
                                        + " register: {events: […]}}");
        return Spelling.nearest(event.text(), LIFECYCLE)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }

    private static boolean isNone(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().equals(NONE);
    }

    private Program program(Node node, String where, List<Key> keys, Kind kind) {
        return isNone(node)
                ? new Program.None()
                : program(Fields.of(node, where, keys, problems), kind);
    }

    private Program program(Fields fields, Kind kind) {
        var command = fields.node("command");
        var fake = fields.node("fake");
        if (command.isPresent() && fake.isPresent()) {
            problems.add(
                    Problem.of(fields.keyAt("fake"), "an actor has a command or a fake, not both"));
        }
        if (command.isPresent()) {
            return real(fields);
        }
        for (var key : List.of("env", "cwd", "inherit")) {
            fields.node(key)
                    .ifPresent(_ ->
                            problems.add(
                                    Problem.of(
                                            fields.keyAt(key),
                                            "\"" + key + "\" belongs to a command")));
        }
        if (fake.isEmpty()) {
            return new Program.Fake(List.of());
        }
        if (isNone(fake.get())) {
            return new Program.None();
        }
        return new Program.Fake(new RuleReader(folder, kind, problems).rules(fake.get()));
    }

    private Program real(Fields fields) {
        var argv = fields.get("command", Decoders.TEXTS).orElse(List.of("?"));
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            problems.add(
                    Problem.of(
                            fields.node("command").orElseThrow().at(),
                            "a command needs a program"));
            argv = List.of("?");
        }
        var cwd = fields.get("cwd", Decoders.TEXT).map(folder::resolve).orElse(folder).normalize();
        return new Program.Real(
                argv,
                fields.variables("env"),
                cwd,
                fields.get("inherit", Decoders.TEXTS).orElse(List.of()));
    }
}
