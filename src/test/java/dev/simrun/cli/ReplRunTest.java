package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the prompt is opened with, what it leaves, and runs that would open it. */
class ReplRunTest {
    private static final String FAILS = """
        name: fails
        steps:
          - note: first
          - assert_state: terminated
          - note: last
        runtime: none # so it stays in init
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write_scenarios() throws IOException {
        var _ = ReplFolder.in(folder);
        write("fails.yaml", FAILS);
    }

    private void write(String name, String text) throws IOException {
        new ReplFolder(folder).write(name, text);
    }

    private Simrun.Outcome simrun(String script, String... arguments) throws Exception {
        return new ReplFolder(folder).simrun(script, arguments);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        repl real.yaml fails.yaml      | 2 | one file, not 2
        repl .                         | 2 | . is a folder; name one file of it
        repl --extension               | 2 | --extension needs a command: simrun repl --extension -- COMMAND
        repl --                        | 2 | name a command after --
        repl real.yaml -- bash         | 2 | a file or a command, not both: real.yaml
        repl nothing.yaml              | 2 | there is no such file
        --break x real.yaml            | 2 | --break takes a line's number, not "x"
        --break 0 real.yaml            | 2 | --break takes a line's number, not "0"
        --break 99 real.yaml           | 2 | --break 99: no step begins there or below; the last one begins at line 7
        --break 4 real.yaml fails.yaml | 2 | --break needs one file to count the lines of, not 2
        --step --explore 3 virtual.yaml | 2 | --explore tries many orders; debug one of them with --seed
        """)
    void what_cannot_be_debugged_so_is_told_in_one_line(String arguments, int exit, String message) throws Exception {
        var run = simrun("step\n", arguments.split(" "));
        assertThat(run.err()).startsWith("error: " + message + "\n");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).as("nothing ran").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--step", "--break=5", "--break=4", "--pause-on-failure"})
    void with_nobody_to_ask_a_run_that_would_open_a_prompt_goes_through(String option) throws Exception {
        var words = option.split("=");
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("fails.yaml", "--jsonl", "run.jsonl", "--junit", "junit.xml"));
        var run = simrun("", arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAIL  fails ", "assert_state: the state is init, expected terminated")
                .endsWith("0 passed, 1 failed\n");
        assertThat(folder.resolve("run.jsonl")).content().contains("\"verdict\":\"failed\"");
        assertThat(folder.resolve("junit.xml")).content().contains("<failure ");

        arguments.set(arguments.indexOf("fails.yaml"), "real.yaml");
        var fine = simrun("", arguments.toArray(String[]::new));
        assertThat(fine.exit()).as(fine.out()).isZero();
        assertThat(fine.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void a_prompt_on_failure_that_nobody_answers_leaves_the_verdicts_of_all_cases() throws Exception {
        var plain = Simrun.in(folder).run("fails.yaml", "real.yaml");
        var paused = simrun("", "--pause-on-failure", "fails.yaml", "real.yaml");
        assertThat(paused.exit()).isEqualTo(plain.exit()).isEqualTo(1);
        assertThat(verdicts(paused)).isEqualTo(verdicts(plain)).hasSize(3);
    }

    private static List<String> verdicts(Simrun.Outcome run) {
        return run.out()
                .lines()
                .filter(line -> line.matches("(FAIL|ok {2}|STOP|skip)  .*|.* failed"))
                .map(line -> line.replaceAll(" +[\\d.]+s$", ""))
                .toList();
    }

    @Test
    void an_edited_step_runs_as_it_is_now_once_the_file_was_read_again() throws Exception {
        var simrun = Simrun.in(folder);
        var process = simrun.start("repl", "real.yaml");
        Simrun.type(process, "step\nsave reached.yaml\n");
        simrun.awaitFile("reached.yaml");
        write("real.yaml", ReplFolder.REAL.replace("{n: 1}", "{n: 2}"));
        Simrun.type(process, "reload\nstep\nassert: {call.payload.n: 2}\nfinish\n");
        process.getOutputStream().close();
        var run = simrun.await(process).withoutTraces();
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void a_run_without_a_prompt_loads_nothing_of_the_terminal() throws Exception {
        var classes = folder.resolve("classes.txt");
        var log = "-Xlog:class+load:file=" + classes;
        var run = Simrun.in(folder).withJvm(log).run("virtual.yaml");
        assertThat(run.exit()).isZero();
        assertThat(Files.readString(classes))
                .contains("dev.simrun.cli.Main ")
                .doesNotContain(" org.jline.", "dev.simrun.repl.TerminalScreen");
        var script = Simrun.in(folder).withJvm(log).piped("step\n", "repl", "virtual.yaml");
        assertThat(script.exit()).isZero();
        assertThat(Files.readString(classes))
                .contains("dev.simrun.repl.ScriptScreen ")
                .doesNotContain(" org.jline.");
    }
}
