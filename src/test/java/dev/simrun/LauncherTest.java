package dev.simrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher finds Java, builds, and starts what was built. */
class LauncherTest {
    @TempDir
    private Path temp;

    private LauncherTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = LauncherTree.in(temp);
    }

    @Test
    void an_older_java_on_java_home_and_path_is_passed_over() throws Exception {
        tree.environment().put("JAVA_HOME", tree.jdk("jdk-17", "17.0.15").toString());
        Files.createSymbolicLink(
                tree.tools().resolve("java"), tree.jdk("jdk-8", "1.8.0_292").resolve("bin/java"));
        tree.jdk("jdk-25", "25.0.3");
        assertThat(tree.simrun().out()).startsWith("jdk-25\n");
    }

    @Test
    void the_first_place_with_a_new_enough_java_wins() throws Exception {
        tree.jdk("jdk-25", "25.0.3");
        var elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createSymbolicLink(
                tree.tools().resolve("java"),
                FakeTools.jdk(elsewhere.resolve("path"), "26").resolve("bin/java"));
        assertThat(tree.simrun().out()).startsWith("path\n");
        tree.environment()
                .put(
                        "JAVA_HOME",
                        FakeTools.jdk(elsewhere.resolve("home"), "27-ea").toString());
        assertThat(tree.simrun().out()).startsWith("home\n");
        tree.environment()
                .put(
                        "SIMRUN_JAVA_HOME",
                        FakeTools.jdk(elsewhere.resolve("own"), "25").toString());
        assertThat(tree.simrun().out()).startsWith("own\n");
    }

    @Test
    void arguments_and_exit_code_are_passed_on_through_links_from_any_folder() throws Exception {
        tree.jdk("jdk-25", "25");
        var bin = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("second"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("../a checkout/simrun"));
        var run = LauncherTree.end(tree.start(bin, "./first", "a b", "", "*", "$HOME"));
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).endsWith("a checkout/target/simrun.jar>\n<a b>\n<>\n<*>\n<$HOME>\n");
    }

    @Test
    void an_unpacked_release_runs_without_maven() throws Exception {
        tree.jdk("jdk-25", "25");
        Files.delete(tree.tools().resolve("mvn"));
        Files.delete(tree.top().resolve("pom.xml"));
        Files.writeString(tree.top().resolve("simrun.jar"), "jar");
        var run = tree.simrun();
        assertThat(run.out()).contains("cached\n").endsWith("<./simrun.jar>\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_first_build_is_remembered_and_makes_the_cache_that_later_starts_use() throws Exception {
        tree.jdk("jdk-25", "25");
        tree.simrun();
        assertThat(tree.top().resolve("target/simrun.stamp")).exists();
        var caches = tree.caches();
        tree.simrun();
        assertThat(caches).hasSize(1).isEqualTo(tree.caches());
        assertThat(caches.getFirst()).matches("simrun-\\d+-.*\\.aot");
    }

    @Test
    void only_a_change_of_the_source_builds_again() throws Exception {
        tree.jdk("jdk-25", "25");
        assertThat(tree.simrun().err()).isEqualTo("simrun: building (once, about 20 s)...\n");
        assertThat(tree.simrun().err()).isEmpty();
        Files.setLastModifiedTime(tree.top().resolve("src/main/A.java"), FileTime.from(Instant.now()));
        assertThat(tree.simrun().err()).as("touched").isEmpty();
        var old = FileTime.from(Instant.EPOCH);
        tree.source("A.java", "ONE");
        Files.setLastModifiedTime(tree.top().resolve("src/main/A.java"), old);
        assertThat(tree.simrun().err()).as("changed, same size, old time").contains("building again");
        Files.delete(tree.top().resolve("src/main/B.java"));
        assertThat(tree.simrun().err()).as("deleted").contains("building again");
        Files.writeString(tree.top().resolve("pom.xml"), "<project></project>");
        assertThat(tree.simrun().err()).as("pom changed").contains("building again");
        assertThat(tree.simrun().err()).isEmpty();
        assertThat(tree.builds()).containsExactly("jdk-25", "jdk-25", "jdk-25", "jdk-25");
    }

    @Test
    void a_jar_of_somebody_elses_build_will_do_unless_something_is_newer() throws Exception {
        tree.jdk("jdk-25", "25");
        var jar = Files.createDirectory(tree.top().resolve("target")).resolve("simrun.jar");
        Files.writeString(jar, "jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(tree.simrun().code()).isEqualTo(7);
        assertThat(tree.top().resolve("builds")).doesNotExist();
        Files.writeString(jar, "another jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(tree.simrun().code()).isEqualTo(7);
        assertThat(tree.builds()).hasSize(1);
    }

    @Test
    void the_cache_is_made_once_for_a_jar_and_a_java() throws Exception {
        var jdk = tree.jdk("jdk-25", "25.0.3");
        assertThat(tree.simrun().out()).contains("cached\n");
        tree.simrun();
        assertThat(jdk.resolve("caches")).hasContent("made");
        tree.source("A.java", "ONE");
        tree.simrun();
        assertThat(jdk.resolve("caches")).hasContent("made\nmade");
        tree.jdk("jdk-25", "25.0.4");
        tree.simrun();
        assertThat(jdk.resolve("caches")).hasContent("made\nmade\nmade");
    }

    @Test
    void a_cache_that_cannot_be_made_is_done_without_and_not_tried_again() throws Exception {
        var jdk = tree.jdk("jdk-25", "25");
        Files.createFile(jdk.resolve("uncacheable"));
        tree.simrun();
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).doesNotContain("cached");
        assertThat(jdk.resolve("caches")).hasContent("made");
    }

    @Test
    void two_at_once_build_once() throws Exception {
        tree.jdk("jdk-25", "25");
        var hold = Files.createFile(tree.top().resolve("hold"));
        var first = tree.start(tree.top(), "./simrun");
        try (var saysThatItBuilds = first.errorReader(UTF_8)) {
            assertThat(saysThatItBuilds.readLine()).contains("building");
            var second = tree.start(tree.top(), "./simrun");
            try (var saysThatItWaits = second.errorReader(UTF_8)) {
                assertThat(saysThatItWaits.readLine()).contains("waiting for another simrun");
                Files.delete(hold);
                assertThat(LauncherTree.end(second).code()).isEqualTo(7);
            }
            assertThat(LauncherTree.end(first).code()).isEqualTo(7);
        } finally {
            Files.deleteIfExists(hold);
        }
        assertThat(tree.builds()).hasSize(1);
        assertThat(tree.top().resolve("target/simrun.lock")).doesNotExist();
    }

    @Test
    void a_lock_whose_owner_is_gone_is_taken_over() throws Exception {
        tree.jdk("jdk-25", "25");
        var gone = tree.start(tree.top(), "/bin/sh", "-c", ":");
        assertThat(gone.waitFor(LauncherTree.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        Files.createDirectory(tree.top().resolve("target"));
        Files.createSymbolicLink(tree.top().resolve("target/simrun.lock"), Path.of(Long.toString(gone.pid())));
        assertThat(tree.simrun().code()).isEqualTo(7);
    }

    @Test
    void a_signal_during_the_build_ends_both_and_leaves_no_lock() throws Exception {
        tree.jdk("jdk-25", "25");
        var hold = Files.createFile(tree.top().resolve("hold"));
        var run = tree.start(tree.top(), "./simrun");
        try (var saysThatItBuilds = run.errorReader(UTF_8)) {
            assertThat(saysThatItBuilds.readLine()).contains("building");
            run.destroy();
            assertThat(run.waitFor(LauncherTree.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(run.exitValue()).isEqualTo(143);
        } finally {
            Files.deleteIfExists(hold);
        }
        assertThat(Files.isSymbolicLink(tree.top().resolve("target/simrun.lock")))
                .isFalse();
    }
}
