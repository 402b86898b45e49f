package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a debugger is attached to a process. */
class DebuggeeTest {
    @TempDir
    private Path folder;

    private String attach(Path program) {
        return Debuggee.attach(12, Optional.of(program));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "python3", "python3.13", "pypy3"})
    void a_python_is_looked_into_by_its_name(String name) {
        assertThat(attach(folder.resolve(name))).isEqualTo("py-spy dump --pid 12");
    }

    @Test
    void a_program_of_go_is_known_by_its_note_and_all_else_is_left_to_gdb() throws IOException {
        var program = folder.resolve("bootstrap");
        var note = "\u007fELF" + "x".repeat(4000) + "\4\0\0\0\123\0\0\0\4\0\0\0Go\0\0abc/def";
        Files.writeString(program, note, StandardCharsets.ISO_8859_1);
        assertThat(attach(program)).isEqualTo("dlv attach 12");
        Files.writeString(program, "\u007fELF" + "x".repeat(4000), StandardCharsets.ISO_8859_1);
        assertThat(attach(program)).isEqualTo("gdb -p 12");
        assertThat(attach(folder.resolve("pythonic"))).isEqualTo("gdb -p 12");
        assertThat(Debuggee.attach(12, Optional.empty())).isEqualTo("gdb -p 12");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void behind_a_shell_the_process_that_it_waits_for_is_meant() throws Exception {
        for (var script : new String[] {"sleep 1000; true", "sleep 1000 & sleep 1000; true"}) {
            var process = new ProcessBuilder("bash", "-c", script).start();
            try {
                boolean alone = !script.contains("&");
                var children = alone ? 1 : 2;
                while (process.toHandle().children().count() < children) {
                    Thread.onSpinWait();
                }
                var child = process.toHandle().children().findFirst().orElseThrow();
                assertThat(Debuggee.of((int) process.pid()))
                        .isEqualTo(new Debuggee(process.pid(), "gdb -p " + (alone ? child.pid() : process.pid())));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }
}
