package dev.simrun.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighlightTest {
    @Test
    void a_step_its_arguments_and_its_modifiers_are_told_apart() {
        assertThat(parts("- invoke: {payload: {n: 1}, timeout: 2s}\n  as: call"))
                .containsExactly(
                        "invoke STEP", "payload ARGUMENT", "1 NUMBER", "timeout ARGUMENT", "2s NUMBER", "as ARGUMENT");
    }

    @Test
    void a_step_may_be_a_word_or_stand_without_its_dash() {
        assertThat(parts("freeze")).containsExactly("freeze STEP");
        assertThat(parts("- freeze")).containsExactly("freeze STEP");
        assertThat(parts("shutdown: spindown")).containsExactly("shutdown STEP");
        assertThat(parts("{wait: false, invoke: {}}")).containsExactly("wait ARGUMENT", "false WORD", "invoke STEP");
    }

    @Test
    void an_unknown_key_is_told_once_its_colon_is_there() {
        assertThat(parts("- invok")).isEmpty();
        assertThat(parts("- invok:")).containsExactly("invok UNKNOWN");
        assertThat(parts("- invoke: {paylod")).containsExactly("invoke STEP");
        assertThat(parts("- invoke: {paylod: 1")).contains("paylod UNKNOWN");
        assertThat(parts("- invoke: {}\n  within: 1s")).contains("within UNKNOWN");
        assertThat(parts("- {invoke: {}, init: {}}")).contains("init UNKNOWN");
        assertThat(parts("- fault: {match: {pth: /}}")).contains("match ARGUMENT", "pth UNKNOWN");
        assertThat(parts("- invoke: {}\n  expect: {outcom: x}")).contains("outcom UNKNOWN");
        assertThat(parts("- expect_log: {line: {$contain: x}}")).contains("$contain UNKNOWN");
    }

    @Test
    void the_fields_of_an_event_are_those_of_its_type() {
        assertThat(parts("- expect_event: {type: log, line: a, code: 0}")).contains("line ARGUMENT", "code UNKNOWN");
        assertThat(parts("- expect_event: {code: 0, frob: 1}")).contains("code ARGUMENT", "frob UNKNOWN");
        assertThat(parts("- assert_order: [{type: log, line: a}, {type: reset, line: a}]"))
                .contains("line ARGUMENT", "line UNKNOWN");
    }

    @Test
    void the_authors_own_names_are_nothing_special() {
        assertThat(parts("- set: {order: {id: x}}")).containsExactly("set STEP");
        assertThat(parts("- assert: {call.payload: x}")).containsExactly("assert STEP");
        assertThat(parts("- invoke: {payload: {payload: x}}")).containsExactly("invoke STEP", "payload ARGUMENT");
    }

    @Test
    void operators_names_texts_and_comments_are_seen() {
        assertThat(parts("- assert_log: {from: runtime, line: {$regex: 'a ${x.y} b'}} # why"))
                .containsExactly(
                        "assert_log STEP",
                        "from ARGUMENT",
                        "line ARGUMENT",
                        "$regex OPERATOR",
                        "'a  TEXT",
                        "${x.y} NAME",
                        " b' TEXT",
                        "# why COMMENT");
        assertThat(parts("- note: go ${x.y")).containsExactly("note STEP", "${x.y NAME");
        assertThat(parts("- note: '$${x}'")).containsExactly("note STEP", "'$${x}' TEXT");
        assertThat(parts("- invoke: {payload: {$file: a.json}}")).contains("$file OPERATOR");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void the_steps_of_the_scenarios_hold_nothing_unknown(String step) {
        assertThat(parts(step)).isNotEmpty().noneMatch(part -> part.endsWith(" UNKNOWN"));
    }

    static List<String> steps() {
        return TypedSamples.steps();
    }

    @Test
    void spans_are_in_order_in_every_beginning_of_a_step() {
        TypedSamples.steps().stream().flatMap(TypedSamples::beginnings).forEach(HighlightTest::assertInOrder);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void spans_are_in_order_in_any_text(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            assertInOrder(TypedSamples.mutated(random));
        }
    }

    @Test
    void spans_are_in_order_in_long_texts() {
        for (var piece : List.of("{", "}", "[a: ", "a: b\n", "- ", "k: {", "'", "${", "x, ", "\n", "a\n ")) {
            assertInOrder(piece.repeat(30_000));
        }
    }

    private static void assertInOrder(String text) {
        int end = 0;
        for (var span : Highlight.of(text)) {
            assertThat(span.from()).as(text).isGreaterThanOrEqualTo(end);
            assertThat(span.to()).as(text).isGreaterThan(span.from());
            end = span.to();
        }
        assertThat(end).as(text).isLessThanOrEqualTo(text.length());
    }

    private static List<String> parts(String text) {
        return Highlight.of(text).stream()
                .map(span -> text.substring(span.from(), span.to()) + " " + span.kind())
                .toList();
    }
}
