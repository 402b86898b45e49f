package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simrun repl} with a script instead of somebody who types. */
class ReplScriptTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cli");

    private static final String THREE = """
        name: three steps
        clock: virtual
        extensions:
          audit: {fake: [{when: shutdown, delay: 1s, print: bye}]}
        steps:
          - expect_registration: audit
          - invoke: {payload: {n: 1}}
            as: call
          - note: between
          - shutdown: spindown
        finally:
          - note: the end
        """;

    private static final String FAILS = """
        name: fails
        clock: virtual
        steps:
          - note: first
          - assert_state: terminated
          - note: last
        finally:
          - note: the end
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write_scenarios() throws IOException {
        write("three.yaml", THREE);
        write("fails.yaml", FAILS);
        write("real.yaml", THREE.replace("clock: virtual\n", ""));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Simrun.Outcome repl(String script, String... arguments) throws Exception {
        var all = new String[arguments.length + 1];
        all[0] = "repl";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Simrun.in(folder).piped(script, all).withoutTraces();
    }

    private static String masked(String out) {
        return out.lines()
                .map(line -> line.replaceAll(" +\\d+\\.\\d\\ds$", " 0.00s")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "00000000-…")
                        .replaceAll("\\b[0-9a-f]{4}…", "0000…"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void a_script_that_looks_at_everything_is_answered_as_recorded() throws Exception {
        var script = """
            where
            list
            break 9
            break on extension.event event=SHUTDOWN
            tbreak shutdown
            breakpoints
            continue
            where
            print call.payload
            set answer = 42
            print ${answer}
            clear 1
            continue
            where
            continue
            state
            assert_state: shutdown
            # what has happened
            timeline 3 audit
            continue
            logs audit
            logs runtime
            breakpoints
            whe
            help tbr
            finish
            """;
        var run = repl(script, "three.yaml");
        Golden.check(GOLDEN.resolve("repl-three.out"), masked(run.out()));
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void a_script_stops_at_its_first_failure_as_recorded() throws Exception {
        var run = repl("continue\nretry\nnote: never\n", "fails.yaml");
        Golden.check(GOLDEN.resolve("repl-fails.out"), masked(run.out()));
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void typed_steps_that_fail_end_a_script_with_1_though_the_case_does_not_fail() throws Exception {
        var run = repl("note: a\nassert_state: terminated\nnote: never\n", "three.yaml");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("assert_state: the state is ready, expected terminated\n    --> stdin:2:15")
                .doesNotContain("never", "FAIL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        garbage        | "garbage" is no command and no step (help lists them)
        contineu       | "contineu" is no command and no step; did you mean "continue"?
        assert_acknowledged audit | a colon is missing after the step's key "assert_acknowledged": type assert_acknowledged: audit
        re             | "re" can be retry, reload or restart
        step x         | step takes a number from 1 on, not "x"
        step 0         | step takes a number from 1 on, not "0"
        vars all       | vars takes nothing, not "all"
        clear 3        | there is no breakpoint 3 (breakpoints lists them)
        break 99       | no step begins at line 99 or below; the last one begins at 10
        until 99       | no step begins at line 99 or below; the last one begins at 10
        break on extension.evnt | there is no event type "extension.evnt"; did you mean "extension.event"?
        print nobody   | nothing is called "nobody"
        timeline 3 audti | there is no actor "audti" (actors: runtime, audit, environment)
        retry          | no step has failed that could be run again
        set x          | set takes NAME=VALUE, not "x"
        help shutdwon  | nothing is called "shutdwon"; did you mean "shutdown"?
        save           | save to which file? save FILE.yaml
        save new.yaml  | nothing to save: no step was carried out yet
        """)
    void a_line_that_cannot_be_carried_out_ends_a_script_with_2(String line, String message) throws Exception {
        var run = repl("# a comment\n\n" + line + "\nstep\n", "three.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("error: " + message)
                .contains("\n  --> stdin:3\n")
                .doesNotContain("ok    expect_registration");
    }

    @Test
    void a_mistake_in_a_typed_step_is_shown_where_it_stands() throws Exception {
        var run = repl("note: a\n\ninvoke: {payload: 1,\n  paylod: 2}\nnote: never\n", "three.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("""
            error: unknown key "paylod" in invoke
              --> stdin:4:3
                |
              4 |   paylod: 2}
                |   ^^^^^^ did you mean "payload"?
            """).doesNotContain("never");
        assertThat(repl("invoke: {paylod: 1}\n", "three.yaml").out()).contains("--> stdin:1:10");
    }

    @Test
    void a_step_may_take_several_lines_of_a_script() throws Exception {
        var run = repl(
                """
                invoke: {payload: {
                n: [1,

                  2]}}
                invoke:
                  payload:
                    n: 3
                as: other
                """.replace("as: other\n", "") + "- invoke: {payload: 4}\n  as: call\nprint call.payload\n",
                "three.yaml");
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("payload: {\"n\":[1,2]}", "payload: {\"n\":3}")
                .contains("\n4\n");
    }

    @Test
    void a_failing_step_can_be_passed_over_and_begun_anew_before_it_is_tried() throws Exception {
        var skipped = repl("step\nskip\nfinish\n", "fails.yaml");
        assertThat(skipped.exit()).as(skipped.out()).isZero();
        assertThat(skipped.out()).endsWith("1 passed, 0 failed\n").contains("note: last");
        var anew = repl("step 2\nrestart\nwhere\nvars\ntimeline\nfinish\n", "three.yaml");
        assertThat(anew.exit()).as(anew.out()).isZero();
        assertThat(anew.out())
                .contains("a fresh environment\nthree steps\nthree.yaml:6   step 1 of 4: ")
                .contains("nothing has happened yet\n")
                .containsOnlyOnce("1 passed, 0 failed");
    }

    @Test
    void reload_stays_at_the_same_step_of_the_file_as_it_is_now() throws Exception {
        var process = Simrun.in(folder);
        var running = process.start("repl", "three.yaml");
        Simrun.type(running, "step 2\nsave reached.yaml\n");
        process.awaitFile("reached.yaml");
        write("three.yaml", THREE.replace("  - note: between\n", "  - note: edited\n"));
        Simrun.type(running, "reload\nwhere\nfinish\n");
        running.getOutputStream().close();
        var run = process.await(running).withoutTraces();
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("reloaded: 4 steps\n")
                .contains("three.yaml:9   step 3 of 4: note\n")
                .contains("note: edited")
                .doesNotContain("note: between");
    }

    @Test
    void a_virtual_case_is_the_same_at_the_prompt_as_without() throws Exception {
        var batch = Simrun.in(folder).run("-vv", "--seed", "3", "three.yaml");
        var script = "break on extension.event\n" + "continue\n".repeat(3);
        var stepped = repl(script, "--seed", "3", "three.yaml");
        assertThat(stepped.exit()).as(stepped.out()).isZero();
        assertThat(stepped.out()).contains("breakpoint 1: extension.event of audit, in the middle");
        var happened = timeline(batch.out());
        assertThat(happened).contains("acknowledged", "bye");
        assertThat(timeline(stepped.out())).isEqualTo(happened);
    }

    private static String timeline(String out) {
        return out.lines()
                .filter(line -> line.matches(" +\\d+\\.\\d{3}  [<>*]  .*"))
                .map(String::strip)
                .map(line -> line.replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_failure_in_finally_counts_as_in_a_run() throws Exception {
        write("end.yaml", "name: x\nsteps: [note: a]\nfinally:\n  - assert_state: terminated\n");
        for (var script : new String[] {"continue\n", "continue\nfinish\n", "continue\nquit\n"}) {
            var run = repl(script, "end.yaml");
            assertThat(run.out()).as(script).contains("FAIL  x");
            assertThat(run.exit()).as(script).isEqualTo(1);
        }
    }

    @Test
    void a_script_that_ends_early_leaves_the_rest_and_no_verdict() throws Exception {
        var run = repl("step\n", "three.yaml");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("ok    expect_registration").doesNotContain("passed", "STOP");
        assertThat(run.out()).doesNotContain("ok    invoke");
    }
}
