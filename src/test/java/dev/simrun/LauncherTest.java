package dev.simrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a tree of its own, with JDKs and a Maven that are scripts. Its PATH has nothing of this machine but
 * the few tools that it may use.
 */
class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private Path top;
    private Path tools;
    private Path jdks;
    private final Map<String, String> environment = new TreeMap<>();

    /** How a run ended and what it wrote. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void makeTree() throws IOException {
        top = Files.createDirectory(temp.resolve("a checkout"));
        tools = Files.createDirectory(temp.resolve("tools"));
        jdks = Files.createDirectory(temp.resolve("some jdks"));
        FakeTools.fill(tools);
        FakeTools.script(top.resolve("simrun"), Files.readString(Path.of("simrun")));
        Files.writeString(top.resolve("pom.xml"), "<project/>");
        Files.createDirectories(top.resolve("src/main"));
        source("A.java", "one");
        source("B.java", "two");
        environment.put("PATH", tools.toString());
        environment.put("SIMRUN_JDKS", jdks.toString());
    }

    @Test
    void an_older_java_on_java_home_and_path_is_passed_over() throws Exception {
        environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
        Files.createSymbolicLink(
                tools.resolve("java"), jdk("jdk-8", "1.8.0_292").resolve("bin/java"));
        jdk("jdk-25", "25.0.3");
        assertThat(simrun().out()).startsWith("jdk-25\n");
    }

    @Test
    void the_first_place_with_a_new_enough_java_wins() throws Exception {
        jdk("jdk-25", "25.0.3");
        var elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createSymbolicLink(
                tools.resolve("java"),
                FakeTools.jdk(elsewhere.resolve("path"), "26").resolve("bin/java"));
        assertThat(simrun().out()).startsWith("path\n");
        environment.put(
                "JAVA_HOME", FakeTools.jdk(elsewhere.resolve("home"), "27-ea").toString());
        assertThat(simrun().out()).startsWith("home\n");
        environment.put(
                "SIMRUN_JAVA_HOME",
                FakeTools.jdk(elsewhere.resolve("own"), "25").toString());
        assertThat(simrun().out()).startsWith("own\n");
    }

    @Test
    void without_a_java_one_line_says_how_to_get_one() throws Exception {
        jdk("jdk-24", "24.0.2");
        var run = simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("simrun: needs a JDK 25 or newer").containsOnlyOnce("\n");
        FakeTools.script(tools.resolve("apk"), "#!/bin/sh\n");
        assertThat(simrun().err()).contains("`sudo apk add openjdk25`").containsOnlyOnce("\n");
    }

    @Test
    void a_java_without_compiler_runs_what_is_built_but_does_not_build() throws Exception {
        Files.delete(jdk("a-jre-25", "25").resolve("bin/javac"));
        assertThat(simrun().err()).startsWith("simrun: needs a JDK");
        jdk("jdk-25", "25");
        assertThat(simrun().out()).startsWith("jdk-25\n");
        assertThat(simrun().out()).startsWith("a-jre-25\n");
    }

    @Test
    void arguments_and_exit_code_are_passed_on_through_links_from_any_folder() throws Exception {
        jdk("jdk-25", "25");
        var bin = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("second"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("../a checkout/simrun"));
        var run = end(start(bin, "./first", "a b", "", "*", "$HOME"));
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).endsWith("a checkout/target/simrun.jar>\n<a b>\n<>\n<*>\n<$HOME>\n");
    }

    @Test
    void an_unpacked_release_runs_without_maven() throws Exception {
        jdk("jdk-25", "25");
        Files.delete(tools.resolve("mvn"));
        Files.delete(top.resolve("pom.xml"));
        Files.writeString(top.resolve("simrun.jar"), "jar");
        Files.createDirectory(top.resolve("lib"));
        var run = simrun();
        assertThat(run.out()).contains("cached\n").endsWith("<./simrun.jar>\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_first_build_is_remembered_and_makes_the_cache_that_later_starts_use() throws Exception {
        jdk("jdk-25", "25");
        simrun();
        assertThat(top.resolve("target/simrun.stamp")).exists();
        var caches = caches();
        simrun();
        assertThat(caches).hasSize(1).isEqualTo(caches());
        assertThat(caches.getFirst()).matches("simrun-\\d+-.*\\.aot");
    }

    private List<String> caches() throws IOException {
        try (var files = Files.list(top.resolve("target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".aot"))
                    .toList();
        }
    }

    @Test
    void only_a_change_of_the_source_builds_again() throws Exception {
        jdk("jdk-25", "25");
        assertThat(simrun().err()).isEqualTo("simrun: building (once, about 20 s)...\n");
        assertThat(simrun().err()).isEmpty();
        Files.setLastModifiedTime(top.resolve("src/main/A.java"), FileTime.from(Instant.now()));
        assertThat(simrun().err()).as("touched").isEmpty();
        var old = FileTime.from(Instant.EPOCH);
        source("A.java", "ONE");
        Files.setLastModifiedTime(top.resolve("src/main/A.java"), old);
        assertThat(simrun().err()).as("changed, same size, old time").contains("building again");
        Files.delete(top.resolve("src/main/B.java"));
        assertThat(simrun().err()).as("deleted").contains("building again");
        Files.writeString(top.resolve("pom.xml"), "<project></project>");
        assertThat(simrun().err()).as("pom changed").contains("building again");
        assertThat(simrun().err()).isEmpty();
        assertThat(builds()).containsExactly("jdk-25", "jdk-25", "jdk-25", "jdk-25");
    }

    @Test
    void a_jar_of_somebody_elses_build_will_do_unless_something_is_newer() throws Exception {
        jdk("jdk-25", "25");
        var jar = Files.createDirectory(top.resolve("target")).resolve("simrun.jar");
        Files.writeString(jar, "jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(simrun().code()).isEqualTo(7);
        assertThat(top.resolve("builds")).doesNotExist();
        Files.writeString(jar, "another jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(simrun().code()).isEqualTo(7);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void a_failed_build_shows_the_errors_and_is_tried_again() throws Exception {
        jdk("jdk-25", "25");
        Files.createFile(top.resolve("broken"));
        var run = simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("[ERROR] no good\n").doesNotContain("chatter");
        Files.delete(top.resolve("broken"));
        assertThat(simrun().code()).isEqualTo(7);
    }

    @Test
    void without_maven_a_sentence_says_so() throws Exception {
        jdk("jdk-25", "25");
        Files.delete(tools.resolve("mvn"));
        var run = simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("Maven").containsOnlyOnce("\n");
    }

    @Test
    void the_cache_is_made_once_for_a_jar_and_a_java() throws Exception {
        var jdk = jdk("jdk-25", "25.0.3");
        assertThat(simrun().out()).contains("cached\n");
        simrun();
        assertThat(jdk.resolve("caches")).hasContent("made");
        source("A.java", "ONE");
        simrun();
        assertThat(jdk.resolve("caches")).hasContent("made\nmade");
        jdk("jdk-25", "25.0.4");
        simrun();
        assertThat(jdk.resolve("caches")).hasContent("made\nmade\nmade");
    }

    @Test
    void a_cache_that_cannot_be_made_is_done_without_and_not_tried_again() throws Exception {
        var jdk = jdk("jdk-25", "25");
        Files.createFile(jdk.resolve("uncacheable"));
        simrun();
        var run = simrun();
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).doesNotContain("cached");
        assertThat(jdk.resolve("caches")).hasContent("made");
    }

    @Test
    void two_at_once_build_once() throws Exception {
        jdk("jdk-25", "25");
        var hold = Files.createFile(top.resolve("hold"));
        var first = start(top, "./simrun");
        try (var saysThatItBuilds = first.errorReader(UTF_8)) {
            assertThat(saysThatItBuilds.readLine()).contains("building");
            var second = start(top, "./simrun");
            try (var saysThatItWaits = second.errorReader(UTF_8)) {
                assertThat(saysThatItWaits.readLine()).contains("waiting for another simrun");
                Files.delete(hold);
                assertThat(end(second).code()).isEqualTo(7);
            }
            assertThat(end(first).code()).isEqualTo(7);
        } finally {
            Files.deleteIfExists(hold);
        }
        assertThat(builds()).hasSize(1);
        assertThat(top.resolve("target/simrun.lock")).doesNotExist();
    }

    @Test
    void a_lock_whose_owner_is_gone_is_taken_over() throws Exception {
        jdk("jdk-25", "25");
        var gone = start(top, "/bin/sh", "-c", ":");
        assertThat(gone.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Files.createDirectory(top.resolve("target"));
        Files.createSymbolicLink(top.resolve("target/simrun.lock"), Path.of(Long.toString(gone.pid())));
        assertThat(simrun().code()).isEqualTo(7);
    }

    @Test
    void a_signal_during_the_build_ends_both_and_leaves_no_lock() throws Exception {
        jdk("jdk-25", "25");
        var hold = Files.createFile(top.resolve("hold"));
        var run = start(top, "./simrun");
        try (var saysThatItBuilds = run.errorReader(UTF_8)) {
            assertThat(saysThatItBuilds.readLine()).contains("building");
            run.destroy();
            assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isEqualTo(143);
        } finally {
            Files.deleteIfExists(hold);
        }
        assertThat(Files.isSymbolicLink(top.resolve("target/simrun.lock"))).isFalse();
    }

    private Run simrun() throws IOException, InterruptedException {
        return end(start(top, "./simrun"));
    }

    private Process start(Path folder, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        // What these scripts write is far shorter than a pipe, so that nobody has to read meanwhile.
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LIMIT);
        }
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Run(process.exitValue(), out, err);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(top.resolve("builds"));
    }

    private void source(String name, String content) throws IOException {
        Files.writeString(top.resolve("src/main").resolve(name), content);
    }

    private Path jdk(String name, String version) throws IOException {
        return FakeTools.jdk(jdks.resolve(name), version);
    }
}
