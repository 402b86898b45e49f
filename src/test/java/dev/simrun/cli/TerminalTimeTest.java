package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What goes on while somebody sits at a prompt, and what does not. */
@EnabledOnOs(OS.LINUX)
class TerminalTimeTest {
    private static final String SCRIPTED = """
        name: scripted
        runtime: {fake: [{when: invoke, delay: 1s}]}
        steps:
          - invoke: {payload: {n: 1}, timeout: 4s}
          - assert_event: {type: invoke.timeout, count: 0}
        """;

    /** It answers each invocation with its payload. */
    private static final String PROCESS = """
        name: process
        runtime:
          command:
            - bash
            - -c
            - |
              api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
              while true; do
                payload=$(curl -sS -D headers "$api/next")
                id=$(tr -d '\\r' <headers | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                curl -sS -o /dev/null -d "$payload" "$api/$id/response"
              done
        steps:
          - invoke: {payload: {n: 1}, timeout: 20s}
          - invoke: {payload: {n: 2}, timeout: 20s}
        """;

    /** It writes a line when told to, and ends when told to, both by a file. */
    private static final String BACKGROUND = """
        name: background
        extensions:
          worker:
            command:
              - bash
              - -c
              - |
                api=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
                curl -sS -o /dev/null -H 'Lambda-Extension-Name: worker' \\
                  -d '{"events": ["INVOKE"]}' "$api/register"
                echo $$ >pids.part
                mv pids.part pids
                until [ -e write ]; do sleep 0.1; done
                echo 'a line from afar'
                until [ -e end ]; do sleep 0.1; done
                exit 3
        steps:
          - expect_registration: worker
          - note: over
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void need_tools() {
        Tools.require("tmux", "bash", "curl", "sed", "tr", "sleep", "mv");
    }

    @Test
    void a_scripted_runtime_does_not_time_out_while_the_prompt_is_open() throws Exception {
        var setting = TerminalSession.in(folder).write("scripted.yaml", SCRIPTED);
        try (var terminal = setting.start("repl", "scripted.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("break on invoke.start");
            assertThat(terminal.enter("continue"))
                    .contains("breakpoint 1: invoke.start of environment, in the middle of step 1: invoke");
            assertThat(terminal.enter("state")).containsPattern("limit   .* ends in \\d");
            var before = terminal.cursorLine();
            park(Duration.ofSeconds(5));
            terminal.enter("");
            assertThat(terminal.cursorLine()).as("the clock of the prompt").isEqualTo(before);
            assertThat(terminal.enter("step"))
                    .contains("  *  environment  invoke done ", "\n  ok    invoke  {")
                    .doesNotContain("notice");
            assertThat(terminal.enter("step")).contains("  ok    assert_event");
            terminal.send("finish");
            assertThat(terminal.exit()).isZero();
            assertThat(terminal.all()).doesNotContain("notice:").contains("1 passed, 0 failed");
        }
    }

    /** For as long as nothing may happen. */
    private static void park(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void with_a_real_process_one_line_says_once_that_its_deadline_goes_on() throws Exception {
        var setting = TerminalSession.in(folder).write("process.yaml", PROCESS);
        try (var terminal = setting.start("repl", "process.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("break on invoke.start");
            terminal.enter("continue");
            terminal.enter("state");
            terminal.enter("continue");
            assertThat(terminal.enter("print")).containsPattern("(?m)^type: \"invoke.start\"$");
            terminal.enter("clear 1");
            assertThat(terminal.enter("continue")).contains("  ok    invoke  {");
            assertThat(terminal.all().replaceAll("\\s+", " "))
                    .containsOnlyOnce("notice: time stands still for simrun only; a deadline that a process"
                            + " has been given can't be recalled ");
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
        }
    }

    @Test
    void the_clock_of_a_step_that_runs_goes_on_in_the_status_line() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            assertThat(terminal.screen()).containsPattern("ready  \\+\\d+\\.\\d{3}s held  runtime: ");
            terminal.send("sleep: 40s");
            for (int seconds = 1; seconds <= 3; seconds++) {
                var clock = "ready  \\+%d\\.\\d{3}s in sleep  runtime: (?s:.*)".formatted(seconds);
                terminal.await("second " + seconds, screen -> lastLine(screen).matches(clock));
            }
            assertThat(terminal.screen().lines().filter(line -> line.contains(" in sleep ")))
                    .hasSize(1);
            terminal.press("C-c");
            terminal.awaitPrompt();
            terminal.await("the clock that stands", screen -> lastLine(screen).contains("s held  runtime: "));
        }
    }

    private static String lastLine(String screen) {
        return screen.lines().toList().getLast();
    }

    @Test
    void events_appear_above_what_is_being_typed() throws Exception {
        var setting = TerminalSession.in(folder).write("background.yaml", BACKGROUND);
        try (var terminal = setting.start("repl", "background.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("step");
            var worker = pids(setting);
            terminal.type("invoke: {payload: {half");
            var typed = terminal.cursorLine();
            tell(setting, "write");
            terminal.await("a line from afar");
            terminal.await("the prompt below", _ -> terminal.cursorLine().equals(typed));
            tell(setting, "end");
            terminal.await("<  worker       exit 3");
            terminal.await("the prompt below", _ -> terminal.cursorLine().equals(typed));
            assertThat(terminal.screen().lines().filter(typed::equals)).hasSize(1);
            terminal.await("the status line", screen -> screen.contains("worker: off"));
            terminal.press("C-c");
            terminal.awaitPrompt();
            assertThat(terminal.enter("logs worker"))
                    .contains("  <  worker       stdout: a line from afar")
                    .doesNotContain("register", "exit 3");
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
            Alive.awaitNone(worker);
        }
    }

    private static void tell(TerminalSession.Setting setting, String file) throws IOException {
        setting.write(file, "");
    }

    private static List<Long> pids(TerminalSession.Setting setting) throws IOException {
        var pids = setting.awaitFile("pids").strip();
        return Arrays.stream(pids.split("\\s+")).map(Long::valueOf).toList();
    }
}
