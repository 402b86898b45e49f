package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --timeout-scale}: limits of waiting are stretched, and nothing that a scenario is about. */
final class TimeoutScaleTest {
    @TempDir
    private Path folder;

    private Simrun.Outcome run(String scenario, String... options) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "name: a\n" + scenario);
        var arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "a.yaml";
        return Simrun.in(folder).run(arguments).withoutTraces();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        within: 3s | 1   | no invoke.done within 3s
        within: 3s | 2.5 | no invoke.done within 7.5s
        within: 3s | 3   | -
        usual      | 1   | no invoke.done within 5s
        usual      | 1.7 | -
        """)
    void a_step_waits_so_many_times_as_long(String modifier, String scale, String failure) throws Exception {
        var limit = modifier.startsWith("within") ? modifier : "name: with the usual limit";
        var run = run("""
            clock: virtual
            function: {timeout: 20s}
            runtime: {fake: [{when: invoke, delay: 8s}]}
            steps:
              - {invoke: {}, wait: false}
              - expect_event: {type: invoke.done}
                %s
            """.formatted(limit), "--timeout-scale", scale);
        assertThat(run.exit()).as(run.out()).isEqualTo(failure == null ? 0 : 1);
        if (failure != null) {
            assertThat(run.out()).contains(failure);
        }
    }

    @Test
    void what_is_awaited_in_the_background_and_a_registration_are_waited_for_as_long() throws Exception {
        var background = """
            clock: virtual
            runtime: {fake: [{when: invoke, delay: 2s}]}
            steps:
              - {invoke: {}, wait: false, as: one}
              - {expect_result: one, within: 1s}
            """;
        assertThat(run(background).out()).contains("no result of one within 1s");
        assertThat(run(background, "--timeout-scale=3").exit()).isZero();
        var registration = """
            clock: virtual
            extensions: {audit: {fake: [{when: start, delay: 2s}]}}
            steps:
              - {expect_registration: audit, within: 1s}
            """;
        assertThat(run(registration).out()).contains("did not register within 1s");
        assertThat(run(registration, "--timeout-scale=3").exit()).isZero();
    }

    @Test
    void a_case_may_take_as_long() throws Exception {
        var run = run("timeout: 5s\nsteps: [sleep: 1m]\n", "--timeout-scale=0.1");
        assertThat(run.out()).contains("the scenario's timeout of 500ms passed");
    }

    @Test
    void time_outs_of_the_function_delays_and_quiet_stay_as_they_are() throws Exception {
        var run = run("""
            clock: virtual
            function: {timeout: 1s}
            runtime: {fake: [{when: invoke, delay: 2s}]}
            steps:
              - {invoke: {}, expect: {outcome: timeout}}
              - assert_event: {type: invoke.end, duration: {$lt: 1100ms}}
              - {expect_quiet: {for: 2s, type: log}}
              - {sleep: 3s}
            """, "--timeout-scale=5", "-v");
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).containsPattern("expect_quiet.* 2\\.000s\n").containsPattern("sleep.* 3\\.000s\n");
    }

    @ParameterizedTest
    @CsvSource({"0", "0.05", "x", "1001", "1e2", "-1"})
    void what_is_no_scale_is_told(String scale) throws Exception {
        var run = run("steps: [note: x]\n", "--timeout-scale=" + scale);
        assertThat(run.err())
                .isEqualTo(
                        "error: --timeout-scale takes a number from 0.1 to 1000, such as 2.5, not \"" + scale + "\"\n");
        assertThat(run.exit()).isEqualTo(2);
    }
}
