package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freezing as a user sees it, with scripted actors. */
final class FreezeStepsTest {
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
    void a_function_that_freezes_does_so_after_init_and_between_invocations() throws Exception {
        passes("""
            function: {freeze: true}
            steps:
              - init
              - freeze
              - assert_state: frozen
              - invoke
              - invoke
              - expect_event: {type: freeze}
              - assert_state: frozen
              - assert_order:
                  events: [init.done, freeze, thaw, invoke.start, invoke.done, invoke.start, freeze]
            """);
    }

    @Test
    void without_it_nothing_freezes_by_itself() throws Exception {
        passes("""
            steps:
              - init
              - invoke
              - assert_state: ready
              - shutdown: spindown
            """);
    }

    @Test
    void freeze_waits_for_an_init_that_goes_on_beside_the_steps() throws Exception {
        passes("""
            extensions:
              slow: {fake: [{when: start, delay: 200ms}]}
            steps:
              - freeze
              - assert_event: {type: init.done}
            """);
    }

    @Test
    void a_step_that_finds_nothing_to_freeze_or_thaw_errs() throws Exception {
        errs("""
            vars: {then: true}
            steps:
              - freeze
              - init:
                if: {vars.then: true}
            """, "freeze: init has not begun; with an init step in the file nothing runs before it");
        errs("""
            steps:
              - invoke
              - shutdown: spindown
              - freeze
            """, "freeze: the environment has been shut down");
        errs("""
            steps:
              - invoke
              - thaw
            """, "thaw: nothing is frozen: the state is ready");
    }

    @Test
    void nothing_is_started_in_a_frozen_environment() throws Exception {
        errs("""
            steps:
              - init
              - freeze
              - stop: runtime
              - expect_exit: {actor: runtime, signal: SIGKILL}
              - start: runtime
            """, "start: the environment is frozen; thaw it first");
    }

    @Test
    void a_process_that_died_while_frozen_is_no_error_before_the_next_invocation() throws Exception {
        passes("""
            steps:
              - init
              - freeze
              - stop: runtime
              - thaw
              - freeze
              - invoke: {}
                expect: {outcome: crash, error_type: Runtime.ExitError}
            """);
    }
}
