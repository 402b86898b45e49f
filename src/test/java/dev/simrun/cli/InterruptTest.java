package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ctrl-C, SIGTERM and SIGKILL leave behind. */
@EnabledOnOs(OS.LINUX)
class InterruptTest {
    /** A runtime that hangs in its first invocation, and tells by files how far it came. */
    private static final String HANGS = """
        name: hangs
        timeout: 50s
        function: {timeout: 50s}
        runtime:
          command:
            - bash
            - -c
            - |
              trap 'touch finally; echo heard' USR1
              curl -sS -o /dev/null \\
                "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"
              sleep 1000 &
              echo $$ $! >pids.part
              mv pids.part pids
              while true; do wait; done
        steps:
          - invoke: {payload: 1}
        finally:
          - signal: {actor: runtime, signal: SIGUSR1}
          - expect_log: {from: runtime, line: heard}
        """;

    private static final String LISTENS = """
        name: listens
        extensions:
          audit:
            command:
              - bash
              - -c
              - |
                api=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
                id=$(curl -sS -D - -o /dev/null -H 'Lambda-Extension-Name: audit' \\
                  -d '{"events": ["INVOKE", "SHUTDOWN"]}' "$api/register" |
                  tr -d '\\r' | sed -n 's/^lambda-extension-identifier: //Ip')
                sleep 1000 &
                (trap '' HUP TERM INT; exec sleep 1000) &
                setsid sleep 1000 &
                echo $$ $(jobs -p) >pids.part
                mv pids.part pids
                curl -sS -H "Lambda-Extension-Identifier: $id" "$api/event/next"
                curl -sS -H "Lambda-Extension-Identifier: $id" "$api/event/next"
        steps:
          - invoke: {payload: 1}
          - sleep: 20s
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void write_scenarios() throws IOException {
        Tools.require("bash", "env", "curl", "setsid", "sleep", "sed", "tr", "mv", "touch");
        Files.writeString(folder.resolve("hangs.yaml"), HANGS);
        Files.writeString(folder.resolve("listens.yaml"), LISTENS);
        Files.writeString(folder.resolve("planned.yaml"), "name: planned\nsteps: [note: hi]\n");
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "HUP, 129"})
    void ended_from_outside_during_an_invoke_it_ends_in_order(String signal, int exit) throws Exception {
        var simrun = Simrun.in(folder).withInterrupts();
        var process = start(simrun);
        var pids = pids(simrun);
        Simrun.signal(signal, process.pid());
        var run = simrun.await(process).withoutTraces();
        assertThat(run.exit()).isEqualTo(exit);
        assertEndedInOrder(run, pids);
    }

    @Test
    void interrupted_during_an_invoke_it_ends_in_order_with_130() throws Exception {
        var simrun = Simrun.in(folder).withInterrupts();
        var process = start(simrun);
        var pids = pids(simrun);
        Simrun.signal("INT", process.pid());
        var run = simrun.await(process).withoutTraces();
        assertThat(run.exit()).isEqualTo(130);
        assertEndedInOrder(run, pids);
    }

    private static Process start(Simrun simrun) throws IOException {
        return simrun.start("hangs.yaml", "planned.yaml", "--junit", "junit.xml", "--jsonl", "run.jsonl");
    }

    private void assertEndedInOrder(Simrun.Outcome run, List<Long> pids) throws IOException {
        assertThat(run.out())
                .startsWith("STOP  hangs ")
                .contains("invoke: interrupted\n    --> hangs.yaml:")
                .contains("skip  planned  (interrupted before it began)")
                .endsWith("0 passed, 0 failed, 1 skipped, 1 interrupted\n");
        assertThat(folder.resolve("finally")).as("made by a step of finally").exists();
        assertThat(Files.readString(folder.resolve("junit.xml")))
                .contains("<error message=\"invoke: interrupted\"")
                .contains("<skipped message=\"interrupted before it began\"/>");
        assertThat(Files.readString(folder.resolve("run.jsonl")))
                .contains("\"verdict\":\"interrupted\",\"failures\":[{")
                .contains("\"verdict\":\"skipped\",\"reason\":\"interrupted before it began\"")
                .containsPattern("\"skipped\":1,\"flaky\":0,\"interrupted\":1,\"exit\":(129|130|143)}\n$");
        Alive.awaitNone(pids);
    }

    @Test
    void the_second_interrupt_ends_it_at_once() throws Exception {
        Files.writeString(folder.resolve("hangs.yaml"), HANGS + "  - sleep: 25s\n");
        var simrun = Simrun.in(folder).withInterrupts();
        var process = simrun.start("hangs.yaml", "-v");
        var pids = pids(simrun);
        Simrun.signal("INT", process.pid());
        simrun.awaitFile("finally");
        Simrun.signal("INT", process.pid());
        var run = simrun.await(process).withoutTraces();
        assertThat(run.exit()).isEqualTo(130);
        assertThat(run.out()).as("what comes once finally is over").doesNotContain("interrupted");
        Alive.awaitNone(pids);
    }

    @Test
    void its_death_takes_all_processes_along() throws Exception {
        var simrun = Simrun.in(folder);
        var process = simrun.start("listens.yaml");
        var pids = pids(simrun);
        pids.addAll(Alive.childrenOf(process.pid()));
        assertThat(pids).hasSizeGreaterThan(3).allMatch(Alive::is);
        Simrun.signal("KILL", process.pid());
        assertThat(simrun.await(process).exit()).isEqualTo(128 + 9);
        Alive.awaitNone(pids);
    }

    @Test
    void the_death_of_its_group_takes_all_processes_along() throws Exception {
        var simrun = Simrun.in(folder).through("setsid");
        var process = simrun.start("listens.yaml");
        var pids = pids(simrun);
        pids.addAll(Alive.childrenOf(process.pid()));
        assertThat(pids).hasSizeGreaterThan(3).allMatch(Alive::is);
        Simrun.signal("KILL", -process.pid());
        assertThat(simrun.await(process).exit()).isEqualTo(128 + 9);
        Alive.awaitNone(pids);
    }

    private static List<Long> pids(Simrun simrun) throws IOException {
        var text = simrun.awaitFile("pids").strip();
        return new ArrayList<>(
                Arrays.stream(text.split("\\s+")).map(Long::valueOf).toList());
    }
}
