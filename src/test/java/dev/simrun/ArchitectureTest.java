package dev.simrun;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The map of the project: what uses what, and which library is at home where. */
class ArchitectureTest {
    private static final String ROOT = "dev.simrun";
    private static final Set<String> CORE =
            Set.of("sim", "scenario", "language", "manual", "typing", "referee", "event", "match", "source");

    /** Each package below the root with those it may use; in the order in which they build on each other. */
    private static final Map<String, Set<String>> MAY_USE = inOrder(
            entry("json", Set.of()),
            entry("source", Set.of()),
            entry("match", Set.of("event", "json")),
            entry("wire", Set.of()),
            entry("event", Set.of()),
            entry("referee", Set.of("event")),
            entry("scenario", Set.of("json", "source", "match", "wire", "event", "referee")),
            entry("language", allOf("scenario json source match wire event referee")),
            entry("manual", allOf("language scenario source match event referee")),
            entry("typing", Set.of("language", "scenario", "match", "event")),
            entry("sim", Set.of("event", "wire")),
            entry("engine", Set.of("sim", "event", "wire")),
            entry("api", Set.of("json", "engine", "sim", "event", "wire")),
            entry("fake", Set.of("json", "scenario", "source", "match", "event", "wire")),
            entry("http", Set.of("api", "fake", "event", "wire")),
            entry("proc", Set.of("event", "wire")),
            entry("actor", allOf("json source scenario fake http proc api engine event sim wire")),
            entry("run", allOf("source match wire event referee scenario sim engine api fake" + " http proc actor")),
            entry("picture", Set.of("match", "event", "run")),
            entry("report", allOf("json source match wire event run scenario picture")),
            entry("page", allOf("json source match event run scenario picture report")),
            entry("repl", allOf("typing manual language source match scenario event run" + " report")),
            entry(
                    "cli",
                    allOf("json source match wire event referee scenario language manual"
                            + " typing sim engine api fake http proc actor run"
                            + " report page repl")));

    /** Where a library is at home: the start of its packages' names. */
    private static final Map<String, String> HOMES = Map.of(
            "org.snakeyaml.", "source",
            "io.helidon.", "http",
            "org.apache.commons.cli.", "cli",
            "io.cucumber.", "cli",
            "org.jline.", "repl");

    /** What the core must not touch, as it is told the time and what happened. */
    private static final Pattern OUTSIDE_WORLD =
            Pattern.compile("java\\.lang\\.Thread(\\$.*)?|java\\.net\\.(?!URI).*|java\\.nio\\.channels\\..*"
                    + "|java\\.util\\.Timer|java\\.util\\.concurrent\\.(\\w*Executor\\w*"
                    + "|ForkJoin\\w*|CompletableFuture|StructuredTaskScope.*)");

    private static final Pattern CLOCKS = Pattern.compile(
            "java\\.time\\.\\w+\\.(now|system\\w*)|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)");

    private static final Pattern SLEEPS =
            Pattern.compile("java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep");

    private static final Pattern THREAD_MAKERS =
            Pattern.compile("java\\.lang\\.Thread\\.(<init>|of\\w+|startVirtualThread)"
                    + "|java\\.util\\.concurrent\\.(Executors|ForkJoinPool)\\..*"
                    + "|java\\.util\\.concurrent\\.CompletableFuture\\.\\w+Async"
                    + "|java\\.util\\.Timer\\..*");

    /** Who makes threads, and who owns what those throw. */
    private static final Map<String, String> MAKE_THREADS = Map.of(
            "dev.simrun.engine.Worker", "it is told, whatever it is",
            "dev.simrun.http.Servers", "whoever opens a server gets it",
            "dev.simrun.http.Exchanges$Waiting", "the server's borrower is told",
            "dev.simrun.repl.ScriptScreen", "the script ends there");

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    private static Set<String> allOf(String names) {
        return Set.of(names.split(" "));
    }

    @SafeVarargs
    private static Map<String, Set<String>> inOrder(Map.Entry<String, Set<String>>... packages) {
        var map = new LinkedHashMap<String, Set<String>>();
        for (var each : packages) {
            map.put(each.getKey(), each.getValue());
        }
        return map;
    }

    @Test
    void the_page_has_the_map() throws IOException {
        Golden.checkPart(
                Path.of("src/site/markdown/architecture.md"), "packages", ArchitecturePage.tables(MAY_USE, HOMES));
    }

    @Test
    void packages_use_only_what_the_map_allows() {
        var uses = dependencies(use -> {
            var user = packageOf(use.getOriginClass());
            var used = packageOf(use.getTargetClass());
            return isOurs(use.getTargetClass())
                    && !user.equals(used)
                    && !MAY_USE.getOrDefault(user, Set.of()).contains(used);
        });
        assertThat(uses).as("uses that DESIGN does not allow").isEmpty();
    }

    @Test
    void no_circle_runs_through_several_packages() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(main);
    }

    @Test
    void every_package_is_on_the_map_and_null_marked() {
        assertThat(main).as("classes found").isNotEmpty();
        var packages = main.stream().map(JavaClass::getPackage).distinct().toList();
        assertThat(packages)
                .allSatisfy(it -> assertThat(MAY_USE).containsKey(below(it.getName())))
                .allSatisfy(it -> assertThat(it.isAnnotatedWith(NullMarked.class))
                        .as(it.getName() + " is @NullMarked")
                        .isTrue());
    }

    @Test
    void a_library_is_used_only_in_its_home() {
        var strays = dependencies(use -> HOMES.entrySet().stream()
                .filter(home -> !packageOf(use.getOriginClass()).equals(home.getValue()))
                .anyMatch(home -> use.getTargetClass().getName().startsWith(home.getKey())));
        assertThat(strays).isEmpty();
    }

    @Test
    void the_core_has_no_clock_no_thread_and_no_socket() {
        var core = main.stream().filter(it -> CORE.contains(packageOf(it))).toList();
        assertThat(core).as("classes of the core").isNotEmpty();
        var touched = dependencies(use -> CORE.contains(packageOf(use.getOriginClass()))
                && OUTSIDE_WORLD.matcher(use.getTargetClass().getName()).matches());
        assertThat(touched).isEmpty();
        assertThat(uses(core.stream(), CLOCKS)).isEmpty();
    }

    @Test
    void a_thread_is_made_where_somebody_owns_what_it_throws() {
        var others = main.stream().filter(it -> !MAKE_THREADS.containsKey(it.getName()));
        assertThat(uses(others, THREAD_MAKERS)).isEmpty();
        assertThat(uses(main.stream(), THREAD_MAKERS)).as("found at all").isNotEmpty();
    }

    @Test
    void nothing_sleeps() {
        var all = new ClassFileImporter().importPackages(ROOT);
        assertThat(all.contain(ArchitectureTest.class))
                .as("tests are looked at too")
                .isTrue();
        assertThat(uses(all.stream(), SLEEPS)).isEmpty();
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
                .filter(it -> methods.matcher(it.getTargetOwner().getName()
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
        return packageName.startsWith(ROOT + ".") ? packageName.substring(ROOT.length() + 1) : packageName;
    }
}
