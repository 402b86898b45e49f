package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** The map of the project: what uses what, which library is at home where, how long things get. */
class ArchitectureTest {
    private static final String ROOT = "dev.simrun";
    private static final Set<String> CORE =
            Set.of(
                    "sim",
                    "scenario",
                    "language",
                    "manual",
                    "typing",
                    "referee",
                    "event",
                    "match",
                    "source");

    /**
     * Each package below the root with those it may use; in the order in which they build on each
     * other.
     */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("source", Set.of()),
                    entry("match", Set.of("event")),
                    entry("wire", Set.of()),
                    entry("event", Set.of()),
                    entry("referee", Set.of("event")),
                    entry("scenario", Set.of("source", "match", "referee")),
                    entry("language", allOf("scenario source match event referee")),
                    entry("manual", allOf("language scenario source match event referee")),
                    entry("typing", allOf("language manual scenario source match event")),
                    entry("sim", Set.of("event", "wire")),
                    entry("engine", Set.of("sim", "event", "wire")),
                    entry("api", Set.of("engine", "sim", "event", "wire")),
                    entry("fake", Set.of("scenario", "match", "event", "wire")),
                    entry("http", Set.of("api", "fake", "wire")),
                    entry("proc", Set.of("event", "wire")),
                    entry("actor", allOf("scenario fake http proc api engine event sim wire")),
                    entry(
                            "run",
                            allOf(
                                    "source match wire event referee scenario sim engine api fake"
                                            + " http proc actor")),
                    entry("report", Set.of("source", "match", "event", "run", "scenario")),
                    entry(
                            "repl",
                            allOf(
                                    "typing manual language source match scenario event wire run"
                                            + " report")),
                    entry(
                            "cli",
                            allOf(
                                    "source match wire event referee scenario language manual"
                                            + " typing sim engine api fake http proc actor run"
                                            + " report repl")));

    /** Where a library is at home: the start of its packages' names. */
    private static final Map<String, String> HOMES =
            Map.of(
                    "org.snakeyaml.", "source",
                    "io.helidon.", "http",
                    "picocli.", "cli",
                    "org.jline.", "repl");

    /** What the core must not touch, as it is told the time and what happened. */
    private static final Pattern OUTSIDE_WORLD =
            Pattern.compile(
                    "java\\.lang\\.Thread(\\$.*)?|java\\.net\\.(?!URI).*|java\\.nio\\.channels\\..*"
                            + "|java\\.util\\.Timer|java\\.util\\.concurrent\\.(\\w*Executor\\w*"
                            + "|ForkJoin\\w*|CompletableFuture|StructuredTaskScope.*)");

    private static final Pattern CLOCKS =
            Pattern.compile(
                    "java\\.time\\.\\w+\\.(now|system\\w*)|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)");

    private static final Pattern SLEEPS =
            Pattern.compile(
                    "java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep");

    /**
     * Packages that may have monitors, as nothing calls them with a case's lock held: the prompt's
     * thread and its signals, what is told between cases, and sockets.
     */
    private static final Set<String> OWN_MONITORS = Set.of("repl", "report", "http");

    private static final int FILE_LIMIT_LINES = 350;
    private static final int METHOD_LIMIT_LINES = 60;

    /** Files ({@code Sim.java}) and methods ({@code Sim.java on}) that may be longer, and why. */
    private static final Map<String, String> MAY_BE_LONGER =
            Map.of(
                    "EventType.java", "the closed list of events, to be read from top to bottom",
                    "EventText.java of", "a line for each type of event");

    private final JavaClasses main =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .importPackages(ROOT);

    private static Set<String> allOf(String names) {
        return Set.of(names.split(" "));
    }

    @Test
    void packages_use_only_what_the_map_allows() {
        var uses =
                dependencies(use -> {
                    var user = packageOf(use.getOriginClass());
                    var used = packageOf(use.getTargetClass());
                    return isOurs(use.getTargetClass())
                            && !user.equals(used)
                            && !MAY_USE.getOrDefault(user, Set.of()).contains(used);
                });
        assertThat(uses).as("uses that DESIGN does not allow").isEmpty();
    }

    @Test
    void every_package_is_on_the_map_and_null_marked() {
        assertThat(main).as("classes found").isNotEmpty();
        var packages = main.stream().map(JavaClass::getPackage).distinct().toList();
        assertThat(packages)
                .allSatisfy(it -> assertThat(MAY_USE).containsKey(below(it.getName())))
                .allSatisfy(it ->
                        assertThat(it.isAnnotatedWith(NullMarked.class))
                                .as(it.getName() + " is @NullMarked")
                                .isTrue());
    }

    @Test
    void a_library_is_used_only_in_its_home() {
        var strays =
                dependencies(use ->
                        HOMES.entrySet().stream()
                                .filter(home ->
                                        !packageOf(use.getOriginClass()).equals(home.getValue()))
                                .anyMatch(home ->
                                        use.getTargetClass().getName().startsWith(home.getKey())));
        assertThat(strays).isEmpty();
    }

    @Test
    void the_core_has_no_clock_no_thread_and_no_socket() {
        var core = main.stream().filter(it -> CORE.contains(packageOf(it))).toList();
        assertThat(core).as("classes of the core").isNotEmpty();
        var touched =
                dependencies(use ->
                        CORE.contains(packageOf(use.getOriginClass()))
                                && OUTSIDE_WORLD.matcher(use.getTargetClass().getName()).matches());
        assertThat(touched).isEmpty();
        assertThat(uses(core.stream(), CLOCKS)).isEmpty();
    }

    @Test
    void nothing_sleeps() {
        var all = new ClassFileImporter().importPackages(ROOT);
        assertThat(all.contain(ArchitectureTest.class)).as("tests are looked at too").isTrue();
        assertThat(uses(all.stream(), SLEEPS)).isEmpty();
    }

    @Test
    void files_and_methods_stay_short() throws IOException {
        var tooLong = new ArrayList<String>();
        var files = sources();
        for (var file : files) {
            var lines = Files.readAllLines(file).size();
            if (lines > FILE_LIMIT_LINES) {
                tooLong.add(file.getFileName() + ": " + lines + " lines");
            }
        }
        tooLong.addAll(longMethods(files));
        assertThat(tooLong)
                .as("longer than %s lines, or %s in a method", FILE_LIMIT_LINES, METHOD_LIMIT_LINES)
                .filteredOn(it -> !MAY_BE_LONGER.containsKey(it.replaceFirst(": .*", "")))
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var found = files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
            assertThat(found).as("source files").isNotEmpty();
            return found;
        }
    }

    /**
     * Reads the files with javac's parser, because indentation alone doesn't tell what is a method.
     */
    private static List<String> longMethods(List<Path> files) throws IOException {
        var task = parser(files);
        var positions = Trees.instance(task).getSourcePositions();
        var found = new ArrayList<String>();
        for (var unit : task.parse()) {
            unit.accept(new MethodLength(unit, positions, found), null);
        }
        return found;
    }

    private static JavacTask parser(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var units =
                compiler.getStandardFileManager(null, null, null)
                        .getJavaFileObjectsFromPaths(files);
        return (JavacTask) compiler.getTask(null, null, null, null, null, units);
    }

    @Test
    void no_monitor_is_taken_where_the_cases_lock_rules() throws IOException {
        var files =
                sources().stream()
                        .filter(it -> it.startsWith(Path.of("src", "main")))
                        .filter(it -> !OWN_MONITORS.contains(it.getName(5).toString()))
                        .toList();
        var found = new ArrayList<String>();
        for (var unit : parser(files).parse()) {
            unit.accept(new Monitors(unit.getSourceFile().getName(), found), null);
        }
        assertThat(files).as("files looked at").hasSizeGreaterThan(200);
        assertThat(found).isEmpty();
    }

    private static final class Monitors extends TreeScanner<Void, Void> {
        private final String file;
        private final List<String> found;

        Monitors(String file, List<String> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                found.add(file + " " + method.getName());
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitSynchronized(SynchronizedTree block, Void unused) {
            found.add(file + ": a block");
            return super.visitSynchronized(block, null);
        }
    }

    private static final class MethodLength extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        MethodLength(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var lineMap = unit.getLineMap();
            var first = lineMap.getLineNumber(positions.getStartPosition(unit, method));
            var last = lineMap.getLineNumber(positions.getEndPosition(unit, method));
            var lines = last - first + 1;
            if (lines > METHOD_LIMIT_LINES) {
                var file = Path.of(unit.getSourceFile().getName()).getFileName();
                found.add(file + " " + method.getName() + ": " + lines + " lines");
            }
            return super.visitMethod(method, null);
        }
    }

    private Set<String> dependencies(Function<Dependency, Boolean> wrong) {
        assertThat(main).as("classes found").isNotEmpty();
        return main.stream()
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(wrong::apply)
                .map(Dependency::getDescription)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> uses(Stream<JavaClass> users, Pattern methods) {
        return users.flatMap(it -> it.getAccessesFromSelf().stream())
                .filter(it ->
                        methods.matcher(
                                        it.getTargetOwner().getName()
                                                + "."
                                                + it.getTarget().getName())
                                .matches())
                .map(Object::toString)
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        return below(type.getPackageName());
    }

    private static String below(String packageName) {
        return packageName.startsWith(ROOT + ".")
                ? packageName.substring(ROOT.length() + 1)
                : packageName;
    }
}
