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
    private static final String REAL = """
        name: real
        extensions: {audit: {}}
        steps:
          - expect_registration: audit
          - invoke: {payload: {n: 1}}
            as: call
          - shutdown: spindown
        """;

    /** It answers each invocation with its payload. */
    private static final String RUNTIME = """
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while true; do
          payload=$(curl -sS -D head "$api/next")
          id=$(tr -d '\\r' <head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
          curl -sS -o /dev/null -d "$payload" "$api/$id/response"
        done
        """;

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
        write("real.yaml", REAL);
        write("virtual.yaml", REAL.replace("name: real\n", "name: virtual\nclock: virtual\n"));
        write("fails.yaml", FAILS);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Simrun.Outcome simrun(String script, String... arguments) throws Exception {
        return Simrun.in(folder).piped(script, arguments).withoutTraces();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"real.yaml", "virtual.yaml"})
    void what_is_saved_of_a_file_and_typed_steps_runs(String file) throws Exception {
        var script = """
            step
            invoke: {payload: {
              typed: true}}
            - assert_state: ready
            step
            - assert: {call.payload.n: 1}
            save saved.yaml
            continue
            save saved.yaml
            """;
        var run = simrun(script, "repl", file);
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("saved 5 steps: simrun saved.yaml\n")
                .contains("saved 6 steps: simrun saved.yaml\n");
        assertThat(folder.resolve("saved.yaml")).content().endsWith("""
            steps:
              - expect_registration: audit
              - invoke: {payload: {typed: true}}
              - assert_state: ready
              - invoke: {payload: {n: 1}}
                as: call
              - assert: {call.payload.n: 1}
              - shutdown: spindown
            """);
        var again = Simrun.in(folder).run("saved.yaml").withoutTraces();
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void what_is_saved_before_a_row_is_read_runs() throws Exception {
        Files.writeString(folder.resolve("rows.yaml"), """
            name: rows
            vars: {limit: 2s, 'odd key': {a: "quote's"}}
            cases: {one: {n: 1, m: 2}}
            steps:
              - invoke: {payload: '${case.n}'}
              - note: "${case.m} ${vars.limit} ${vars['odd key']}"
            """);
        var run = simrun("step\nsave saved.yaml\n", "repl", "rows.yaml");
        assertThat(run.out()).contains("saved 1 step: simrun saved.yaml\n");
        assertThat(folder.resolve("saved.yaml")).content().endsWith("""
            steps:
              - invoke: {payload: '${case.n}'}
              - note: "what no other step here reads: ${vars.limit}, ${vars['odd key']}, ${case.m}"
            """);
        var again = Simrun.in(folder).run("saved.yaml");
        assertThat(again.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void what_is_saved_of_typed_steps_alone_runs() throws Exception {
        var script = "invoke: {payload: {n: 1}}\nshutdown: spindown\nsave saved.yaml\n";
        var run = simrun(script, "repl");
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out().lines().limit(3))
                .as("what to type first")
                .anyMatch(line -> line.contains("invoke: {payload: {n: 1}}"))
                .anyMatch(line -> line.contains("help"));
        assertThat(folder.resolve("saved.yaml")).content().endsWith("""
            steps:
              - init
              - invoke: {payload: {n: 1}}
              - shutdown: spindown
            """);
        var again = Simrun.in(folder).run("saved.yaml");
        assertThat(again.out()).endsWith("1 passed, 0 failed\n");
        assertThat(again.exit()).isZero();
    }

    @Test
    void what_is_saved_in_another_folder_runs_there() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("saved/here"));
        write("simrun.yaml", "");
        write("data/payload.json", "{\"n\": 5}");
        write("_base.yaml", "vars: {n: 5}\n");
        write("run.sh", RUNTIME);
        write("moves.yaml", """
            name: moves
            base: _base.yaml
            runtime: {command: [bash, run.sh]}
            steps:
              - invoke: {payload: {$file: data/payload.json}}
                expect: {payload: {n: '${vars.n}'}}
            """);
        var run = simrun(
                "step\ninvoke: {payload: {$file: data/payload.json}}\nsave saved/here/x.yaml\n", "repl", "moves.yaml");
        assertThat(run.out()).contains("\nsaved 2 steps: simrun saved/here/x.yaml\n");
        assertThat(folder.resolve("saved/here/x.yaml")).hasContent("""
            name: moves
            base: ../../_base.yaml
            runtime: {cwd: ../.., command: [bash, run.sh]}
            steps:
              - invoke: {payload: {$file: ../../data/payload.json}}
                expect: {payload: {n: '${vars.n}'}}
              - invoke: {payload: {$file: ../../data/payload.json}}
            """);
        var again = Simrun.in(folder).run("saved/here/x.yaml").withoutTraces();
        assertThat(again.out()).as(again.err()).endsWith("1 passed, 0 failed\n");
        Files.delete(folder.resolve("simrun.yaml"));
        var outside = simrun("step\nsave saved/y.yaml\n", "repl", "moves.yaml");
        assertThat(outside.out())
                .contains("error: can't save, as it could not be read again: \"../_base.yaml\" lies outside of the"
                        + " scenario's folder\n");
        assertThat(folder.resolve("saved/y.yaml")).doesNotExist();
    }

    @Test
    void an_environment_with_a_program_is_saved_as_a_person_would_write_it() throws Exception {
        Tools.require("bash", "curl", "sed", "tr");
        var run = Simrun.in(folder)
                .piped("- {invoke: {payload: {n: 1}}, as: first}\nsave x.yaml\n", "repl", "--", "bash", "-c", RUNTIME);
        assertThat(run.out()).endsWith("saved 2 steps: simrun x.yaml\n");
        assertThat(folder.resolve("x.yaml")).content().isEqualTo("""
            name: typed at a prompt
            runtime:
              command:
                - bash
                - -c
                - |
            %sextensions:
              audit: {}
            steps:
              - init
              - invoke: {payload: {n: 1}}
                as: first
            """.formatted(RUNTIME.indent(6)));
        assertThat(Simrun.in(folder).run("x.yaml").out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void what_failed_is_saved_with_the_reason_where_it_did_something() throws Exception {
        write("times-out.yaml", """
            name: times out
            clock: virtual
            runtime: {fake: [{when: invoke, hang: forever}]}
            steps:
              - invoke: {payload: 1}
            """);
        var process = Simrun.in(folder);
        var saved = process.piped("step\nsave x.yaml\n", "repl", "times-out.yaml");
        assertThat(saved.exit()).as("a script stops at a failure").isEqualTo(1);
        var paused = simrun("save x.yaml\n", "--pause-on-failure", "times-out.yaml");
        assertThat(paused.out()).contains("saved 1 step, of which 1 did not pass: simrun x.yaml\n");
        assertThat(folder.resolve("x.yaml")).content().contains("""
            steps:
              # did not pass: invoke: outcome was timeout\
            """).endsWith("\n  - invoke: {payload: 1}\n");
    }

    @Test
    void no_file_of_somebody_else_is_written_over() throws Exception {
        var run = simrun("step\nsave fails.yaml\n", "repl", "real.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("error: fails.yaml exists; choose a name that is free\n  --> stdin:2\n");
        assertThat(folder.resolve("fails.yaml")).content().isEqualTo(FAILS);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void where_nothing_can_be_written_nothing_is_saved() throws Exception {
        var script = "step 2\nrestart\nset a=1\nnote: '${a}'\nsave ok.yaml\nsave no/such.yaml\n";
        var run = simrun(script, "repl", "real.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("saved 2 steps").contains("error: there is no folder ");
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
        write("real.yaml", REAL.replace("{n: 1}", "{n: 2}"));
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
