package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is no scenario's fault ends with exit code 3. */
@EnabledOnOs(OS.LINUX)
class ToolFaultTest {
    /** Of the ports that the system gives out by itself one is left, and that one is reserved. */
    private static final String NO_PORT = "echo 40000 40000 > /proc/sys/net/ipv4/ip_local_port_range"
            + " && echo 40000 > /proc/sys/net/ipv4/ip_local_reserved_ports";

    @TempDir
    private Path folder;

    @BeforeEach
    void write_a_scenario() throws IOException {
        Files.writeString(folder.resolve("fine.yaml"), "name: fine\nsteps: [invoke]\n");
    }

    @Test
    void an_output_that_cant_be_written() throws Exception {
        var run = Simrun.in(folder)
                .through("bash")
                .through("-c")
                .through("exec \"$0\" \"$@\" >/dev/full")
                .run("fine.yaml");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("error: standard output can't be written to\n");
    }

    @Test
    void no_port_to_listen_on() throws Exception {
        assumeTrue(canMakeNetworks(), "a network of its own can be made");
        var run = Simrun.in(folder)
                .through("unshare")
                .through("-rn")
                .through("sh")
                .through("-c")
                .through(NO_PORT + " && exec \"$0\" \"$@\"")
                .run("fine.yaml");
        assertThat(run.err()).startsWith("error: can't listen on a loopback port: ");
        assertThat(run.exit()).isEqualTo(3);
    }

    @Test
    void no_more_files_to_open() {
        var err = new ByteArrayOutputStream();
        var cause = new IOException("/lib/tzdb.dat (Too many open files)");
        Main.tell(new ExceptionInInitializerError(new IllegalStateException(cause)), new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8))
                .isEqualTo("error: simrun may not have more files open at a time; raise the limit (ulimit -n)\n");
    }

    @Test
    void a_long_trace_is_cut() {
        var err = new ByteArrayOutputStream();
        var bug = new IllegalStateException("bad\u001b[31m");
        bug.setStackTrace(Collections.nCopies(1000, bug.getStackTrace()[0]).toArray(StackTraceElement[]::new));
        Main.tell(bug, new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8).lines())
                .hasSize(42)
                .first()
                .asString()
                .endsWith("java.lang.IllegalStateException: bad\\u001b[31m");
        assertThat(err.toString(UTF_8)).endsWith("\n\t… and 960 lines more\n");
    }

    @Test
    void the_locale_that_the_launcher_sets_is_not_the_users() {
        assertThat(Main.environment(Map.of("A", "b"))).isEqualTo(Map.of("A", "b"));
        assertThat(Main.environment(Map.of("SIMRUN_LC_ALL", "C", "LC_ALL", "C.UTF-8", "A", "b")))
                .isEqualTo(Map.of("LC_ALL", "C", "A", "b"));
        assertThat(Main.environment(Map.of("SIMRUN_LC_ALL", "", "LC_ALL", "C.UTF-8")))
                .isEmpty();
    }

    private static boolean canMakeNetworks() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rn", "sh", "-c", NO_PORT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noProgram) {
            return false;
        }
    }
}
