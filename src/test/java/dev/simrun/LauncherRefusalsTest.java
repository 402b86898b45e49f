package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher says where it can't start simrun, and how it starts it where little is set. */
class LauncherRefusalsTest {
    @TempDir
    private Path temp;

    private LauncherTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = LauncherTree.in(temp);
    }

    @Test
    void without_a_java_one_line_says_how_to_get_one() throws Exception {
        tree.jdk("jdk-24", "24.0.2");
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("simrun: needs a JDK 25 or newer and found none; get one from"
                        + " https://adoptium.net/temurin/releases/, then set JAVA_HOME to its folder.\n");
    }

    @Test
    void a_java_without_compiler_runs_what_is_built_but_does_not_build() throws Exception {
        Files.delete(tree.jdk("a-jre-25", "25").resolve("bin/javac"));
        assertThat(tree.simrun().err()).startsWith("simrun: needs a JDK");
        tree.jdk("jdk-25", "25");
        assertThat(tree.simrun().out()).startsWith("jdk-25\n");
        assertThat(tree.simrun().out()).startsWith("a-jre-25\n");
    }

    @Test
    void a_failed_build_shows_the_errors_and_is_tried_again() throws Exception {
        tree.jdk("jdk-25", "25");
        Files.createFile(tree.top().resolve("broken"));
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("[ERROR] no good\n").doesNotContain("chatter");
        Files.delete(tree.top().resolve("broken"));
        assertThat(tree.simrun().code()).isEqualTo(7);
    }

    @Test
    void without_maven_a_sentence_says_how_to_get_it() throws Exception {
        tree.jdk("jdk-25", "25");
        Files.delete(tree.tools().resolve("mvn"));
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("simrun: needs Maven to build itself and found no mvn on the PATH; get it from"
                        + " https://maven.apache.org/download.cgi.\n");
        FakeTools.script(tree.tools().resolve("apk"), "#!/bin/sh\necho \"$4\"\n");
        assertThat(tree.simrun().err())
                .contains("; install it with `apk add maven`, or ")
                .containsOnlyOnce("\n");
    }

    /** What a package manager says that it has is proposed, and nothing else. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"openjdk-25-jdk", "temurin-25-jdk"})
    void a_package_is_proposed_where_the_system_has_it(String known) throws Exception {
        FakeTools.script(tree.tools().resolve("sudo"), "#!/bin/sh\n");
        FakeTools.script(tree.tools().resolve("apt-cache"), """
            #!/bin/sh
            [ "$LC_ALL $1" = 'C policy' ] || exit
            echo "$2:"
            echo '  Installed: (none)'
            if [ "$2" = %s ]; then echo '  Candidate: 25.0.1+8-1'; else echo '  Candidate: (none)'; fi
            """.formatted(known));
        var run = tree.simrun();
        assertThat(run.err())
                .contains("found none; install one with `sudo apt-get install " + known + "`, or get it from https")
                .containsOnlyOnce("\n");
        assertThat(run.code()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, there is no such folder",
        "empty, there is no bin/java in it",
        "old, its Java is 17.0.15",
        "mute, its Java does not tell its version"
    })
    void a_java_that_was_asked_for_and_will_not_do_is_told(String name, String found) throws Exception {
        tree.jdk("jdk-25", "25");
        Files.createDirectory(temp.resolve("empty"));
        FakeTools.jdk(temp.resolve("old"), "17.0.15");
        FakeTools.script(FakeTools.jdk(temp.resolve("mute"), "25").resolve("bin/java"), "#!/bin/sh\n");
        Files.delete(temp.resolve("mute/release"));
        var own = temp.resolve(name);
        tree.environment().put("SIMRUN_JAVA_HOME", own.toString());
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("simrun: needs a Java 25 or newer, and SIMRUN_JAVA_HOME is " + own + ": " + found + ".\n");
    }

    @Test
    void a_build_without_a_network_says_so_in_a_sentence() throws Exception {
        tree.jdk("jdk-25", "25");
        Files.writeString(tree.top().resolve("broken"), """
            [ERROR] Non-resolvable import POM: Could not transfer artifact org.junit:junit-bom:pom:6.1.3
            [ERROR] 'dependencies.dependency.version' for org.junit.jupiter:junit-jupiter-api:jar is missing.
            """);
        var run = tree.simrun();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("simrun: building (once, about 20 s)...\n"
                        + "simrun: could not be built, as Maven could not download what it needs once; is there a"
                        + " network? Its output is in ./target/simrun-build.log.\n");
    }

    @Test
    void of_many_errors_of_a_build_the_first_are_shown() throws Exception {
        tree.jdk("jdk-25", "25");
        Files.writeString(tree.top().resolve("broken"), "[ERROR] no good\n".repeat(500));
        assertThat(tree.simrun().err().lines()).hasSizeLessThan(25);
    }

    @Test
    void too_few_files_are_told_in_a_sentence() throws Exception {
        tree.jdk("jdk-25", "25");
        for (int limit : List.of(64, 32)) {
            var run = LauncherTree.end(
                    tree.start(tree.top(), "/bin/sh", "-c", "ulimit -n " + limit + " && exec ./simrun"));
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err())
                    .isEqualTo("simrun: needs 256 open files at a time and may have " + limit
                            + "; raise the limit (ulimit -n).\n");
        }
    }

    /** Java would lose the letters of paths that the locale doesn't know. */
    @ParameterizedTest(name = "LC_ALL={0} LANG={1}")
    @CsvSource({"'', '', set to C.UTF-8 from", "C, en_US.UTF-8, set to C.UTF-8 from C", "'', de_DE.utf8, left as"})
    void java_gets_a_locale_of_utf_8(String all, String lang, String told) throws Exception {
        var jdk = tree.jdk("jdk-25", "25");
        FakeTools.script(
                jdk.resolve("bin/java"),
                "#!/bin/sh\necho \"${SIMRUN_LC_ALL-left as} ${SIMRUN_LC_ALL+set to $LC_ALL from $SIMRUN_LC_ALL}\"\n");
        tree.environment().put("LC_ALL", all);
        tree.environment().put("LANG", lang);
        assertThat(tree.simrun().out().strip()).endsWith(told);
    }
}
