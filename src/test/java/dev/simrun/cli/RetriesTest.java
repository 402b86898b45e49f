package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that are run more than once, and runs that end early, as a user sees them. */
final class RetriesTest {
    @TempDir
    private Path folder;

    /** Its process ends as it should from the third run on. */
    @BeforeEach
    void writeScenarios() throws Exception {
        Files.writeString(folder.resolve("third.yaml"), """
            name: third
            runtime:
              command:
                - sh
                - -c
                - n=$(cat '%s' 2>/dev/null || echo 0); echo $((n + 1)) >'%1$s'; [ $n -ge 2 ] && exit 3; exit 1
            steps:
              - {init: {}, wait: false, expect: {outcome: crash}}
              - expect_exit: {actor: runtime, code: 3}
            """.formatted(folder.resolve("count")));
        Files.writeString(folder.resolve("fine.yaml"), "name: fine\nsteps: [invoke: {}]\n");
    }

    private Simrun.Outcome run(String... args) throws Exception {
        return Simrun.in(folder).run(args);
    }

    @Test
    void a_case_that_passes_later_is_flaky_and_tells_why_it_did_not_at_first() throws Exception {
        var run = run("--retries", "2", "--junit", "all.xml", "--jsonl", "all.jsonl", "third.yaml", "fine.yaml");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("flaky third +\\d.*\n      tried 3 times, and passed the last; the first went so\n")
                .contains("\n  expect_exit: code was 1, expected 3\n", "\nok    fine ")
                .endsWith("1 passed, 0 failed, 1 flaky\n");
        assertThat(Files.readString(folder.resolve("all.xml")))
                .contains("<testsuites name=\"simrun\" tests=\"2\" failures=\"0\" errors=\"0\"")
                .containsPattern(
                        "(?s)(<flakyFailure message=\"expect_exit: code was 1, expected 3\".*<stackTrace>.*){2}")
                .doesNotContain("<failure");
        assertThat(Files.readString(folder.resolve("all.jsonl")))
                .containsPattern(
                        "(?s)(\"type\":\"attempt\",\"case\":1,\"verdict\":\"failed\",.*){2}\"type\":\"result\",\"case\":1,\"verdict\":\"flaky\",")
                .contains("\"passed\":1,\"failed\":0,\"errored\":0,\"skipped\":0,\"flaky\":1,");
    }

    @Test
    void a_quiet_run_tells_of_a_flaky_case_and_a_strict_report_leaves_its_first_runs_out() throws Exception {
        var run = run("-q", "--retries", "2", "--junit", "all.xml", "--junit-strict", "third.yaml", "fine.yaml");
        assertThat(run.out()).startsWith("flaky third ").doesNotContain("ok    ");
        assertThat(Files.readString(folder.resolve("all.xml")))
                .contains("name=\"third\"")
                .doesNotContain("flaky");
    }

    @Test
    void a_case_that_never_passes_has_failed_as_often_as_it_was_tried() throws Exception {
        var run = run("--retries=1", "third.yaml");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("FAIL  third .*\n      tried 2 times, and this is the last\n")
                .endsWith("0 passed, 1 failed\n");
        assertThat(Files.readString(folder.resolve("count"))).isEqualTo("2\n");
    }

    @Test
    void by_a_virtual_clock_all_would_go_as_before() throws Exception {
        Files.writeString(folder.resolve("virtual.yaml"), "name: v\nclock: virtual\nsteps: [assert_state: frozen]\n");
        assertThat(run("--retries", "5", "virtual.yaml").out())
                .contains("FAIL  v ")
                .doesNotContain("tried");
    }

    @Test
    void each_case_is_run_as_often_as_asked_for() throws Exception {
        Files.writeString(folder.resolve("two.yaml"), """
            name: two
            runtime: {fake: [{when: invoke, payload: {n: 2}, reply: 2}]}
            cases: {a: {n: 1}, b: {n: 2}}
            steps:
              - invoke: {payload: {n: '${case.n}'}}
            """);
        var run = run("--repeat", "3", "two.yaml");
        assertThat(run.out())
                .containsPattern(
                        "(?s)^(ok    two \\[a] [^\n]*\n){3}(ok    two \\[b] [^\n]*\n){3}6 passed, 0 failed\n$");
    }

    @Test
    void a_run_ends_after_so_many_cases_that_did_not_pass() throws Exception {
        var run = run("--repeat", "3", "--fail-fast=2", "third.yaml", "fine.yaml");
        assertThat(run.out())
                .contains("skip  third  (not run after 2 failures)\n")
                .endsWith("0 passed, 2 failed, 4 skipped\n");
        assertThat(run("--fail-fast=0", "fine.yaml").out()).endsWith("1 passed, 0 failed\n");
        assertThat(run("--fail-fast=some", "fine.yaml").err())
                .isEqualTo("error: --fail-fast takes a whole number from 0 to 1000000, not \"some\"\n");
    }

    @Test
    void the_slowest_cases_and_steps_stand_above_the_summary() throws Exception {
        Files.writeString(folder.resolve("slow.yaml"), "name: slow\nclock: virtual\nsteps: [sleep: 2h, note: x]\n");
        assertThat(run("--durations=1", "fine.yaml", "slow.yaml").out())
                .containsPattern("\nthe slowest cases\n +\\d+\\.\\d{3}s  \\S+\nthe slowest steps\n"
                        + " +7200\\.000s  sleep  \\(slow.yaml:3, slow\\)\n\n2 passed, 0 failed\n$");
        assertThat(run("--durations=0", "fine.yaml").out()).doesNotContain("slowest");
    }
}
