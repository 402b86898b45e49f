package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys, pasting, history, and what ends a session. */
@EnabledOnOs(OS.LINUX)
class TerminalKeysTest {
    /** Its extension would stay: it does not listen to anybody. */
    private static final String STAYS = """
        name: stays
        extensions:
          worker:
            command:
              - bash
              - -c
              - |
                trap '' HUP TERM INT
                trap 'touch finally' USR1
                api=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
                curl -sS -o /dev/null -H 'Lambda-Extension-Name: worker' \\
                  -d '{"events": ["INVOKE"]}' "$api/register"
                sleep 1000 &
                echo $$ $! >pids.part
                mv pids.part pids
                while true; do wait; done
        steps:
          - expect_registration: worker
          - note: reached
        finally:
          - signal: {actor: worker, signal: SIGUSR1}
          - sleep: 300ms
        """;

    private static final String WAITS = """
        name: waits
        steps:
          - expect_log: {from: runtime, line: never}
            within: 55s
          - note: reached
        """;

    /** It works for ever on the first invocation, unless it is told to end. */
    private static final String HANGS = """
        name: hangs
        runtime:
          command:
            - bash
            - -c
            - |
              trap 'echo heard; exit 5' USR1
              curl -sS -o /dev/null http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next
              echo working
              sleep 1000 &
              while true; do wait; done
        steps:
          - invoke: {payload: {n: 1}, timeout: 50s}
            expect: {outcome: crash}
          - note: reached
        """;

    @TempDir
    Path folder;

    private TerminalSession.Setting stays() throws IOException {
        Tools.require("tmux", "bash", "curl", "sleep", "mv");
        return TerminalSession.in(folder).write("stays.yaml", STAYS);
    }

    private static List<Long> pids(TerminalSession.Setting setting) throws IOException {
        var pids = setting.awaitFile("pids").strip();
        return Arrays.stream(pids.split("\\s+")).map(Long::valueOf).toList();
    }

    @Test
    void ctrl_c_stops_a_running_step_where_it_is_and_clears_a_line() throws Exception {
        var setting = TerminalSession.in(folder).write("waits.yaml", WAITS);
        try (var terminal = setting.start("repl", "waits.yaml")) {
            terminal.awaitPrompt();
            terminal.send("step");
            terminal.await("  *  environment  init done");
            terminal.press("C-c");
            terminal.awaitPrompt();
            var stopped = "stopped in step 1: expect_log (step goes on with it, skip gives it up)";
            assertThat(terminal.screen()).contains("\n" + stopped + "\n");
            terminal.type("invoke: {payload: {n: 1");
            terminal.press("C-c");
            terminal.awaitPrompt();
            assertThat(terminal.enter("where"))
                    .contains("step 1 of 2: expect_log")
                    .endsWith(stopped);
            assertThat(terminal.enter("invoke")).startsWith("error: invoke can't begin while a step is under way: ");
            assertThat(terminal.enter("skip"))
                    .contains("expect_log: interrupted")
                    .endsWith(" -> 5 |   - note: reached")
                    .doesNotContain("retry runs it again");
            assertThat(terminal.enter("step")).contains("  ok    note");
        }
    }

    @Test
    void while_a_step_is_stopped_its_process_can_be_sent_a_signal() throws Exception {
        Tools.require("tmux", "bash", "curl", "sleep");
        var setting = TerminalSession.in(folder).write("hangs.yaml", HANGS);
        try (var terminal = setting.start("repl", "hangs.yaml")) {
            terminal.awaitPrompt();
            terminal.send("step");
            terminal.await("stdout: working");
            terminal.press("C-c");
            terminal.awaitPrompt();
            assertThat(terminal.enter("signal: {actor: runtime, signal: SIGUSR1}"))
                    .contains("  >  runtime      SIGUSR1\n", "  ok    signal");
            terminal.await("stdout: heard");
            terminal.await("  <  runtime      exit 5");
            assertThat(terminal.enter("step")).contains("  ok    invoke  {").endsWith(" -> 15 |   - note: reached");
        }
    }

    @Test
    void a_typed_step_that_was_stopped_is_given_up_and_the_file_stays_where_it_was() throws Exception {
        var setting = TerminalSession.in(folder).write("waits.yaml", WAITS);
        try (var terminal = setting.start("repl", "waits.yaml")) {
            terminal.awaitPrompt();
            terminal.send("sleep: 50s");
            terminal.await("  *  environment  init done");
            terminal.press("C-c");
            terminal.awaitPrompt();
            assertThat(terminal.screen()).contains("stopped in sleep (step goes on");
            assertThat(terminal.enter("save saved.yaml"))
                    .isEqualTo("saved 1 step, of which 1 did not pass: simrun saved.yaml");
            assertThat(terminal.enter("skip")).contains("sleep: interrupted");
            terminal.enter("note: over");
            assertThat(terminal.enter("save saved.yaml")).startsWith("saved 2 steps, of which 1 did not pass");
            assertThat(setting.work().resolve("saved.yaml")).content().endsWith("""
                steps:
                  # did not pass: sleep: interrupted
                  - sleep: 50s
                  - note: over
                """);
            assertThat(terminal.enter("where")).contains("step 1 of 2: expect_log");
        }
    }

    @Test
    void each_ctrl_c_makes_one_new_prompt() throws Exception {
        int count = 40;
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            for (int i = 0; i < count; i++) {
                terminal.type("x" + i);
                terminal.press("C-c");
                terminal.awaitPrompt();
            }
            var prompts = terminal.all()
                    .lines()
                    .filter(line -> line.startsWith("repl +"))
                    .toList();
            assertThat(prompts).hasSize(count + 1);
            assertThat(prompts.subList(0, count)).allMatch(line -> line.matches(".* x\\d+"));
        }
    }

    @Test
    void ctrl_d_runs_finally_and_leaves_nothing() throws Exception {
        var setting = stays();
        try (var terminal = setting.start("repl", "stays.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("step");
            var pids = pids(setting);
            assertThat(pids).hasSize(2).allMatch(Alive::is);
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
            terminal.assertRestored();
            setting.awaitFile("finally");
            Alive.awaitNone(pids);
        }
    }

    @Test
    void terminated_at_the_prompt_it_runs_finally_and_leaves_nothing() throws Exception {
        var setting = stays();
        try (var terminal = setting.start("repl", "stays.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("step");
            var pids = pids(setting);
            terminal.type("half a li");
            Simrun.signal("TERM", terminal.pid());
            assertThat(terminal.exit()).isEqualTo(143);
            terminal.assertRestored();
            setting.awaitFile("finally");
            Alive.awaitNone(pids);
        }
    }

    @Test
    void a_window_that_is_closed_leaves_nothing() throws Exception {
        var setting = stays();
        List<Long> pids;
        try (var terminal = setting.start("repl", "stays.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("step");
            pids = pids(setting);
        }
        Alive.awaitNone(pids);
    }

    @Test
    void a_line_goes_on_while_brackets_are_open() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.send("invoke: {payload: {n: 1,");
            terminal.awaitCursor(" +…");
            terminal.send("m: 2");
            assertThat(terminal.enter("}}")).contains("payload: {\"n\":1,\"m\":2}");
        }
    }

    @Test
    void a_step_in_lines_of_its_own_ends_with_an_empty_one() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.send("invoke:");
            terminal.awaitCursor(" +…");
            terminal.send("  payload:");
            terminal.send("    n: 1");
            assertThat(terminal.screen()).doesNotContain("  ok    invoke");
            terminal.press("Enter");
            terminal.await("  ok    invoke").awaitPrompt();
            assertThat(terminal.screen()).contains("payload: {\"n\":1}");
        }
    }

    @Test
    void pasted_lines_are_taken_together() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.paste("- invoke: {payload: {n: 1}}\n- invoke: {payload: {n: 2}}");
            terminal.await("- invoke: {payload: {n: 2}}");
            assertThat(terminal.screen()).doesNotContain("invoke done");
            terminal.press("Enter");
            terminal.await("payload: {\"n\":2}").awaitPrompt();
            assertThat(terminal.all()).contains("payload: {\"n\":1}");
        }
    }

    @Test
    void what_was_typed_can_be_called_back_in_the_next_session() throws Exception {
        var setting = TerminalSession.in(folder);
        try (var terminal = setting.start("repl")) {
            terminal.awaitPrompt();
            terminal.enter("note: remember this");
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
        }
        var history = setting.state().resolve("history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (var terminal = setting.start("repl")) {
            terminal.awaitPrompt();
            terminal.press("Up");
            terminal.await("▸ note: remember this");
            terminal.press("Enter");
            terminal.await("  ok    note").awaitPrompt();
        }
    }
}
