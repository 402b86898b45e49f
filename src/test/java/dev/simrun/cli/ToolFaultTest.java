package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
