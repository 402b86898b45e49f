package dev.simrun.language;

import dev.simrun.scenario.Case;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads scenario files. Nothing is run, and every mistake in a file is told at once. */
public final class ScenarioReader {
    static final Key<String> NAME = Key.needed("name", Kind.TEXT, "what the scenario shows, in a sentence");
    private static final Key<String> DESCRIPTION = Key.of("description", Kind.TEXT, "more about it");
    private static final Key<List<String>> TAGS = Key.of("tags", Kind.TAGS, "words to select scenarios by");
    private static final Key<String> SKIP = Key.of("skip", Kind.TEXT, "do not run it, for this reason");
    static final Key<Node> REQUIRES = Key.of(
            "requires",
            RequirementReader.KIND,
            "programs in PATH, or {run: [argv], because: text}, without which it is skipped");
    private static final Key<Duration> TIMEOUT =
            Key.of("timeout", Kind.DURATION, "for a whole case, in real time", "30s");
    private static final Key<Clock> CLOCK = Key.of(
            "clock",
            Kind.choice("a clock", Clock.class, false),
            "virtual: all actors are scripted and no time is waited for; the same seed gives the same run",
            "real");
    static final Key<?> VARS = Key.of("vars", Kind.VALUES, "values for ${vars.name}; -D sets them too");
    private static final Key<Node> CASES = Key.of(
            "cases",
            Kind.ROWS,
            "named rows, each run by itself, with ${case.key} from the row and its name as ${case.name}; {$file:"
                + " rows.csv} has them in a file (.json, .yaml, or .csv with a head line, where quotes make a text);"
                + " of a list of such, each combination is run");
    static final Key<Node> REFEREE = Key.of(
            "referee", Kind.keys(List.copyOf(Silenced.KEYS)), "rules that it breaks on purpose, each with the reason");

    static final Key<String> BASE = Key.of(
            "base",
            Kind.TEXT,
            "a file whose function, runtime, extensions, limits, vars, referee and requires are laid under those of"
                    + " this one: an entry that both have is this file's, lists are joined");

    private static final Pattern VARIABLE = Pattern.compile("\\bvars\\.([A-Za-z_][\\w-]*)");

    /** What is told of a file once, and not of each of its cases. */
    private static final List<Key<?>> OF_THE_FILE =
            List.of(NAME, DESCRIPTION, TAGS, SKIP, REQUIRES, TIMEOUT, CLOCK, REFEREE);

    static final List<Key<?>> KEYS = List.of(
            NAME,
            DESCRIPTION,
            TAGS,
            SKIP,
            REQUIRES,
            TIMEOUT,
            CLOCK,
            BASE,
            VARS,
            CASES,
            CaseReader.LIMITS,
            REFEREE,
            CaseReader.FUNCTION,
            CaseReader.RUNTIME,
            CaseReader.EXTENSIONS,
            CaseReader.STEPS,
            CaseReader.FINALLY);

    private final Path path;
    private final boolean typed;
    private final Map<String, String> definitions;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();
    private Optional<Base> base = Optional.empty();

    /** A reader of one file; in one whose steps are {@code typed} there need be none. */
    private ScenarioReader(Path path, boolean typed, Map<String, String> definitions, Map<String, String> environment) {
        this.path = path;
        this.typed = typed;
        this.definitions = definitions;
        this.environment = environment;
    }

    /**
     * Reads one file.
     *
     * @param shownName the file's name in messages
     * @param definitions values that win over the file's {@code vars}; each is read as a number, {@code true},
     *     {@code false} or {@code null} if it looks like one, else as text
     * @param environment what {@code ${env.NAME}} stands for
     * @throws ScenarioException with all problems of the file
     */
    public static ScenarioFile read(
            Path path, String shownName, Map<String, String> definitions, Map<String, String> environment)
            throws ScenarioException {
        return read(path, ScenarioText.load(path, shownName), definitions, environment);
    }

    /**
     * Reads what stands in a file, or is to stand there.
     *
     * @throws ScenarioException with all problems of the text
     */
    public static ScenarioFile read(
            Path path, Source source, Map<String, String> definitions, Map<String, String> environment)
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

    /**
     * What a text gives names that nothing in it reads, as it could be read: <code>${case.n}</code>.
     *
     * @throws ScenarioException where it can't be read at all
     */
    public static List<String> unread(
            Path path, Source source, Map<String, String> definitions, Map<String, String> environment) {
        var reader = new ScenarioReader(path, false, definitions, environment);
        var root = reader.laid(ScenarioText.read(source));
        var fields = Fields.of(root, "a scenario", KEYS, reader.problems);
        var axes = reader.axes(fields, reader.roots(fields));
        return reader.unread(root, fields, axes).stream().map(Unread::reference).toList();
    }

    /** A scenario with its base under it. */
    private Node laid(Node written) {
        if (written instanceof Node.Mapping scenario) {
            Base.refuse(path, scenario);
            base = scenario.value(BASE.name()).flatMap(path -> Base.read(path, folder(), problems));
            return base.map(it -> it.under(scenario)).orElse(scenario);
        }
        return written;
    }

    private ScenarioFile file(Source source, Node written) {
        ForeignFile.refuse(written);
        var root = laid(written);
        var fields = Fields.of(root, "a scenario", keys(), problems);
        var substitution = roots(fields);
        fields.replaceAll(OF_THE_FILE, substitution::fill);
        var name = fields.get(NAME);
        var nameAt = fields.node(NAME).map(Node::at).orElse(root.at());
        var axes = axes(fields, substitution);
        var cases = cases(fields, axes, substitution, nameAt);
        unread(root, fields, axes).stream().map(Unread::problem).forEach(problems::add);
        Absences.check(cases, problems);
        var timeout = fields.or(TIMEOUT);
        var clock = fields.or(CLOCK);
        cases.forEach(one -> clock.check(one, problems::add));
        var requires = fields.node(REQUIRES)
                .map(node -> RequirementReader.read(node, problems))
                .orElse(List.of());
        var silenced =
                fields.node(REFEREE).map(node -> Silenced.read(node, problems)).orElse(Map.of());
        var tags = fields.get(TAGS).orElse(List.of());
        var skip = fields.get(SKIP);
        var variables = variables(source, axes);
        problems.throwIfAny();
        var _ = fields.get(DESCRIPTION); // for readers of the file alone, but a text it must be
        return new ScenarioFile(
                path,
                source,
                name.orElseThrow(),
                nameAt,
                tags,
                skip,
                requires,
                silenced,
                timeout,
                clock,
                used(variables),
                variables,
                Optional.empty(),
                SecretVariables.taken(environment, cases, texts(source, axes)),
                cases);
    }

    private List<Key<?>> keys() {
        return KEYS.stream()
                .<Key<?>>map(key -> typed && key.equals(CaseReader.STEPS) ? key.optional() : key)
                .toList();
    }

    private Map<String, String> used(Set<String> variables) {
        var used = new LinkedHashMap<>(definitions);
        used.keySet().retainAll(variables);
        return used;
    }

    /** The names of the variables that a text, or those of its rows, use in an interpolation or a path. */
    private Set<String> variables(Source source, List<Axis> axes) {
        return texts(source, axes)
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map(use -> use.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> texts(Source source, List<Axis> axes) {
        var rows = axes.stream().map(axis -> axis.rows().at().source());
        return Stream.of(Stream.of(source), base.stream().map(Base::source), rows)
                .flatMap(it -> it)
                .distinct()
                .map(Source::text);
    }

    /** {@code env}, {@code run} and {@code vars}; a variable may use those before it. */
    private Substitution roots(Fields fields) {
        var substitution = new Substitution(new FileValues(folders()), problems);
        var env = new LinkedHashMap<String, Node>();
        environment.forEach((name, value) -> env.put(name, Values.scalar(Values.NOWHERE, value)));
        substitution.define("env", env);
        substitution.define("run", Map.of("dir", Values.scalar(Values.NOWHERE, folder().toString())));
        var vars = new LinkedHashMap<String, Node>();
        substitution.define("vars", vars);
        definitions.forEach((name, value) ->
                vars.put(name, Values.plain(Location.wholeFile(new Source("-D " + name, value)), value)));
        fields.node(VARS)
                .flatMap(node -> mapping(node, "vars"))
                .ifPresent(mapping -> mapping.entries()
                        .forEach(e -> vars.computeIfAbsent(e.name(), _ -> substitution.fill(e.value()))));
        return substitution;
    }

    private Path folder() {
        var parent = path.toAbsolutePath().normalize().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private Folders folders() {
        return new Folders(
                folder(), base.map(it -> Map.of(it.source(), it.folder())).orElse(Map.of()));
    }

    private List<Axis> axes(Fields fields, Substitution substitution) {
        return fields.node(CASES)
                .map(new Axis.Reader(folder(), substitution, problems)::read)
                .orElse(List.of());
    }

    /** None where steps are still to come, and where rows can't be read, which may use anything. */
    private List<Unread> unread(Node root, Fields fields, List<Axis> axes) {
        boolean known = !typed && fields.has(CASES) != axes.isEmpty();
        var unread = known && root instanceof Node.Mapping scenario ? Unread.in(scenario, axes) : List.<Unread>of();
        return unread.stream().filter(it -> !isOfBase(it.key().at())).toList();
    }

    /** What a base has is for several scenarios. */
    private boolean isOfBase(Location at) {
        return base.filter(it -> it.source().equals(at.source())).isPresent();
    }

    private Optional<Node.Mapping> mapping(Node node, String what) {
        return Decoders.mapping(node, "a mapping, as " + what + " is", problems::add);
    }

    private List<Case> cases(Fields fields, List<Axis> axes, Substitution substitution, Location nameAt) {
        var cases = new CaseReader(folders(), typed, substitution, problems);
        var written = fields.node(CASES);
        if (written.isEmpty()) {
            return List.of(cases.read("", List.of(nameAt), fields));
        }
        var found = new ArrayList<Case>();
        new Rows(axes, substitution, problems)
                .forEach(
                        written.get().at(),
                        CaseReader.parts(fields),
                        row -> found.add(cases.read("[" + row.name() + "]", row.at(), fields)));
        return found;
    }
}
