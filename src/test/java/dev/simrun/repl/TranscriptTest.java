package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.scenario.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done, as a scenario that does it again. */
class TranscriptTest {
    private static final String HEAD = """
        # a comment
        name: x
        extensions: {audit: {}}

        """;

    private static final String BLOCK = HEAD + """
        # what is done
        steps:
          # the first
          - invoke:
              payload: {n: 1}
            as: call
            expect:
              payload: {n: 1}
          - as: other
            invoke: {payload: "a, b]"}
          - note: |
              one
                two
          - shutdown: spindown

        finally:
          - note: the end
        """;

    private static final String FLOW =
            HEAD + "steps: [init, {invoke: {payload: [1, 2]},\n   as: call}, note: 'b, c']\n";

    private static void add(Transcript transcript, Step step) {
        transcript.begin(step, !step.common().from().source().name().equals("input"));
        transcript.passed(step);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {BLOCK, FLOW})
    void the_steps_of_a_file_are_the_same_when_read_again(String text) {
        var file = Steps.file(text);
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(step -> add(transcript, step));
        var again = Steps.file(transcript.scenario(file.source()).orElseThrow());
        assertThat(Steps.sources(again.cases().getFirst().steps()))
                .isEqualTo(Steps.sources(file.cases().getFirst().steps()));
        assertThat(again.cases().getFirst().steps())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(.*\\.)?(at|from|source|line|column|length)")
                .isEqualTo(file.cases().getFirst().steps());
    }

    @Test
    void typed_steps_stand_among_those_of_the_file_and_all_else_stays() {
        var file = Steps.file(BLOCK);
        var steps = file.cases().getFirst().steps();
        var transcript = new Transcript();
        add(transcript, steps.getFirst());
        Steps.typed(file, "invoke: {payload: {\n  n: 2}}").forEach(step -> add(transcript, step));
        Steps.typed(file, "- set:\n    a: 1\n- freeze").forEach(step -> add(transcript, step));
        add(transcript, steps.getLast());
        assertThat(transcript.count()).isEqualTo(5);
        assertThat(transcript.scenario(file.source())).hasValue(HEAD + """
            # what is done
            steps:
              - invoke:
                  payload: {n: 1}
                as: call
                expect:
                  payload: {n: 1}
              - invoke: {payload: {n: 2}}
              - set:
                  a: 1
              - freeze
              - shutdown: spindown

            finally:
              - note: the end
            """);
        assertThat(Steps.of(transcript.scenario(file.source()).orElseThrow()))
                .extracting(step -> step.common().key())
                .containsExactly("invoke", "invoke", "set", "freeze", "shutdown");
    }

    @Test
    void a_pause_is_not_kept_as_nobody_will_sit_there() {
        var file = Steps.file("name: x\nsteps: [init, pause]\n");
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(step -> add(transcript, step));
        assertThat(transcript.scenario(file.source())).hasValue("name: x\nsteps:\n  - init\n");
    }

    @Test
    void where_the_steps_do_not_begin_a_line_there_is_no_place_for_others() {
        var file = Steps.file("{name: x, steps: [init]}\n");
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(step -> add(transcript, step));
        assertThat(transcript.scenario(file.source())).isEmpty();
    }

    @Test
    void the_rows_of_a_scenario_stay() {
        var text = "name: x\ncases:\n  a: {n: 1}\n  b: {n: 2}\nsteps:\n  - note: '${case.n}'\n";
        var file = Steps.file(text);
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(step -> add(transcript, step));
        assertThat(transcript.scenario(file.source())).hasValue(text);
    }

    @Test
    void typed_steps_are_written_as_a_person_would() {
        var file = Steps.file("name: x\nsteps: [init]\n");
        var transcript = new Transcript();
        for (var typed : new String[] {
            "{invoke: {payload: {n: 1}}, as: first}",
            "- {note: 'a # b', if: {vars: {$any: true}}}",
            "invoke: {payload: [1, # one\n  2]}",
            "invoke:\n  payload: {n: 2}",
            "invoke: {payload: {text: " + "x".repeat(60) + ", other: " + "y".repeat(40) + "}, timeout: 4s}"
        }) {
            Steps.typed(file, typed).forEach(step -> add(transcript, step));
        }
        assertThat(transcript.scenario(file.source()).orElseThrow())
                .isEqualTo("""
                    name: x
                    steps:
                      - invoke: {payload: {n: 1}}
                        as: first
                      - {note: 'a # b', if: {vars: {$any: true}}}
                      - invoke: {payload: [1, # one
                          2]}
                      - invoke:
                          payload: {n: 2}
                      - invoke:
                          payload:
                            text: %s
                            other: %s
                          timeout: 4s
                    """.formatted("x".repeat(60), "y".repeat(40)));
    }

    @Test
    void what_hung_or_failed_is_kept_with_the_reason_where_it_did_something() {
        var file = Steps.file("name: x\nsteps:\n  - invoke: {payload: 1}\n  - note: a\n");
        var invoke = file.cases().getFirst().steps().getFirst();
        var hung = Steps.typed(file, "sleep: 5s").getFirst();
        var transcript = new Transcript();
        transcript.begin(hung, false);
        Steps.typed(file, "freeze").forEach(transcript::beside);
        transcript.failed(hung, Optional.of("sleep: interrupted"));
        transcript.begin(invoke, true);
        transcript.failed(invoke, Optional.of("invoke: a\nb"));
        var wrong = Steps.typed(file, "assert_state: ready").getFirst();
        transcript.begin(wrong, false);
        transcript.failed(wrong, Optional.empty());
        assertThat(transcript.scenario(file.source()).orElseThrow()).isEqualTo("""
            name: x
            steps:
              # did not pass: sleep: interrupted
              - sleep: 5s
              # while the step above was under way
              - freeze
              # did not pass: invoke: a
              - invoke: {payload: 1}
            """);
        assertThat(transcript.open()).isEqualTo(2);

        transcript.begin(invoke, true);
        assertThat(transcript.scenario(file.source()).orElseThrow())
                .endsWith("  - freeze\n  # it had not ended\n  - invoke: {payload: 1}\n");
        transcript.passed(invoke);
        assertThat(transcript.scenario(file.source()).orElseThrow()).endsWith("  - freeze\n  - invoke: {payload: 1}\n");
    }

    @Test
    void a_step_that_failed_stays_once_it_was_passed_over_and_one_that_was_not_begun_does_not_count() {
        var file = Steps.file("name: x\nsteps:\n  - invoke: {payload: 1}\n  - note: a\n");
        var steps = file.cases().getFirst().steps();
        var transcript = new Transcript();
        transcript.begin(steps.getFirst(), true);
        transcript.failed(steps.getFirst(), Optional.of("why"));
        transcript.passedOver();
        transcript.begin(steps.getLast(), true);
        transcript.failed(steps.getFirst(), Optional.of("it failed beside the steps"));
        assertThat(transcript.scenario(file.source()))
                .hasValue("name: x\nsteps:\n  # did not pass: why\n  - invoke: {payload: 1}\n");
    }

    @Test
    void nothing_done_is_nothing_counted() {
        assertThat(new Transcript().count()).isZero();
    }
}
