package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual time as its users see it: no waiting, the same run again, and other orders on demand. */
final class VirtualTest {
    private static final String HUNG = """
        name: a function hangs for a quarter of an hour
        clock: virtual
        function: {timeout: 15m}
        runtime: {fake: [{when: invoke, hang: forever}]}
        extensions:
          audit: {fake: [{when: shutdown, delay: 1s}]}
          metrics: {}
        steps:
          - invoke: {payload: {}}
            expect: {outcome: timeout, duration: 15m}
        """;

    /**
     * At 100ms the runtime answers, the extension polls, and the scenario, which lets others go first with each call,
     * shuts all down: seldom before the answer, as its author overlooked.
     */
    private static final String RACE = """
        name: an answer races with the shutdown
        clock: virtual
        runtime: {fake: [{when: invoke, delay: 100ms}]}
        extensions:
          flusher: {fake: [{when: invoke, delay: 100ms}, {when: shutdown, print: flushed, exit: 0}]}
        steps:
          - expect_registration: flusher
          - invoke: {payload: {}}
            as: call
            wait: false
            expect: {phase: {$any: true}}
          - advance: 100ms
          - http: /2018-06-01/ping
          - http: /2018-06-01/ping
          - http: /2018-06-01/ping
          - http: /2018-06-01/ping
          - shutdown: {reason: spindown, at_once: true}
          - expect_result: {of: call, outcome: success}
          - assert_log: {from: flusher, line: flushed}
        """;

    /** Its author thought that the extension flushes after the runtime has answered. */
    private static final String FLUSH = """
        name: a flush races with the answer
        clock: virtual
        runtime: {fake: [{when: invoke, delay: 100ms}]}
        extensions:
          flusher: {fake: [{when: invoke, delay: 100ms, print: flushed}]}
        steps:
          - expect_event: {type: init.done}
          - invoke: {payload: {}}
            as: call
            wait: false
          - advance: 100ms
          - shutdown: spindown
          - assert_order: {events: [runtime.response, {type: log, line: flushed}]}
        """;

    @TempDir
    private Path folder;

    private Simrun.Outcome run(String scenario, String... options) throws Exception {
        Files.writeString(folder.resolve("x.yaml"), scenario);
        var arguments = new java.util.ArrayList<>(java.util.List.of(options));
        arguments.add("x.yaml");
        return Simrun.in(folder).run(arguments.toArray(String[]::new)).withoutTraces();
    }

    /** How long simrun took, and how many orders it tried, is all that differs between runs. */
    private static String withoutTime(Simrun.Outcome run) {
        return run.out()
                .replaceAll("(?m)\\d+\\.\\d\\ds$", "")
                .replaceAll("(?m)^  the first of \\d+ orders tried .*\\n", "");
    }

    @Test
    void a_quarter_of_an_hour_passes_at_once_and_twice_the_same() throws Exception {
        var run = run(HUNG, "-vv");
        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("900\\.000  \\*  environment  invoke timeout")
                .containsPattern("901\\.300  \\*  audit .* acknowledged by next after 1s");
        assertThat(withoutTime(run(HUNG, "-vv"))).isEqualTo(withoutTime(run));
        assertThat(withoutTime(run(HUNG, "-vv", "--seed", "0"))).isEqualTo(withoutTime(run));
        assertThat(withoutTime(run(HUNG, "-vv", "--seed", "1"))).isNotEqualTo(withoutTime(run));
    }

    @Test
    void exploring_finds_a_wrong_order_that_its_seed_repeats() throws Exception {
        var found = run(RACE, "--explore", "1000");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("FAIL  an answer races").contains("outcome was crash");
        var rerun = Pattern.compile("rerun: simrun --seed (\\d+) x.yaml").matcher(found.out());
        assertThat(rerun.find()).as(found.out()).isTrue();
        var seed = rerun.group(1);
        assertThat(found.out()).contains("orders tried that does not pass: seed " + seed + "\n");

        var again = run(RACE, "--seed", seed);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(timeline(again)).isNotEmpty().isEqualTo(timeline(found));
        var before = run(RACE, "-v", "--explore", seed);
        assertThat(before.exit()).as("the seeds before it: " + before.out()).isZero();
    }

    private static String timeline(Simrun.Outcome run) {
        return run.out()
                .lines()
                .filter(line -> line.matches(".*\\d\\.\\d{3}  [<>*]  .*"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void exploring_finds_that_a_delayed_line_may_come_before_the_answer() throws Exception {
        var found = run(FLUSH, "--explore", "1000");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("assert_order: ");
        var rerun = Pattern.compile("rerun: simrun --seed (\\d+) x.yaml").matcher(found.out());
        assertThat(rerun.find()).as(found.out()).isTrue();
        var seed = rerun.group(1);
        var replayed = run(FLUSH, "--seed", seed);
        assertThat(withoutTime(replayed))
                .isEqualTo(withoutTime(found).replaceFirst(" +the first of \\d+ orders .*\n", ""));
    }

    @Test
    void an_exploration_that_passes_is_one_case() throws Exception {
        var run = run(HUNG, "-v", "--seed", "5", "--explore", "20");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("20 orders tried").endsWith("1 passed, 0 failed\n");
    }

    @Test
    void where_nothing_can_happen_any_more_a_step_errs_and_finally_runs() throws Exception {
        var run = run("""
            name: x
            clock: virtual
            runtime: none
            steps:
              - http: /2018-06-01/runtime/invocation/next
            finally:
              - note: the end
            """, "-v");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("\n  http: nothing can happen any more: everyone waits without a limit\n")
                .containsPattern("finally note: the end +ok +0\\.000s\n");
    }

    @Test
    void waits_steps_and_answers_take_virtual_time() throws Exception {
        var run = run("""
            name: x
            clock: virtual
            runtime: none
            extensions: {slow: {fake: [{when: start, delay: 4s}]}}
            steps:
              - expect_registration: slow
              - invoke: {payload: {n: 1}, timeout: 1h}
                as: call
                wait: false
              - http: /2018-06-01/runtime/invocation/next
                as: event
                wait: false
              - expect_result: {of: event, body: {n: 1}, duration: 0ms}
              - sleep: 30m
              - http:
                  path: /2018-06-01/runtime/invocation/${call.request_id}/response
                  body: {ok: true}
                expect: {status: 202, duration: 0ms}
              - http: /2018-06-01/runtime/invocation/next
                wait: false
              - expect_result: {of: call, payload: {ok: true}, duration: 30m}
              - expect_quiet: {for: 24h, type: log}
              - advance: 1h
              - note: late
              - expect_event: {type: note, at: {$gte: 25h}}
            """);
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void what_takes_real_time_is_refused_in_virtual_time_and_the_other_way_round() throws Exception {
        var run = run("""
            name: x
            clock: virtual
            runtime: {command: [sh]}
            steps:
              - http: {path: /, to: localhost:80}
            """);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("error: \"command\" of runtime: a real process can't run in virtual time")
                .contains("error: \"to\": another address can't be reached in virtual time")
                .endsWith("2 errors\n");
        assertThat(run("name: x\nsteps: [advance: 1s]\n").err())
                .startsWith("error: advance moves a virtual clock only\n  --> x.yaml:2:9\n");
    }

    @Test
    void exploring_needs_a_virtual_clock() throws Exception {
        Files.writeString(folder.resolve("real.yaml"), "name: real\nsteps: [note: hi]\n");
        var none = Simrun.in(folder).run("--explore", "3", "real.yaml");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err())
                .isEqualTo("error: --explore needs scenarios with clock: virtual, and none is" + " selected\n");
        var some = run(HUNG, "--explore", "3", "real.yaml");
        assertThat(some.err())
                .isEqualTo(
                        "notice: 1 case has the real clock and one run each: --explore is for" + " clock: virtual\n");
        assertThat(some.out()).endsWith("2 passed, 0 failed\n");
        var wrong = run(HUNG, "--seed", "-1");
        assertThat(wrong.err()).startsWith("error: --seed takes a whole number from 0 to ");
        assertThat(wrong.exit()).isEqualTo(2);
    }

    @Test
    void a_seed_gives_a_real_case_the_same_identifiers() throws Exception {
        var scenario = """
            name: x
            steps:
              - invoke: {payload: {}}
                as: call
                expect: {request_id: nothing}
            """;
        var message = requestId(run(scenario, "--seed", "3"));
        assertThat(requestId(run(scenario, "--seed", "3"))).isEqualTo(message);
        assertThat(requestId(run(scenario))).isNotEqualTo(message);
    }

    private static String requestId(Simrun.Outcome run) {
        return run.out()
                .lines()
                .filter(line -> line.contains("request_id was"))
                .findFirst()
                .orElse("");
    }

    @Test
    void a_hundred_cases_of_hours_run_in_one_go() throws IOException, Exception {
        var rows = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> "  case_%d: {delay: %dm}\n".formatted(n, n))
                .collect(Collectors.joining());
        var run = run("""
            name: x
            clock: virtual
            runtime: {fake: [{when: invoke, delay: 10m}]}
            extensions: {audit: {fake: [{when: start, delay: 1s}]}}
            function: {timeout: 15m}
            cases:
            """ + rows + """
            steps:
              - advance: '${case.delay}'
              - invoke: {payload: {}}
                expect: {duration: 10m}
              - shutdown: spindown
            """);
        assertThat(run.out()).endsWith("100 passed, 0 failed\n");
    }
}
