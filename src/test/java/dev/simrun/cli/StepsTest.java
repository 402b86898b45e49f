package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps as a user runs them, where they could do nothing, hang, or tell what is not so. */
final class StepsTest {
    @TempDir
    private Path folder;

    private Simrun.Outcome run(String scenario) throws Exception {
        Files.writeString(folder.resolve("x.yaml"), "name: x\n" + scenario);
        return Simrun.in(folder).run("x.yaml");
    }

    private void passes(String scenario) throws Exception {
        var run = run(scenario);
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
        assertThat(run.exit()).isZero();
    }

    private void errs(String scenario, String headline) throws Exception {
        var run = run(scenario);
        assertThat(run.out()).contains("ERROR x ").contains("\n  " + headline + "\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void a_runtime_that_was_stopped_and_started_again_serves_the_next_invocation() throws Exception {
        passes("""
            steps:
              - init
              - stop: runtime
              - expect_exit: {actor: runtime, signal: SIGKILL}
              - start: runtime
              - expect_event: {type: runtime.next}
              - invoke: {payload: {n: 1}}
                expect: {payload: {n: 1}}
            """);
    }

    @Test
    void of_very_many_steps_the_first_and_the_last_of_each_list_are_shown() throws Exception {
        Files.writeString(folder.resolve("x.yaml"), """
            name: x
            steps:
              - repeat: {times: 10003, steps: [note: again]}
              - assert_state: frozen
            finally:
              - note: first
              - note: second
            """);
        var run = Simrun.in(folder).run("-v", "x.yaml");
        assertThat(run.out()).containsPattern("""
            round 9999 of 10003 .* ok .*
             +… 4 steps left out
             .* assert_state: .* FAIL .*
             .* finally note: first .* ok .*
             .* finally note: second .* ok\
            """);
        assertThat(run.out()).contains("step 10004 of 10004");
    }

    @Test
    void a_shutdown_that_is_asked_for_during_a_reset_follows_it() throws Exception {
        passes("""
            function: {timeout: 200ms}
            runtime: {fake: [{when: invoke, hang: forever}]}
            extensions: {slow: {fake: [{when: shutdown, nth: 1, hang: 500ms}]}}
            steps:
              - invoke: {}
                as: hung
                wait: false
              - expect_event: {type: shutdown.start, reason: timeout}
              - shutdown: spindown
                expect: {reason: spindown}
              - expect_result: {of: hung, outcome: timeout}
              - assert_state: terminated
            """);
        errs("""
            steps:
              - init
              - shutdown: spindown
              - reset
            """, "reset: the environment has been shut down");
    }

    @Test
    void a_step_that_could_do_nothing_errs() throws Exception {
        errs("""
            runtime: none
            steps:
              - signal: runtime
            """, "runtime has no process: the scenario plays it itself");
        errs("""
            runtime: none
            steps:
              - expect_exit: runtime
            """, "expect_exit: runtime has no process: the scenario plays it itself");
        errs("""
            extensions: {inside: {kind: internal}}
            steps:
              - expect_exit: inside
            """, "expect_exit: inside is an internal extension: it ends with the runtime's process");
        errs("""
            steps:
              - invoke
              - stop: runtime
              - expect_exit: runtime
              - signal: runtime
            """, "runtime is not running");
        errs("""
            steps:
              - invoke
              - shutdown: spindown
              - start: runtime
            """, "start: the environment has been shut down");
        errs("""
            vars: {again: true}
            steps:
              - init
              - init:
                if: {vars.again: true}
            """, "init: it has already begun");
    }

    @Test
    void a_result_that_is_waited_for_without_fields_must_be_a_success() throws Exception {
        passes("""
            steps:
              - invoke:
                as: call
                wait: false
              - expect_result: call
            """);
        var run = run("""
            runtime: {fake: [{when: invoke, fail: {type: Bad, message: no}}]}
            steps:
              - invoke: {}
                as: call
                wait: false
              - expect_result: call
            """);
        assertThat(run.out()).contains("expect_result: outcome was error (Bad: no), expected success");
    }

    @Test
    void headers_are_compared_without_case_in_an_assertion_too() throws Exception {
        passes("""
            runtime: none
            steps:
              - http: /2018-06-01/ping
                as: pong
              - assert: {pong.headers: {CONTENT-TYPE: {$contains: text/plain}}}
            """);
    }

    @Test
    void what_simrun_itself_ends_is_not_told_as_what_happened() throws Exception {
        var run = run("""
            extensions: {audit: {}}
            steps:
              - invoke
              - assert_extensions: 2
            """);
        assertThat(run.out()).contains("what happened").doesNotContain("SIGKILL");
    }

    @Test
    void a_required_command_leaves_nothing_behind_and_does_not_hold_up_an_end() throws Exception {
        Tools.require("sh", "sleep");
        var pid = folder.resolve("pid");
        passes(String.format(
                Locale.ROOT,
                "requires: [{run: [sh, -c, 'sleep 1000 & echo $! >%s'], because: a test}]%n" + "steps: [invoke]%n",
                pid));
        var left = Long.parseLong(Files.readString(pid).strip());
        dev.simrun.proc.Alive.awaitNone(java.util.List.of(left));
    }

    @Test
    void a_line_that_is_not_in_the_file_is_told() throws Exception {
        Files.writeString(folder.resolve("x.yaml"), "name: x\nsteps: [invoke]\n");
        var run = Simrun.in(folder).run("x.yaml:99");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: x.yaml has no line 99 (it has ");
    }
}
