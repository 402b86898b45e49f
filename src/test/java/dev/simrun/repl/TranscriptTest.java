package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {BLOCK, FLOW})
    void the_steps_of_a_file_are_the_same_when_read_again(String text) {
        var file = Steps.file(text);
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(transcript::add);
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
        transcript.add(steps.getFirst());
        Steps.typed(file, "invoke: {payload: {\n  n: 2}}").forEach(transcript::add);
        Steps.typed(file, "- set:\n    a: 1\n- freeze").forEach(transcript::add);
        transcript.add(steps.getLast());
        assertThat(transcript.count()).isEqualTo(5);
        assertThat(transcript.scenario(file.source())).hasValue(HEAD + """
            # what is done
            steps:
              - invoke:
                  payload: {n: 1}
                as: call
                expect:
                  payload: {n: 1}
              - invoke: {payload: {
                  n: 2}}
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
        file.cases().getFirst().steps().forEach(transcript::add);
        assertThat(transcript.scenario(file.source())).hasValue("name: x\nsteps:\n  - init\n");
    }

    @Test
    void where_the_steps_do_not_begin_a_line_there_is_no_place_for_others() {
        var file = Steps.file("{name: x, steps: [init]}\n");
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(transcript::add);
        assertThat(transcript.scenario(file.source())).isEmpty();
    }

    @Test
    void the_rows_of_a_scenario_stay() {
        var text = "name: x\ncases:\n  a: {n: 1}\n  b: {n: 2}\nsteps:\n  - note: '${case.n}'\n";
        var file = Steps.file(text);
        var transcript = new Transcript();
        file.cases().getFirst().steps().forEach(transcript::add);
        assertThat(transcript.scenario(file.source())).hasValue(text);
    }

    @Test
    void nothing_done_is_nothing_counted() {
        assertThat(new Transcript().count()).isZero();
    }
}
