package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.simrun.event.Ending;
import dev.simrun.proc.LaunchException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaunchTest {
    private final Recorder recorder = new Recorder();

    @TempDir
    Path folder = Path.of("unset");

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void bare_name_is_looked_up_in_the_path_that_the_process_gets() throws Exception {
        script("hello", "#!/bin/sh\necho hello $1\n");
        var environment = Map.of("PATH", "/nowhere:" + folder + ":/bin");
        var command = new Command(List.of("hello", "you"), Path.of("/"), environment);
        assertThat(recorder.outputOf(command)).containsExactly("STDOUT hello you");
    }

    @Test
    void bare_name_without_a_path_is_looked_up_in_that_of_simrun() throws Exception {
        var command = new Command(List.of("sh", "-c", "exit 3"), folder, Map.of());
        assertThat(recorder.start(command).end()).isEqualTo(new Ending.Code(3));
    }

    @Test
    void program_with_a_slash_is_relative_to_the_working_directory() throws Exception {
        Files.createDirectory(folder.resolve("bin"));
        script("bin/hello", "#!/bin/sh\necho hello\n");
        assertThat(recorder.outputOf(Recorder.command(folder, "bin/hello"))).containsExactly("STDOUT hello");
    }

    @Test
    void missing_bare_name_tells_where_it_was_looked_for() {
        var failure = failure(Recorder.command(folder, "no-such-program"));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure)
                .hasMessage("there is no program \"no-such-program\" in the PATH given to the process"
                        + ": install it, or write its path with a \"/\"");
        assertThat(failure.engineText()).isEqualTo("exec: \"no-such-program\": executable file not found in $PATH");
    }

    @Test
    void missing_file_tells_what_it_was_relative_to() {
        var failure = failure(Recorder.command(folder, "./bootstrap"));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure)
                .hasMessage(
                        "there is no program ./bootstrap (relative to the working directory %s; was it built?)",
                        folder);
        assertThat(failure.engineText())
                .isEqualTo("fork/exec " + folder.resolve("bootstrap") + ": no such file or directory");
        assertThat(failure(Recorder.command(folder, "/nowhere/bootstrap")))
                .hasMessage("there is no program /nowhere/bootstrap (was it built?)");
    }

    @Test
    void file_that_is_not_executable_is_refused() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
        var failure = failure(Recorder.command(folder, "./plain"));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_EXECUTABLE);
        assertThat(failure).hasMessage("\"%s\" is not executable: \"chmod +x\" it", plain);
        assertThat(failure.engineText()).isEqualTo("fork/exec " + plain + ": permission denied");

        var onPath = new Command(List.of("plain"), folder, Map.of("PATH", folder.toString()));
        assertThat(failure(onPath)).hasMessage(failure.getMessage());
        assertThat(failure(Recorder.command(Path.of("/"), folder.toString())))
                .hasMessage("\"%s\" is a directory, not a program", folder);
    }

    @Test
    void text_without_an_interpreter_line_is_refused_and_not_run_by_a_shell() throws Exception {
        var failure = notExecutable("text", "echo oops\n", "exec format error");
        assertThat(failure).hasMessageContaining("add one such as \"#!/bin/sh\"");
        assertThat(recorder.lines).isEmpty();
    }

    @Test
    void missing_interpreter_is_named() throws Exception {
        var failure = notExecutable("python", "#!/no/such/python3 -u\n", "no such file or directory");
        assertThat(failure)
                .hasMessageContaining("asks for the interpreter \"/no/such/python3 -u\", which is not there");
    }

    @Test
    void carriage_return_after_the_interpreter_is_named() throws Exception {
        var failure = notExecutable("windows", "#!/bin/sh\r\necho hello\r\n", "no such file or directory");
        assertThat(failure)
                .hasMessageContaining("its lines end in CRLF")
                .hasMessageContaining("\"/bin/sh\\r\", with the carriage return");
    }

    @Test
    void program_for_another_processor_is_refused() throws Exception {
        script("foreign", "\u007fELF and nothing that this system knows");
        assertThat(failure(Recorder.command(folder, "./foreign")))
                .hasMessageContaining("was built for another system or processor than this one");
        script("windows.exe", "MZ and so on");
        assertThat(failure(Recorder.command(folder, "./windows.exe")))
                .hasMessageContaining("was built for another system or processor than this one");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processor_that_a_program_was_built_for_is_named() throws Exception {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        var other = arm ? "x86_64" : "arm64";
        var here = arm ? "arm64" : "x86_64";
        // EI_CLASS 64 bits, EI_DATA little-endian, ET_EXEC, then the machine
        var failure = notExecutable(
                "bootstrap",
                "\u007fELF\2\1\1" + "\0".repeat(9) + "\2\0" + (arm ? ">" : "\u00b7") + "\0".repeat(45),
                "exec format error");
        assertThat(failure).hasMessageContaining("was built for " + other + ", and this is " + here);
    }

    @Test
    void missing_working_directory_is_named() throws Exception {
        Path missing = folder.resolve("missing");
        var failure = failure(Recorder.command(missing, "sh"));
        assertThat(failure.reason()).isEqualTo(Reason.BAD_DIRECTORY);
        assertThat(failure)
                .hasMessage("the working directory \"%s\" of \"sh\" does not exist: make it or name another", missing);
        assertThat(failure.engineText()).isEqualTo("chdir " + missing + ": no such file or directory");
        Path file = Files.createFile(folder.resolve("file"));
        var noFolder = failure(Recorder.command(file, "sh"));
        assertThat(noFolder).hasMessageEndingWith("not a directory");
        assertThat(noFolder.engineText()).isEqualTo("chdir " + file + ": not a directory");
    }

    @Test
    void too_long_arguments_are_refused() {
        var failure = failure(Recorder.command(folder, "sh", "x".repeat(10_000_000)));
        assertThat(failure.reason()).isEqualTo(Reason.OTHER);
        assertThat(failure).hasMessageEndingWith("its arguments and environment are too long");
        assertThat(failure.engineText()).startsWith("fork/exec /").endsWith("/sh: argument list too long");
    }

    @Test
    void failed_starts_leave_no_descriptor_open() throws Exception {
        failure(Recorder.command(folder, "sh", "x".repeat(10_000_000)));
        long before = Alive.openPipes();
        for (int i = 0; i < 20; i++) {
            failure(Recorder.command(folder, "sh", "x".repeat(10_000_000)));
        }
        assertThat(Alive.openPipes()).isEqualTo(before);
    }

    @Test
    void nonsense_is_refused_by_the_command() {
        assertThatThrownBy(() -> new Command(List.of(), folder, Map.of())).hasMessage("a command needs a program");
        assertThatThrownBy(() -> Recorder.command(folder, "echo", "a\0b"))
                .hasMessage("a NUL character can't be passed to a process: a\\0b");
        assertThatThrownBy(() -> new Command(List.of("sh"), folder, Map.of("A=B", "")))
                .hasMessage("\"A=B\" can't be the name of an environment variable");
    }

    private LaunchException failure(Command command) {
        return catchThrowableOfType(LaunchException.class, () -> recorder.start(command));
    }

    /** What is told of a script or program that is there and can't be run. */
    private LaunchException notExecutable(String name, String content, String engineWords) throws Exception {
        script(name, content);
        var failure = failure(Recorder.command(folder, "./" + name));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_EXECUTABLE);
        assertThat(failure.engineText()).isEqualTo("fork/exec " + folder.resolve(name) + ": " + engineWords);
        return failure;
    }

    private void script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
