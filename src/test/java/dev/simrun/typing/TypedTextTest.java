package dev.simrun.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- invoke: {",
                "- invoke: {payload: {n: 1}",
                "- assert_order: [init.done,",
                "- note: 'it''s",
                "- note: \"a \\\" b",
                "- note: \"a \\",
                "- http: {\n  path: /x",
                "- invoke: {payload: {n: '}'}",
                "- invoke: {payload: it's # }",
                "- invoke: {payload: a#}, x: {",
                "- invoke: {payload: ${call.payload}",
                "- invoke: {payload: 'a ${call.payload",
                "- invoke: {\"n\":\"1",
            })
    void a_bracket_or_quote_without_its_end_is_open(String text) {
        assertThat(TypedText.of(text).isOpen()).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "- invoke:",
                "- invoke: {payload: {n: 1}}",
                "- note: it's \"quoted\" inside",
                "- note: a { b [ c",
                "- note: a # {",
                "# '",
                "- note: ${call.payload",
                "- note: 'a ${call.payload}'",
                "- note: 'it''s'",
                "- note: \"a \\\" b\"",
                "- invoke: {payload: ${call.payload}}",
                "- invoke: {payload: it's}",
                "- invoke: {payload: '{['}",
                "- note: first\n    'second",
                "- note: |\n    {\n    '\n",
                "- note: >-\n    {",
                "}}]",
                "- invoke: {payload: [}",
                "- invoke: {payload: [1}",
            })
    void what_is_complete_or_may_be_is_not_open(String text) {
        assertThat(TypedText.of(text).isOpen()).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- note: |\n    {\n  as: 'x", "- note: a\n    b: {", "- note: a # b\n    'c"})
    void what_follows_a_text_of_several_lines_counts(String text) {
        assertThat(TypedText.of(text).isOpen()).as(text).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void what_yaml_reads_is_not_open(long seed) {
        var random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 3000; round++) {
            var text = TypedSamples.mutated(random);
            if (isYaml(text)) {
                read++;
                assertThat(TypedText.of(text).isOpen()).as(text).isFalse();
            }
        }
        // else the mutations are too wild to show anything
        assertThat(read).isGreaterThan(300);
    }

    private static boolean isYaml(String text) {
        try {
            ScenarioText.read(new Source("a.yaml", text));
            return true;
        } catch (ScenarioException refused) {
            // most mutations are no YAML
            return false;
        }
    }
}
