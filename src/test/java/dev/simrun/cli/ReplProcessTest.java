package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at the prompt: they run there, and none is left behind. */
@EnabledOnOs(OS.LINUX)
class ReplProcessTest {
    /** Answers each invocation with its payload, and has a child that nobody waits for. */
    private static final String RUNTIME = """
        sleep 1000 &
        echo $$ $! >pids.part
        mv pids.part pids
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while true; do
          curl -sS -D head -o body "$api/next" || exit 1
          id=$(tr -d '\\r' <head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
          curl -sS -o /dev/null -d @body "$api/$id/response"
        done
        """;

    private static final String EXTENSION = """
        sleep 1000 &
        echo $$ $! >pids.part
        mv pids.part pids
        api=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
        id=$(curl -sS -D - -o /dev/null -H "Lambda-Extension-Name: watch.sh" \\
          -d '{"events": ["INVOKE", "SHUTDOWN"]}' "$api/register" |
          tr -d '\\r' | sed -n 's/^lambda-extension-identifier: //Ip')
        while true; do
          curl -sS -H "Lambda-Extension-Identifier: $id" "$api/event/next" || exit 1
        done
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write_programs() throws IOException {
        Tools.require("bash", "curl", "sleep", "sed", "tr", "mv");
        Files.writeString(folder.resolve("watch.sh"), EXTENSION);
    }

    private List<Long> pids() throws IOException {
        var text = Files.readString(folder.resolve("pids")).strip();
        return Arrays.stream(text.split("\\s+")).map(Long::valueOf).toList();
    }

    @Test
    void a_runtime_answers_at_the_prompt_and_is_gone_at_the_end_of_the_script() throws Exception {
        var script = "invoke: {payload: {n: 1}}\nprint\nstate\n";
        var run = Simrun.in(folder).piped(script, "repl", "--", "bash", "-c", RUNTIME);
        assertThat(run.withoutTraces().exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("Your runtime, and a scripted extension (audit); ")
                .contains("payload: {\"n\":1}")
                .containsPattern("actor   runtime  process \\d+, running\n {8}waits in next since \\+\\d+\\.\\d{3}s\n");
        Alive.awaitNone(pids());
    }

    @Test
    void an_extension_is_told_of_events_and_is_gone_at_the_end_of_the_script() throws Exception {
        var script = "invoke\nassert_event: {type: extension.event, event: INVOKE}\nstate\n";
        var run = Simrun.in(folder).piped(script, "repl", "--extension", "--", "bash", "watch.sh");
        assertThat(run.withoutTraces().exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("A scripted runtime, and your extension watch.sh; ")
                .containsPattern("actor   watch.sh  process \\d+, running, registered \\[INVOKE, SHUTDOWN]");
        Alive.awaitNone(pids());
    }

    @Test
    void an_extension_that_is_started_as_a_runtime_is_told_how_to_start_it() throws Exception {
        Files.writeString(folder.resolve("my ext.sh"), EXTENSION);
        var simrun = Simrun.in(folder);
        var told = "notice: watch.sh registers as an extension, but was started as the runtime;"
                + " start it as an extension so:\n  simrun repl ";
        var run = simrun.piped("state\n", "repl", "--", "bash", "watch.sh").withoutTraces();
        assertThat(run.out()).containsOnlyOnce(told + "--extension -- bash watch.sh\n");
        assertThat(run.exit()).isEqualTo(1);
        var other = simrun.piped("state\n", "repl", "-D", "a=b", "--", "bash", "my ext.sh");
        assertThat(other.out())
                .containsOnlyOnce(told + "-D a=b --extension --extension-name watch.sh -- bash 'my ext.sh'\n");
        var right = simrun.piped(
                "state\n", "repl", "--extension", "--extension-name", "watch.sh", "--", "bash", "my ext.sh");
        assertThat(right.exit()).as(right.out()).isZero();
        assertThat(right.out()).doesNotContain("notice");
    }

    @Test
    void what_does_not_come_back_is_told_with_the_line_that_looks_into_it() throws Exception {
        var program = "curl -sS $AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next; exec sleep 1000";
        var script = "break on runtime.invoke\ninvoke: {payload: 1}\nstate\n";
        var run = Simrun.in(folder).piped(script, "repl", "--", "bash", "-c", program);
        assertThat(run.out().replaceAll("\\d+", "0"))
                .contains("actor   runtime  process 0, running\n        was given invoke ")
                .containsPattern("at \\+0\\.0s, and has not answered it\n        look into it: gdb -p 0\n");
    }

    @Test
    void a_deadline_that_a_process_has_been_given_is_told_of_once() throws Exception {
        var script = """
            break on invoke.start
            invoke: {payload: 1}
            where
            where
            step
            """;
        var run = Simrun.in(folder).piped(script, "repl", "--", "bash", "-c", RUNTIME);
        assertThat(run.withoutTraces().exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsOnlyOnce("notice: time stands still for simrun only");
        Alive.awaitNone(pids());
    }

    @Test
    void an_unreadable_line_leaves_no_process_either() throws Exception {
        var run = Simrun.in(folder).piped("garbage\n", "repl", "--", "bash", "-c", RUNTIME);
        assertThat(run.withoutTraces().exit()).isEqualTo(2);
        Alive.awaitNone(pids());
    }

    @Test
    void terminated_while_the_script_is_awaited_it_leaves_nothing() throws Exception {
        var simrun = Simrun.in(folder);
        var process = simrun.start("repl", "--", "bash", "-c", RUNTIME);
        Simrun.type(process, "invoke\nsave reached.yaml\n");
        simrun.awaitFile("reached.yaml");
        var pids = pids();
        assertThat(pids).hasSize(2).allMatch(Alive::is);
        Simrun.signal("TERM", process.pid());
        assertThat(simrun.await(process).withoutTraces().exit()).isEqualTo(143);
        Alive.awaitNone(pids);
    }

    @Test
    void terminated_once_steps_were_carried_out_it_runs_finally_and_leaves_nothing() throws Exception {
        Files.writeString(folder.resolve("x.yaml"), """
            name: x
            runtime: {command: [bash, -c, "trap 'touch finally' USR1; %s"]}
            steps:
              - init
            finally:
              - signal: {actor: runtime, signal: SIGUSR1}
              - expect_log: {from: runtime, line: heard}
            """.formatted("echo $$ >pids; curl -sS"
                + " http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"
                + " & while true; do wait; test -e finally && echo heard;"
                + " done"));
        var simrun = Simrun.in(folder);
        var process = simrun.start("repl", "x.yaml");
        Simrun.type(process, "step\nsave reached.yaml\n");
        simrun.awaitFile("reached.yaml");
        var pids = pids();
        Simrun.signal("TERM", process.pid());
        assertThat(simrun.await(process).withoutTraces().exit()).isEqualTo(143);
        assertThat(folder.resolve("finally")).as("made by a step of finally").exists();
        Alive.awaitNone(pids);
    }
}
