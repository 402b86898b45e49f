package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of a step, found again in what it was read from. */
class StepSourceTest {
    private static List<List<String>> lines(String text) {
        return Steps.sources(Steps.of(text)).stream().map(StepSource::lines).toList();
    }

    private static List<List<String>> typed(String text) {
        var file = Steps.file("name: x\nsteps: [init]\n");
        return Steps.sources(Steps.typed(file, text)).stream()
                .map(StepSource::lines)
                .toList();
    }

    @Test
    void steps_in_lines_of_their_own_come_without_dash_and_indentation() {
        assertThat(lines("""
            name: x
            steps:
              - init
              - invoke:
                  payload: {n: 1}
                  timeout: 2s
                expect:
                  payload:
                    n: 1
              - freeze
            """))
                .containsExactly(
                        List.of("init"),
                        List.of("invoke:", "  payload: {n: 1}", "  timeout: 2s", "expect:", "  payload:", "    n: 1"),
                        List.of("freeze"));
    }

    @Test
    void a_list_need_not_be_indented() {
        assertThat(lines("name: x\nsteps:\n- init\n- invoke: {}\n  as: a\nfinally:\n- freeze\n"))
                .containsExactly(List.of("init"), List.of("invoke: {}", "as: a"));
    }

    @Test
    void steps_in_brackets_end_where_their_brackets_do() {
        assertThat(lines("""
            name: x
            steps: [init, {invoke: {payload: [1, "}, ]"]}, as: a}, note: 'b, c',
              {shutdown: spindown,
               name: last}]
            """))
                .containsExactly(
                        List.of("init"),
                        List.of("{invoke: {payload: [1, \"}, ]\"]}, as: a}"),
                        List.of("note: 'b, c'"),
                        List.of("{shutdown: spindown,", "   name: last}"));
    }

    @Test
    void steps_in_brackets_may_have_lines_of_their_own() {
        assertThat(lines("""
            name: x
            steps: [
              init, # behind
              {invoke: {},
                as: a},
              note: b
            ]
            """))
                .containsExactly(List.of("init"), List.of("{invoke: {},", "    as: a}"), List.of("note: b"));
    }

    @Test
    void a_step_may_begin_below_its_dash() {
        assertThat(lines("name: x\nsteps:\n  -\n    invoke: {}\n    as: a\n  - note: b\n"))
                .containsExactly(List.of("invoke: {}", "as: a"), List.of("note: b"));
    }

    @Test
    void a_mapping_in_braces_may_be_an_item_of_a_list_in_lines() {
        assertThat(lines("name: x\nsteps:\n  - {invoke: {}, as: a}\n  - {note: b}\n"))
                .containsExactly(List.of("{invoke: {}, as: a}"), List.of("{note: b}"));
    }

    @Test
    void a_step_may_begin_with_something_else_than_its_key() {
        assertThat(lines("""
            name: x
            steps:
              - as: call
                name: with a label
                invoke: {}
              - note: b
            """))
                .containsExactly(List.of("as: call", "name: with a label", "invoke: {}"), List.of("note: b"));
    }

    @Test
    void comments_within_a_step_are_its_own_and_those_between_belong_to_the_next() {
        assertThat(lines("""
            name: x
            steps:
              # above the first
              - invoke: # behind
                  # within
                  payload: 1

                  timeout: 2s
              # above the second

              - note: b

            # at the end
            """))
                .containsExactly(
                        List.of("invoke: # behind", "  # within", "  payload: 1", "", "  timeout: 2s"),
                        List.of("note: b"));
    }

    @Test
    void text_in_lines_keeps_its_indentation() {
        var scenario = "name: x\nsteps:\n  - note: |\n      one\n        two\n\n      three\n";
        assertThat(lines(scenario)).containsExactly(List.of("note: |", "  one", "    two", "", "  three"));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(lines("name: x\r\nsteps:\r\n  - invoke: {}\r\n    as: a\r\n  - note: b\r\n"))
                .containsExactly(List.of("invoke: {}", "as: a"), List.of("note: b"));
    }

    @Test
    void a_typed_step_needs_no_dash() {
        assertThat(typed("invoke: {payload: {n: 1}}")).containsExactly(List.of("invoke: {payload: {n: 1}}"));
        assertThat(typed("init")).containsExactly(List.of("init"));
        assertThat(typed("- invoke: {payload: 1}")).containsExactly(List.of("invoke: {payload: 1}"));
        assertThat(typed("{invoke: {}, as: a}")).containsExactly(List.of("{invoke: {}, as: a}"));
    }

    @Test
    void a_typed_step_may_have_several_lines_and_there_may_be_several() {
        assertThat(typed("invoke:\n  payload:\n    n: 1\nas: a"))
                .containsExactly(List.of("invoke:", "  payload:", "    n: 1", "as: a"));
        assertThat(typed("- invoke: {}\n  as: a\n- note: b"))
                .containsExactly(List.of("invoke: {}", "as: a"), List.of("note: b"));
        assertThat(typed("[init, {note: b}]")).containsExactly(List.of("init"), List.of("{note: b}"));
    }

    @Test
    void an_item_is_indented_as_a_whole_and_blank_lines_stay_blank() {
        var step = new StepSource(List.of("note: |", "  one", "", "  two"));
        assertThat(step.item("  ")).isEqualTo("  - note: |\n      one\n\n      two\n");
        assertThat(step.count()).isEqualTo(4);
    }
}
