package dev.simrun.language;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.Requirement;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads scenario files. Nothing is run, and every mistake in a file is told at once. */
public final class ScenarioReader {
    /** The place of what no file says. */
    static final Location NOWHERE = Location.wholeFile(new Source("(default)", ""));

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> CLOCKS =
            Stream.of(Clock.values()).map(Clock::wireName).toList();
    private static final List<String> CASE_PARTS =
            List.of("limits", "function", "runtime", "extensions", "steps", "finally");

    private final Path path;
    private final boolean typed;
    private final Map<String, String> definitions;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();

    /** A reader of one file; in one whose steps are {@code typed} there need be none. */
    private ScenarioReader(
            Path path,
            boolean typed,
            Map<String, String> definitions,
            Map<String, String> environment) {
        this.path = path;
        this.typed = typed;
        this.definitions = definitions;
        this.environment = environment;
    }

    /**
     * Reads one file.
     *
     * @param shownName the file's name in messages
     * @param definitions values that win over the file's {@code vars}; each is read as a number,
     *     {@code true}, {@code false} or {@code null} if it looks like one, else as text
     * @param environment what {@code ${env.NAME}} stands for
     * @throws ScenarioException with all problems of the file
     */
    public static ScenarioFile read(
            Path path,
            String shownName,
            Map<String, String> definitions,
            Map<String, String> environment)
            throws ScenarioException {
        return read(path, ScenarioText.load(path, shownName), definitions, environment);
    }

    /**
     * Reads what stands in a file, or is to stand there.
     *
     * @throws ScenarioException with all problems of the text
     */
    public static ScenarioFile read(
            Path path,
            Source source,
            Map<String, String> definitions,
            Map<String, String> environment)
            throws ScenarioException {
        var reader = new ScenarioReader(path, false, definitions, environment);
        return reader.file(source, ScenarioText.read(source));
    }

    /**
     * Reads a text that is no file's, to which steps are typed while it runs; it needs none.
     *
     * @param path where a file of it would be
     * @throws ScenarioException with all problems of the text
     */
    public static ScenarioFile readTyped(Path path, Source source, Map<String, String> environment)
            throws ScenarioException {
        var reader = new ScenarioReader(path, true, Map.of(), environment);
        return reader.file(source, ScenarioText.read(source));
    }

    private ScenarioFile file(Source source, Node root) {
        var fields = Fields.of(root, "a scenario", keys(), problems);
        var substitution = roots(fields);
        fields.replaceAll(
                List.of(
                        "name",
                        "description",
                        "tags",
                        "skip",
                        "timeout",
                        "clock",
                        "requires",
                        "referee"),
                substitution::fill);
        var name = fields.get("name", Decoders.TEXT);
        var nameAt = fields.node("name").map(Node::at).orElse(root.at());
        var cases = cases(fields, substitution, nameAt);
        var timeout = fields.duration("timeout", USUAL_TIMEOUT);
        var clock =
                fields.get("clock", Decoders.choice("a clock", CLOCKS, false))
                        .map(word -> Clock.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Clock.REAL);
        cases.forEach(one -> clock.check(one, problems::add));
        var requires = fields.node("requires").map(this::requires).orElse(List.of());
        var silenced =
                fields.node("referee").map(node -> Silenced.read(node, problems)).orElse(Map.of());
        var tags = fields.get("tags", Decoders.TEXTS).orElse(List.of());
        var skip = fields.get("skip", Decoders.TEXT);
        var description = fields.get("description", Decoders.TEXT);
        problems.throwIfAny();
        return new ScenarioFile(
                path,
                source,
                name.orElseThrow(),
                nameAt,
                description,
                tags,
                skip,
                requires,
                silenced,
                timeout,
                clock,
                used(source),
                cases);
    }

    private List<Key> keys() {
        return Catalogue.TOP_LEVEL.stream()
                .map(key -> typed && key.name().equals("steps") ? key.optional() : key)
                .toList();
    }

    private Map<String, String> used(Source source) {
        var used = new LinkedHashMap<>(definitions);
        used.keySet().retainAll(ScenarioFile.variables(source));
        return used;
    }

    /** {@code env}, {@code run} and {@code vars}; a variable may use those before it. */
    private Substitution roots(Fields fields) {
        var substitution = new Substitution(problems);
        var env = new LinkedHashMap<String, Node>();
        environment.forEach((name, value) -> env.put(name, Values.scalar(NOWHERE, value)));
        substitution.define("env", env);
        substitution.define("run", Map.of("dir", Values.scalar(NOWHERE, folder().toString())));
        var vars = new LinkedHashMap<String, Node>();
        substitution.define("vars", vars);
        definitions.forEach((name, value) -> vars.put(name, definition(name, value)));
        fields.node("vars")
                .flatMap(node -> mapping(node, "vars"))
                .ifPresent(mapping ->
                        mapping.entries()
                                .forEach(e ->
                                        vars.computeIfAbsent(
                                                e.key().text(),
                                                _ -> substitution.fill(e.value()))));
        return substitution;
    }

    private Path folder() {
        var parent = path.toAbsolutePath().normalize().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private static Node definition(String name, String value) {
        var at = Location.wholeFile(new Source("-D " + name, value));
        JsonNode typed = JsonNodeFactory.instance.stringNode(value);
        if (value.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?|true|false|null")) {
            typed = JsonMapper.shared().readTree(value);
        }
        return new Node.Scalar(at, value, typed, false);
    }

    private Optional<Node.Mapping> mapping(Node node, String what) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.add(
                Problem.of(
                        node.at(), Decoders.shown(node) + " is not a mapping, as " + what + " is"));
        return Optional.empty();
    }

    private List<Case> cases(Fields fields, Substitution substitution, Location nameAt) {
        var node = fields.node("cases").flatMap(n -> mapping(n, "cases"));
        if (node.isEmpty()) {
            return List.of(oneCase("", nameAt, fields, substitution));
        }
        if (node.get().entries().isEmpty()) {
            problems.add(Problem.of(node.get().at(), "cases has no rows"));
        }
        var cases = new ArrayList<Case>();
        for (var row : node.get().entries()) {
            substitution.define("case", Map.of()); // a row can't use another's values
            var values =
                    mapping(row.value(), "a row of cases")
                            .map(m ->
                                    Substitution.entries(
                                            ((Node.Mapping) substitution.fill(m)).entries()))
                            .orElse(Map.of());
            substitution.define("case", values);
            cases.add(oneCase("[" + row.key().text() + "]", row.key().at(), fields, substitution));
        }
        return cases;
    }

    private Case oneCase(String label, Location at, Fields fields, Substitution substitution) {
        var parts = new LinkedHashMap<String, Node>();
        for (var part : CASE_PARTS) {
            fields.node(part).ifPresent(node -> parts.put(part, substitution.fill(node)));
        }
        var actors = new ActorReader(folder(), problems);
        var runtime = actors.runtime(part(parts, "runtime"));
        var extensions = actors.extensions(part(parts, "extensions"));
        var reader = new FunctionReader(problems);
        var function = reader.function(part(parts, "function"));
        boolean strangers = strangersMayRegister(parts, runtime, extensions);
        var names =
                extensions.stream()
                        .map(Actor::name)
                        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        var stepReader = new StepReader(folder(), new Names(problems), names, strangers);
        return new Case(
                label,
                at,
                function,
                reader.limits(part(parts, "limits"), function),
                runtime,
                extensions,
                part(parts, "extensions")
                        .filter(ExtensionFolder::isNamedBy)
                        .filter(new ExtensionFolder(folder(), problems)::isSwitchedOff)
                        .isPresent(),
                steps(parts, stepReader),
                part(parts, "finally")
                        .map(node -> stepReader.read(node, "finally"))
                        .orElse(List.of()),
                substitution.trees(),
                new TypedStepReader(folder(), substitution, names, strangers));
    }

    private static Optional<Node> part(Map<String, Node> parts, String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** Whether extensions can come to be registered under names that are not declared. */
    private static boolean strangersMayRegister(
            Map<String, Node> parts, Actor runtime, List<Actor> extensions) {
        return Stream.concat(Stream.of(runtime), extensions.stream())
                        .anyMatch(actor -> actor.program() instanceof Program.Real)
                || part(parts, "steps").filter(TypedStepReader::hasHttp).isPresent();
    }

    /** Those of {@code finally}, read after these, see all names that these bind. */
    private List<Step> steps(Map<String, Node> parts, StepReader reader) {
        var node = part(parts, "steps");
        if (!typed && node.orElse(null) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.add(Problem.of(list.at(), "a scenario needs at least one step"));
        }
        return node.map(list -> reader.read(list, "steps")).orElse(List.of());
    }

    private List<Requirement> requires(Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(
                    Problem.of(
                            node.at(),
                            Decoders.shown(node)
                                    + " is not a list of programs, or of {run: [argv], because:"
                                    + " text}"));
            return List.of();
        }
        var requirements = new ArrayList<Requirement>();
        for (var item : sequence.items()) {
            if (item instanceof Node.Scalar) {
                Decoders.text(item, problems::add)
                        .ifPresent(name -> requirements.add(new Requirement.Program(name)));
            } else {
                var fields = Fields.of(item, "a requirement", Catalogue.REQUIREMENT, problems);
                var run = fields.get("run", Decoders.TEXTS).filter(argv -> !argv.isEmpty());
                var because = fields.get("because", Decoders.TEXT);
                run.ifPresent(argv ->
                        because.ifPresent(
                                text -> requirements.add(new Requirement.Run(argv, text))));
            }
        }
        return requirements;
    }
}
