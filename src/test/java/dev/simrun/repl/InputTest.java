package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a typed line is taken for. */
class InputTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "- invoke",
                "-",
                "- nonsense",
                "  - invoke: {}",
                "invoke:",
                "invoke: {payload: 1}",
                "set: {a: 1}",
                "nonsense: 1",
                "invoke",
                "  freeze  ",
                "pause",
                "set"
            })
    void a_step_begins_with_a_dash_or_a_key_or_is_a_step_word_alone(String text) {
        assertThat(Input.of(text)).isInstanceOf(Input.Step.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        step            | step   | ''
        s 3             | s      | 3
        set a=1         | set    | a=1
        set a = b: c    | set    | a = b: c
        -x              | -x     | ''
        invoke it       | invoke | it
        shutdown spindown | shutdown | spindown
        ? invoke        | ?      | invoke
        break  on  log  | break  | on  log
        garbage         | garbage | ''
        a :b            | a      | :b
        """)
    void anything_else_is_a_command(String text, String name, String rest) {
        assertThat(Input.of(text)).isEqualTo(new Input.Command(name, rest));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", "   ", "\n", "# only", "  # only", "# one\n  # two\n"})
    void blanks_and_comments_are_nothing(String text) {
        assertThat(Input.of(text)).isEqualTo(new Input.Empty());
    }

    @Test
    void a_step_keeps_its_text_but_for_blanks_behind() {
        assertThat(Input.of("  - invoke:\n      payload: 1 \n\n"))
                .isEqualTo(new Input.Step("  - invoke:\n      payload: 1"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "invoke: {",
                "invoke: {payload: [1,\n",
                "note: \"a",
                "note: 'it''s",
                "- invoke: {payload: {a: 1}",
                "invoke:",
                "- invoke:",
                "invoke:\n  payload: 1",
                "invoke: {payload: '}",
                "invoke: {payload:",
                "invoke: {payload:\n  {n: 1}",
                "invoke:\n  {payload: [1,"
            })
    void more_must_follow_what_is_open_and_a_key_without_a_value(String text) {
        assertThat(Input.isIncomplete(text)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "invoke: {payload: [1]}",
                "invoke: {payload: [1,\n2]}",
                "note: a",
                "invoke",
                "- freeze",
                "invoke:\n  payload: 1\n",
                "invoke: {payload: '{'}",
                "invoke: {payload:\n  {n: 1}}",
                "- invoke: {payload:\n[1]}",
                "invoke:\n  {payload: [1,\n  2]}",
                "invoke: {payload: [1}",
                "note: \"a\nb\"",
                "print call.payload[0",
                "break on log line={",
                "set a={"
            })
    void nothing_must_follow_what_is_complete_or_a_command(String text) {
        assertThat(Input.isIncomplete(text)).isFalse();
    }

    @Test
    void what_is_pasted_at_once_is_cut_into_steps_and_commands() {
        assertThat(Input.split("""
              - invoke: {payload: {a: [1,
                2]}}
                as: call
              - freeze

              print call.payload
            """))
                .isEqualTo(
                        List.of("- invoke: {payload: {a: [1,\n  2]}}\n  as: call", "- freeze", "print call.payload"));
    }

    @Test
    void a_modifier_belongs_to_the_step_above_it() {
        assertThat(Input.split("invoke: {payload: 1}\nas: call\nnote: over"))
                .containsExactly("invoke: {payload: 1}\nas: call", "note: over");
    }
}
