package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A release with a real Java and the cache of its first start, which is then moved, copied, mounted and started in poor
 * surroundings: whatever the place, the JVM says nothing and the exit code is the scenario's.
 */
@EnabledOnOs(OS.LINUX)
class AnyPlaceTest {
    private static final int LIMIT_S = 120;

    /** Names with a letter that no locale but one of UTF-8 knows are made by the shell, as this JVM may have none. */
    private static final String BEFORE = "set -eu; u=$(printf '\\303\\274'); ";

    private static final String MOUNT = "unshare -rm sh -euc 'mkdir -p bound; mount --bind \"$FIRST\" bound; ";

    @TempDir
    private static Path release;

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {}

    @BeforeAll
    static void make_a_release() throws Exception {
        var first = Files.createDirectory(release.resolve("first"));
        Packaged.release(first);
        Files.copy(Path.of("simrun"), first.resolve("simrun"));
        write(release.resolve("fine.yaml"));
        var run = shell(release, "sh first/simrun fine.yaml");
        assertThat(run.err()).isEmpty();
        assertFine(run);
        assertThat(first.toFile().list((_, name) -> name.endsWith(".aot"))).hasSize(1);
    }

    @BeforeEach
    void write_a_scenario() throws IOException {
        write(folder.resolve("fine.yaml"));
    }

    private static void write(Path file) throws IOException {
        Files.writeString(file, "name: fine\nsteps: [invoke]\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        copied          | cp -r "$FIRST" copy; touch copy/simrun.jar; sh copy/simrun fine.yaml
        moved           | cp -r "$FIRST" here; mkdir -p a/b; mv here a/b/there; sh "$PWD/a/b/there/simrun" fine.yaml
        from elsewhere  | cd /; sh "$FIRST/simrun" "$OLDPWD/fine.yaml"
        letters         | cp -r "$FIRST" "a  $u"; mv fine.yaml "$u.yaml"; sh "a  $u/simrun" "$u.yaml"
        letters in C    | cp -r "$FIRST" "a  $u"; mv fine.yaml "$u.yaml"; LC_ALL=C sh "a  $u/simrun" "$u.yaml"
        letters below   | mkdir "$u"; mv fine.yaml "$u"; LC_ALL=C sh "$FIRST/simrun" .
        nothing set     | mv fine.yaml "$u.yaml"; env -i SIMRUN_JAVA_HOME="$SIMRUN_JAVA_HOME" sh "$FIRST/simrun" "$u.yaml"
        a broken cache  | cp -r "$FIRST" copy; for c in copy/*.aot; do echo broken >"$c"; done; sh copy/simrun fine.yaml
        a soft limit    | ulimit -S -n 32; sh "$FIRST/simrun" fine.yaml
        """)
    void a_release_is_started_without_a_word_of_the_jvm(String name, String script) throws Exception {
        var run = shell(folder, script);
        assertThat(run.err()).as(name).isEmpty();
        assertFine(run);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cp -r "$FIRST" copy; sh ./copy/simrun bad.yaml               | ./copy/simrun
        chmod +x "$FIRST/simrun"; PATH="$FIRST:$PATH" simrun bad.yaml | simrun
        """)
    void what_is_proposed_to_type_is_what_was_typed(String script, String typed) throws Exception {
        Files.writeString(folder.resolve("bad.yaml"), "name: bad\nsteps: [{assert_state: frozen}]\n");
        assertThat(shell(folder, script).out())
                .contains("  rerun: " + typed + " bad.yaml      step through: " + typed + " --step bad.yaml\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        mounted     |
        read-only   | mount -o remount,ro,bind bound;
        """)
    void a_release_is_started_where_it_is_mounted(String name, String options) throws Exception {
        assumeTrue(shell(folder, MOUNT + "'").exit() == 0, "a folder can be mounted");
        var run = shell(folder, MOUNT + (options == null ? "" : options) + " exec sh bound/simrun fine.yaml'");
        assertThat(run.err()).as(name).isEmpty();
        assertFine(run);
    }

    @Test
    void the_cache_is_used_where_it_was_moved_to() throws Exception {
        var run = shell(
                folder,
                "cp -r \"$FIRST\" here; mv here there; SIMRUN_JAVA_OPTS=-Xlog:class+load:file=loaded sh there/simrun"
                        + " fine.yaml");
        assertFine(run);
        assertThat(folder.resolve("loaded")).content().contains("dev.simrun.cli.Main source: shared objects file");
    }

    @Test
    void the_exit_code_is_the_scenarios() throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "name: wrong\nsteps: [{invoke: {}, expect: {payload: 1}}]\n");
        assertThat(shell(folder, "LC_ALL=C sh \"$FIRST/simrun\" wrong.yaml").exit())
                .isEqualTo(1);
        assertThat(shell(folder, "LC_ALL=C sh \"$FIRST/simrun\" gone.yaml").exit())
                .isEqualTo(2);
        assertThat(shell(folder, "ulimit -n 64; sh \"$FIRST/simrun\" fine.yaml").exit())
                .isEqualTo(3);
    }

    private static void assertFine(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().replaceAll(" +\\(?\\d+\\.\\d+s\\)?", "")).isEqualTo("ok    fine\n1 passed, 0 failed\n");
    }

    private static Run shell(Path folder, String script) throws Exception {
        var builder = new ProcessBuilder("sh", "-c", BEFORE + script).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SIMRUN_"));
        environment.put("FIRST", release.resolve("first").toString());
        environment.put("SIMRUN_JAVA_HOME", System.getProperty("java.home"));
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
