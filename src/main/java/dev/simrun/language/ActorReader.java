package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code runtime} and {@code extensions}.
 *
 * @param folders where relative paths begin
 * @param substitution what was put in before
 */
record ActorReader(Folders folders, Substitution substitution, Problems problems) {
    private static final String NONE = "none";
    private static final List<String> LIFECYCLE = List.of("INVOKE", "SHUTDOWN");
    private static final String ALL_THE_SAME =
            "to send it all the same, use the rule {when: start, register: {events: […]}}";

    private static final Key<String> NAME = Key.usually("name", Kind.TEXT, "under which it registers", "its key");
    private static final Key<List<String>> COMMAND = Key.of("command", Kind.COMMAND, "a real process");
    private static final Key<Map<String, String>> ENV =
            Key.of("env", Kind.VARIABLES, "environment variables, over all others");
    private static final Key<String> CWD =
            Key.usually("cwd", Kind.FOLDER, "its folder, relative to the file", "the file's folder");
    private static final Key<List<String>> INHERIT =
            Key.of("inherit", Kind.TEXTS, "variables taken from simrun's environment");
    private static final Key<Node> FAKE = Key.of(
            "fake",
            Kind.LIST.schema(() -> Schemas.list("^none$", Schemas.mapping())),
            "scripted: a list of rules, or none");
    private static final Key<List<String>> EVENTS = Key.usually(
            "events",
            Kind.TEXTS.schema(() -> Schemas.words(LIFECYCLE)),
            "what a fake registers for",
            "[INVOKE, SHUTDOWN]; internal [INVOKE]");
    private static final Key<Actor.Kind> KIND = Key.of(
            "kind",
            Kind.choice(
                    "a kind",
                    false,
                    List.of(Actor.Kind.EXTERNAL, Actor.Kind.INTERNAL),
                    kind -> kind.name().toLowerCase(Locale.ROOT)),
            "internal: it lives in the runtime's process",
            "external");

    private static final List<Key<?>> OF_A_COMMAND = List.of(ENV, CWD, INHERIT);

    /** The runtime has one name, and no events. */
    static final List<Key<?>> RUNTIME = List.of(COMMAND, ENV, CWD, INHERIT, FAKE);

    static final List<Key<?>> EXTENSION = List.of(NAME, COMMAND, ENV, CWD, INHERIT, FAKE, EVENTS, KIND);

    /** An actor of that kind, or none. */
    static ObjectNode schema(Actor.Kind kind) {
        boolean runtime = kind == Actor.Kind.RUNTIME;
        var schema = MappingSchemas.close(
                Schemas.pattern("^none$", "object", "null").put(Schemas.PATTERN_MESSAGE, "none, or a mapping"),
                runtime ? RUNTIME : EXTENSION);
        var rule = RuleReader.reference(kind);
        schema.withObject("properties").withObject(FAKE.name()).set("items", rule);
        var command = MappingSchemas.rule(schema, MappingSchemas.has(COMMAND.name()));
        command.set("then", MappingSchemas.without(List.of(FAKE.name()), "an actor has a command or a fake, not both"));
        command.set("else", MappingSchemas.without(Key.names(OF_A_COMMAND), "this belongs to a command"));
        if (!runtime) {
            var events = MappingSchemas.without(List.of(EVENTS.name()), "events belongs to a fake");
            command.withObject("then").withArray("allOf").add(events);
            MappingSchemas.rule(schema, MappingSchemas.has(FAKE.name(), NONE)).set("then", events.deepCopy());
            var internal = MappingSchemas.rule(schema, MappingSchemas.has(KIND.name(), "internal"));
            internal.set(
                    "then", MappingSchemas.without(List.of(COMMAND.name()), "an internal extension has no process"));
            var one = Schemas.words(LIFECYCLE.subList(0, 1));
            internal.withObject("then").withObject("properties").set(EVENTS.name(), one);
        }
        return schema;
    }

    Actor runtime(Optional<Node> node) {
        var at = node.map(Node::at).orElse(Values.NOWHERE);
        var program = node.map(this::runtimeProgram).orElse(new Program.Fake(List.of()));
        return new Actor("runtime", "runtime", at, Actor.Kind.RUNTIME, List.of(), program);
    }

    private Program runtimeProgram(Node node) {
        return isNone(node)
                ? new Program.None()
                : program(Fields.of(node, "runtime", RUNTIME, problems), Actor.Kind.RUNTIME);
    }

    List<Actor> extensions(Optional<Node> node) {
        if (node.isEmpty()) {
            return List.of();
        }
        if (ExtensionFolder.isNamedBy(node.get())) {
            var found = new ExtensionFolder(folders, problems).extensions(node.get());
            found.forEach(actor -> refuseRuntime(actor.name(), actor.at()));
            return found;
        }
        var mapping = Decoders.mapping(node.get(), "a mapping", _ -> problems.add(unlikeExtensions(node.get())));
        var actors = new ArrayList<Actor>();
        var names = new HashSet<String>();
        for (var entry : mapping.map(Node.Mapping::entries).orElse(List.of())) {
            var actor = extension(entry.name(), entry.key().at(), entry.value());
            Stream.of(actor.key(), actor.name())
                    .distinct()
                    .filter(name -> !names.add(name))
                    .forEach(name -> problems.tell(entry.key().at(), "two extensions have the name \"" + name + "\""));
            requireSendable(actor, entry.key().at());
            actors.add(actor);
        }
        return actors;
    }

    private static Problem unlikeExtensions(Node node) {
        return Problem.of(node.at(), "extensions are a mapping of names to what they are, not " + node.shown())
                .remark("write {" + named(node) + "}");
    }

    /** Extensions that are only named, or are examples where none is, as they are to be written. */
    private static String named(Node node) {
        var items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        var names = items.stream().flatMap(it -> name(it).stream()).toList();
        return names.isEmpty() ? "audit: {}, metrics: {}" : String.join(", ", names);
    }

    private static Optional<String> name(Node item) {
        return switch (item) {
            case Node.Scalar name ->
                Optional.of(name.text() + ": {}").filter(_ -> !name.value().isNull());
            case Node.Mapping mapping ->
                mapping.value(NAME.name())
                        .filter(Node.Scalar.class::isInstance)
                        .map(name -> ((Node.Scalar) name).text() + ": {…}");
            case Node.Sequence _ -> Optional.empty();
        };
    }

    /** Its name goes into a header, and its key into a line of each report. */
    private void requireSendable(Actor extension, Location at) {
        if ((extension.key() + extension.name()).codePoints().anyMatch(Character::isISOControl)) {
            problems.tell(at, "the name of an extension can't have control characters in it: no header can send them");
        }
    }

    private Actor extension(String key, Location at, Node node) {
        if (isNone(node)) {
            refuseRuntime(key, at);
            return new Actor(key, key, at, Actor.Kind.EXTERNAL, List.of(), new Program.None());
        }
        var fields = Fields.of(node, "the extension " + key, EXTENSION, problems);
        var name = fields.get(NAME).orElse(key);
        var kind = fields.or(KIND);
        var events = fields.get(EVENTS).orElse(kind == Actor.Kind.INTERNAL ? LIFECYCLE.subList(0, 1) : LIFECYCLE);
        fields.node(EVENTS).ifPresent(given -> checkEvents(given, kind));
        var program = program(fields, kind);
        if (fields.has(EVENTS) && !(program instanceof Program.Fake)) {
            problems.tell(
                    fields.keyAt(EVENTS),
                    "\"events\" belongs to a fake: what plays the extension registers for what it wants");
        }
        if (key.isEmpty()) {
            problems.tell(at, "an extension needs a name");
        }
        if (kind == Actor.Kind.INTERNAL && program instanceof Program.Real) {
            problems.add(Problem.of(fields.keyAt(COMMAND), "an internal extension has no process of its own")
                    .note("it is a fake within the runtime, or part of the runtime's command"));
        }
        refuseRuntime(name, at);
        return new Actor(key, name, at, kind, events, program);
    }

    private void refuseRuntime(String name, Location at) {
        if (name.equals("runtime")) {
            problems.tell(at, "an extension can't have the name \"runtime\", the runtime's");
        }
    }

    private void checkEvents(Node given, Actor.Kind kind) {
        var items = given instanceof Node.Sequence list ? list.items() : List.of(given);
        for (var item : items) {
            if (item instanceof Node.Scalar event && !event.value().isNull() && !LIFECYCLE.contains(event.text())) {
                var problem = Problem.of(event.at(), event.shown() + " is not an event: INVOKE or SHUTDOWN");
                problems.add(
                        event.text().contains(",")
                                ? problem.remark("write [" + event.text().replaceAll(",\\s*", ", ") + "]")
                                : problem.meant(Spelling.nearest(event.text(), LIFECYCLE))
                                        .note(ALL_THE_SAME));
            } else if (kind == Actor.Kind.INTERNAL && item instanceof Node.Scalar event && isShutdown(event)) {
                problems.add(Problem.of(event.at(), "an internal extension can't have SHUTDOWN: Lambda refuses it")
                        .note(ALL_THE_SAME));
            }
        }
    }

    private static boolean isShutdown(Node.Scalar event) {
        return event.text().equals(LIFECYCLE.getLast());
    }

    private static boolean isNone(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().equals(NONE);
    }

    private Program program(Fields fields, Actor.Kind kind) {
        var fake = fields.node(FAKE);
        if (fields.has(COMMAND) && fake.isPresent()) {
            problems.tell(fields.keyAt(FAKE), "an actor has a command or a fake, not both");
        }
        if (fields.has(COMMAND)) {
            return real(fields);
        }
        for (var key : OF_A_COMMAND) {
            if (fields.has(key)) {
                problems.tell(fields.keyAt(key), "\"" + key.name() + "\" belongs to a command");
            }
        }
        if (fake.isEmpty()) {
            return new Program.Fake(List.of());
        }
        if (isNone(fake.get())) {
            return new Program.None();
        }
        return new Program.Fake(new RuleReader(kind, substitution, problems).rules(fake.get()));
    }

    private Program real(Fields fields) {
        var argv = fields.get(COMMAND).orElse(List.of("?"));
        var folder = folders.of(fields.at());
        return new Program.Real(
                argv,
                fields.get(ENV).orElse(Map.of()),
                fields.get(CWD)
                        .map(folders.of(fields.keyAt(CWD))::resolve)
                        .orElse(folder)
                        .normalize(),
                inherited(fields.get(INHERIT).orElse(List.of())));
    }

    /** What there is of those variables. */
    private Map<String, String> inherited(List<String> names) {
        var environment = substitution.values("env");
        var inherited = new LinkedHashMap<String, String>();
        for (var name : names) {
            if (environment.get(name) instanceof Node.Scalar value) {
                inherited.put(name, value.text());
            }
        }
        return inherited;
    }
}
