package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code before} in {@code simrun.yaml}, as a user sees it. */
final class BeforeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeScenario() throws IOException {
        Tools.require("sh", "sleep", "cat", "env");
        Files.writeString(folder.resolve("a.yaml"), """
            name: a
            runtime: {command: [sh, -c, cat made]}
            cases: {one: {n: 1}, two: {n: 2}}
            steps:
              - invoke: {payload: '${case.n}'}
                expect: {outcome: crash}
              - assert_log: {from: runtime, line: layer}
            """);
    }

    private void settings(String text) throws IOException {
        Files.writeString(folder.resolve("simrun.yaml"), text);
    }

    @Test
    void commands_run_once_in_order_in_the_working_directory_and_are_told_with_v() throws Exception {
        settings("""
            before:
              - [sh, -c, 'echo quiet; echo layer >made']
              - [sh, -c, 'test -f made && echo x >>times']
            """);
        var run = Simrun.in(folder).run("-q", "a.yaml");
        assertThat(run.out()).as(run.err()).isEqualTo("2 passed, 0 failed\n");
        assertThat(folder.resolve("times")).hasContent("x");
        assertThat(Simrun.in(folder).run("-v", "a.yaml").out())
                .matches("(?s)before sh -c 'echo quiet; echo layer >made'  \\d+\\.\\d\\ds\nbefore sh -c .*\nok .*");
    }

    @Test
    void one_that_fails_is_told_with_what_it_wrote_and_no_case_runs() throws Exception {
        settings("before: [[sh, -c, 'echo making; echo no rule >&2; exit 2'], [touch, made]]\n");
        var run = Simrun.in(folder).run("--jsonl=all.jsonl", "--junit=all.xml", "a.yaml");
        assertThat(run.err().lines())
                .containsExactlyInAnyOrder(
                        "making",
                        "no rule",
                        "error: before sh -c 'echo making; echo no rule >&2; exit 2', in simrun.yaml: exit status 2;"
                                + " no case was run");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(folder.resolve("all.jsonl")).doesNotExist();
        assertThat(folder.resolve("all.xml")).doesNotExist();
    }

    @Test
    void of_much_output_the_end_is_shown() throws Exception {
        settings("before: [[sh, -c, 'seq 3000; exit 1']]\n");
        var run = Simrun.in(folder).run("a.yaml");
        assertThat(run.err()).startsWith("… 2000 lines left out\n2001\n").contains("\n3000\nerror: before sh");
    }

    @Test
    void a_program_that_is_not_there_is_told() throws Exception {
        settings("before: [[mkae, layer]]\n");
        var run = Simrun.in(folder).run("a.yaml").withoutTraces();
        assertThat(run.err())
                .startsWith("error: before mkae layer, in simrun.yaml: ")
                .contains("mkae");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void an_interrupt_ends_its_whole_group_and_the_run() throws Exception {
        settings("before: [[sh, -c, '(trap \"\" TERM INT; exec sleep 1000) & echo $$ $! >pids.part; mv pids.part pids;"
                + " wait']]\n");
        var simrun = Simrun.in(folder).withInterrupts();
        var process = simrun.start("--jsonl=all.jsonl", "a.yaml");
        var pids = Arrays.stream(simrun.awaitFile("pids").strip().split(" "))
                .map(Long::parseLong)
                .toList();
        Simrun.signal("INT", process.pid());
        var run = simrun.await(process).withoutTraces();
        assertThat(run.exit()).isEqualTo(130);
        assertThat(run.out()).contains("interrupted before it began").endsWith("0 passed, 0 failed, 2 skipped\n");
        assertThat(folder.resolve("all.jsonl")).content().contains("interrupted before it began");
        Alive.awaitNone(pids);
    }
}
