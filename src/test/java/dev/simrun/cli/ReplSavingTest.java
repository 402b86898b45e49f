package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code save} writes. */
class ReplSavingTest {
    /** It answers each invocation with its payload. */
    private static final String RUNTIME = """
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while true; do
          payload=$(curl -sS -D head "$api/next")
          id=$(tr -d '\\r' <head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
          curl -sS -o /dev/null -d "${payload}" "$api/$id/response"
        done
        """;

    private static final String THEIRS = "name: theirs\nsteps: [init]\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write_scenarios() throws IOException {
        var _ = ReplFolder.in(folder);
        write("theirs.yaml", THEIRS);
    }

    private void write(String name, String text) throws IOException {
        new ReplFolder(folder).write(name, text);
    }

    private Simrun.Outcome simrun(String script, String... arguments) throws Exception {
        return new ReplFolder(folder).simrun(script, arguments);
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
            """.formatted(
                        RUNTIME.replace("${", "$${").indent(6)));
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
        var run = simrun("step\nsave theirs.yaml\n", "repl", "real.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("error: theirs.yaml exists; choose a name that is free\n  --> stdin:2\n");
        assertThat(folder.resolve("theirs.yaml")).content().isEqualTo(THEIRS);
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
}
