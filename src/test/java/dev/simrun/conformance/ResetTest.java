package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.OK;
import static dev.simrun.conformance.Lambda.answer;
import static dev.simrun.conformance.Lambda.header;
import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static dev.simrun.conformance.Scenario.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is new and what is kept when an environment begins again. The folder of the programs stands for {@code /tmp},
 * below which it lies.
 */
@Timeout(60)
final class ResetTest {
    private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";

    @TempDir
    private Path folder;

    private Scenario scenario;

    @BeforeEach
    void open() {
        scenario = new Scenario(folder);
    }

    @Test
    @Item(35)
    void late_answer_to_a_timed_out_delivery_is_gone_and_the_retry_has_its_own() throws Exception {
        try (var lambda = new Lambda()) {
            var old = lambda.client();
            var first = lambda.invoke(Call.of("r1").within(Duration.ofMillis(500)));
            var oldId = header(old.next(), INVOCATION_ID);
            assertThat(answer(first).outcome()).isEqualTo(Outcome.TIMEOUT);
            first.ended().join();

            var retry = lambda.invoke("r1");
            var fresh = lambda.client();
            var freshId = header(fresh.next(), INVOCATION_ID);
            assertThat(show(old.respond("r1", "{\"old\":1}", INVOCATION_ID, oldId)))
                    .isEqualTo(refusal(410, "InvokeTimeout", "Invoke timeout"));
            assertThat(show(fresh.respond("r1", "{\"own\":1}", INVOCATION_ID, freshId)))
                    .isEqualTo(OK);
            assertThat(answer(retry).payload().text()).isEqualTo("{\"own\":1}");
        }
    }

    @Test
    @Item(47)
    void runtime_that_exits_after_its_response_breaks_the_environment_not_the_answer() throws Exception {
        scenario.program("bootstrap", """
            next
            respond '{"ok":1}'
            exit 0
            """).passes("""
                function: {timeout: 20s}
                runtime: {command: [./bootstrap]}
                steps:
                  - invoke: {}
                    expect: {outcome: success, payload: {ok: 1}, phase: crash}
                  - assert_event: {type: reset, reason: failure}
                  - invoke: {}
                    expect: {outcome: success, payload: {ok: 1}, phase: crash, cold_start: true}
                """);
    }

    @Test
    @Item(68)
    void phase_that_an_extension_lets_time_out_is_followed_by_a_reset() throws Exception {
        scenario.program("ext", """
            register '{"events":["INVOKE"]}'
            poll
            [ -e mark ] || { touch mark; sleep 1000; }
            poll
            """).passes("""
                function: {timeout: 20s}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - invoke: {timeout: 1s}
                    expect: {outcome: success, phase: timeout}
                  - assert_event: {type: reset, reason: timeout}
                  - invoke: {}
                    expect: {outcome: success, phase: done, cold_start: true}
                """);
    }

    @Test
    @Item(78)
    void reset_starts_extensions_anew_and_keeps_the_files() throws Exception {
        var timeline = scenario.program("ext", """
            register '{"events":["INVOKE"]}'
            echo "$id"
            [ -e mark ] && echo kept
            touch mark
            while true; do poll >&2; done
            """).passes("""
                function: {timeout: 20s}
                runtime: {fake: [{when: invoke, nth: 1, hang: forever}]}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - invoke: {timeout: 1s}
                    expect: {outcome: timeout}
                  - invoke: {}
                    expect: {outcome: success, cold_start: true}
                """);
        assertThat(output(timeline, "ext"))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .element(2)
                .isEqualTo("kept");
    }

    @Test
    @Item(109)
    void after_a_time_out_the_process_is_fresh_and_the_files_are_kept() throws Exception {
        scenario.program("bootstrap", """
            count=0
            while true; do
              next
              count=$((count + 1))
              [ -e mark ] || { touch mark; sleep 1000; }
              respond "{\\"count\\":$count}"
            done
            """).passes("""
                function: {timeout: 20s}
                runtime: {command: [./bootstrap]}
                steps:
                  - invoke: {timeout: 1s}
                    expect: {outcome: timeout}
                  - invoke: {}
                    expect: {outcome: success, payload: {count: 1}, cold_start: true}
                """);
    }

    @Test
    @Item(110)
    void init_over_its_limit_begins_again_inside_the_first_invocation() throws Exception {
        scenario.program("bootstrap", """
            [ -e mark ] || { touch mark; sleep 1000; }
            while true; do
              next
              respond '{"ok":1}'
            done
            """).passes("""
                limits: {init: 500ms}
                function: {timeout: 20s}
                runtime: {command: [./bootstrap]}
                steps:
                  - init: {}
                    expect: {outcome: timeout}
                  - invoke: {}
                    expect: {outcome: success, payload: {ok: 1}, cold_start: true}
                  - assert_order:
                      events: [init.error, invoke.start, init.start, invoke.done]
                """);
    }

    @Test
    @Item(111)
    void failed_init_is_done_again_at_the_first_invocation() throws Exception {
        scenario.passes("""
            runtime:
              fake:
                - {when: start, nth: 1, init_error: {type: Function.Boot, message: first}}
            steps:
              - init: {}
                expect: {outcome: error, error_type: Function.Boot}
              - invoke: {payload: {n: 1}}
                expect: {outcome: success, payload: {n: 1}, cold_start: true}
            """);
    }

    @Test
    @Item(111)
    void init_that_fails_again_answers_the_invocation_with_its_error() throws Exception {
        scenario.passes("""
            runtime:
              fake:
                - {when: start, nth: 1, init_error: {type: Function.Boot, message: first}}
                - {when: start, nth: 2, init_error: {type: Function.Boot, message: second}}
            steps:
              - init: {}
                expect: {outcome: error}
              - invoke: {}
                expect:
                  outcome: error
                  payload: {errorType: Function.Boot, errorMessage: second}
            """);
    }

    @Test
    @Item(112)
    void init_error_of_the_past_is_no_answer_to_a_later_crash() throws Exception {
        scenario.passes("""
            runtime:
              fake:
                - {when: start, nth: 1, init_error: {type: Function.Boot, message: first}}
                - {when: invoke, nth: 2, exit: 1}
            steps:
              - init: {}
                expect: {outcome: error}
              - invoke: {}
              - invoke: {}
                expect: {outcome: crash, error_type: Runtime.ExitError}
            """);
    }

    @Test
    void between_a_reset_and_the_next_start_no_call_of_a_runtime_is_taken_and_after_the_end_none_at_all()
            throws Exception {
        scenario.passes("""
            function: {timeout: 300ms}
            runtime: {fake: [{when: invoke, nth: 1, hang: forever}]}
            steps:
              - invoke: {}
                as: late
                expect: {outcome: timeout}
              - http: {method: GET, path: /2018-06-01/runtime/invocation/next}
                expect: {closed: true}
              - http: {method: POST, path: /2018-06-01/runtime/init/error, body: {errorMessage: nobody's}}
                expect: {closed: true}
              - http: {method: POST, path: '/2018-06-01/runtime/invocation/${late.request_id}/error', body: {}}
                expect: {status: 410}
              - http: {method: GET, path: /2018-06-01/ping}
                expect: {body: pong}
              - assert_event: {type: request.refused, actor: runtime, cause: no_runtime, status: {$absent: true}, count: 2}
              - invoke: {}
                expect: {outcome: success, cold_start: true}
              - assert_event: {type: runtime.init_error, count: 0}
              - shutdown: {reason: spindown}
              - http: {method: GET, path: /2018-06-01/ping}
                expect: {closed: true}
              - http: {method: PUT, path: /nowhere}
                expect: {closed: true}
              - assert_event: {type: request.refused, cause: after_the_end, path: /2018-06-01/ping}
            """);
    }
}
