package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario that is no file: {@code simrun -}. */
class StandardInputTest {
    private static final String FINE = """
        name: from a pipe
        cases: {one: {n: 1}, two: {n: 2}}
        steps:
          - invoke: {payload: {$file: sub/payload.json}}
            expect: {payload: {n: 1}}
          - note: '${case.n}'
        """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        -            | 2 passed, 0 failed
        -v -         | 2 passed, 0 failed
        --name two - | 1 passed, 0 failed
        - -          | 2 passed, 0 failed
        check -      | 1 file, 2 cases: ok
        """)
    void a_scenario_is_read_from_standard_input(String arguments, String last) throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/payload.json"), "{\"n\": 1}");
        var run = Simrun.in(folder).piped(FINE, arguments.split(" "));
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().reduce("", (_, line) -> line)).isEqualTo(last);
    }

    @Test
    void its_cases_are_listed() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/payload.json"), "{}");
        var run = Simrun.in(folder).piped(FINE, "list", "-");
        assertThat(run.out()).isEqualTo("<stdin>:2  from a pipe [one]\n<stdin>:2  from a pipe [two]\n");
    }

    @Test
    void its_mistakes_are_told_with_their_places() throws Exception {
        var run = Simrun.in(folder).piped("name: x\nsteps: [invok]\n", "check", "-");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: unknown step \"invok\"\n  --> <stdin>:2:9\n");
    }

    @Test
    void its_failure_tells_how_to_run_it_again() throws Exception {
        var run = Simrun.in(folder)
                .piped("name: x\nsteps: [{invoke: {}, expect: {payload: 1}}]\n", "-", "--junit", "out.xml");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("--> <stdin>:2:").contains("\n  rerun: simrun -\n");
        assertThat(folder.resolve("out.xml")).content().contains("file=\"&lt;stdin&gt;\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --step -        | what is typed at a prompt comes from standard input; name a file instead of -
        repl -          | what is typed at a prompt comes from standard input; name a file instead of -
        """)
    void a_prompt_needs_standard_input_for_itself(String arguments, String message) throws Exception {
        var run = Simrun.in(folder).piped("name: x\nsteps: [invoke]\n", arguments.split(" "));
        assertThat(run.err()).isEqualTo("error: " + message + "\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"'', the file is empty", "'# x', the file has nothing but comments"})
    void nothing_to_read_is_told(String text, String message) throws Exception {
        var run = Simrun.in(folder).piped(text, "-");
        assertThat(run.err()).startsWith("error: " + message + "\n  --> <stdin>\n");
        assertThat(run.exit()).isEqualTo(2);
    }
}
