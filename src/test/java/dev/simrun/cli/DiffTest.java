package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simrun diff} as a user sees it. */
final class DiffTest {
    @TempDir
    private Path folder;

    /** Runs the scenario with such values and keeps the record. */
    private void run(String record, String replies, String events, String shutdown, String rows) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), """
            name: audited
            clock: virtual
            runtime: {fake: [{when: invoke, delay: %s}]}
            extensions: {audit: {events: [%s], fake: [{when: shutdown, delay: %s}]}}
            cases: {%s}
            steps:
              - invoke: {}
              - shutdown: spindown
              - assert_acknowledged: {extension: audit, after: {$lt: 500ms}}
            """.formatted(replies, events, shutdown, rows));
        var ran = Simrun.in(folder).run("-q", "--jsonl", record, "a.yaml");
        assertThat(ran.err()).isEmpty();
    }

    private Simrun.Outcome diff(String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = "diff";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Simrun.in(folder).run(command).withoutTraces();
    }

    @Test
    void two_runs_in_which_the_same_happens_do_not_differ() throws Exception {
        run("one.jsonl", "10ms", "INVOKE, SHUTDOWN", "100ms", "one: {}, two: {}");
        run("two.jsonl", "20ms", "INVOKE, SHUTDOWN", "110ms", "one: {}, two: {}");
        var diff = diff("one.jsonl", "two.jsonl");
        assertThat(diff.out()).isEqualTo("0 changed, 0 new, 0 gone, 2 the same\n");
        assertThat(diff.exit()).isZero();
    }

    @Test
    void a_case_that_no_longer_passes_is_told_with_why_and_what_took_longer() throws Exception {
        run("one.jsonl", "10ms", "INVOKE, SHUTDOWN", "100ms", "one: {}, old: {}");
        run("two.jsonl", "80ms", "INVOKE, SHUTDOWN", "800ms", "one: {}, new: {}");
        var diff = diff("one.jsonl", "two.jsonl");
        assertThat(diff.out()).isEqualTo("""
            broken   a.yaml › audited [one]
                was passed, is failed (assert_acknowledged: audit acknowledged 800ms after SHUTDOWN, expected less than 500ms)
                invoke.end of environment took 10ms, now takes 80ms
                shutdown.done of environment took 100ms, now takes 800ms
                step 1, invoke took 10ms, now takes 80ms
                step 2, shutdown took 100ms, now takes 800ms
            new      a.yaml › audited [new]  (failed)
            gone     a.yaml › audited [old]  (passed)
            1 changed, 1 new, 1 gone, 0 the same
            """);
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff("two.jsonl", "one.jsonl").out())
                .contains("mended   a.yaml › audited [one]\n", "was failed (", ", is passed\n");
    }

    @Test
    void events_that_came_or_went_are_told_those_that_are_alike_once() throws Exception {
        run("one.jsonl", "10ms", "INVOKE, SHUTDOWN", "100ms", "one: {}");
        run("two.jsonl", "10ms", "SHUTDOWN", "100ms", "one: {}");
        assertThat(diff("one.jsonl", "two.jsonl").out())
                .startsWith("changed  a.yaml › audited [one]\n    - ")
                .contains("> audit  INVOKE ")
                .contains("    - 0.000  < audit  register [INVOKE, SHUTDOWN]\n")
                .contains("    + 0.000  < audit  register [SHUTDOWN]\n");
    }

    @Test
    void another_order_is_told_by_the_fewest_events_that_moved() throws Exception {
        for (var order : List.of(List.of("a", "b"), List.of("b", "a"))) {
            Files.writeString(folder.resolve("a.yaml"), """
                name: order
                clock: virtual
                runtime: none
                steps:
                  - note: %s
                  - note: %s
                  - note: c
                """.formatted(order.getFirst(), order.getLast()));
            Simrun.in(folder).run("-q", "--jsonl", order.getFirst() + ".jsonl", "a.yaml");
        }
        assertThat(diff("a.jsonl", "b.jsonl").out()).isEqualTo("""
            changed  a.yaml › order
                now before "environment note: a": 0.000  * environment  note: b
            1 changed, 0 new, 0 gone, 0 the same
            """);
    }

    @Test
    void identifiers_and_log_lines_are_not_compared() throws Exception {
        for (var record : List.of("one.jsonl", "two.jsonl")) {
            Files.writeString(folder.resolve("a.yaml"), """
                name: real
                runtime: {fake: [{when: invoke, print: %s}]}
                steps:
                  - {invoke: {}, as: one}
                  - http: {method: POST, path: '/2018-06-01/runtime/invocation/${one.request_id}/response', body: x}
                    expect: {status: 400}
                """.formatted(record));
            assertThat(Simrun.in(folder).run("--jsonl", record, "a.yaml").out()).contains("1 passed");
        }
        assertThat(diff("one.jsonl", "two.jsonl").out()).isEqualTo("0 changed, 0 new, 0 gone, 1 the same\n");
    }

    @Test
    void a_case_that_became_flaky_is_told_with_why_it_did_not_pass_at_first() throws Exception {
        for (var code : List.of("3", "1")) {
            Files.writeString(
                    folder.resolve("a.yaml"), """
                        name: second
                        runtime: {command: [sh, -c, '[ -e %s ] && exit 3; touch %s; exit %s']}
                        steps:
                          - {init: {}, wait: false, expect: {outcome: crash}}
                          - expect_exit: {actor: runtime, code: 3}
                        """.formatted(folder.resolve("made"), folder.resolve("made"), code));
            Simrun.in(folder).run("-q", "--retries=1", "--jsonl", "exit" + code + ".jsonl", "a.yaml");
            Files.deleteIfExists(folder.resolve("made"));
        }
        assertThat(diff("exit3.jsonl", "exit1.jsonl").out())
                .startsWith(
                        "changed  a.yaml › second\n    was passed, is flaky (expect_exit: code was 1, expected 3)\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a.jsonl         | diff of what? name what --jsonl wrote of the earlier run, and of the later one
        a.jsonl b.jsonl | a.jsonl: there is no such file
        """)
    void what_cannot_be_compared_is_told(String arguments, String message) throws Exception {
        var diff = diff(arguments.split(" "));
        assertThat(diff.err()).isEqualTo("error: " + message + "\n");
        assertThat(diff.exit()).isEqualTo(2);
    }
}
