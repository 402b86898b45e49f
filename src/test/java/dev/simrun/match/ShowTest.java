package dev.simrun.match;

import static dev.simrun.match.Trees.bytes;
import static dev.simrun.match.Trees.mapping;
import static dev.simrun.match.Trees.milliseconds;
import static dev.simrun.match.Trees.nothing;
import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ShowTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "5",
                "1.5",
                "\"a\"",
                "[]",
                "{}",
                "[1,\"b\",{\"c\":null}]",
                "{\"a\":1,\"b\":[true]}",
                "\"quote \\\" slash \\\\ line \\n tab \\t\""
            })
    void json_is_shown_on_one_line(String json) {
        assertThat(Show.of(tree(json))).isEqualTo(json);
    }

    @Test
    void other_values_are_shown_too() {
        assertThat(Show.of(milliseconds(812))).isEqualTo("812ms");
        assertThat(Show.of(mapping("after", milliseconds(1310)))).isEqualTo("{\"after\":1.31s}");
        assertThat(Show.of(bytes(3))).isEqualTo("3 bytes");
        assertThat(Show.of(bytes(1))).isEqualTo("1 byte");
        assertThat(Show.of(nothing())).isEqualTo("nothing");
    }

    @Test
    void what_could_disturb_a_terminal_is_escaped() {
        var text = JsonNodeFactory.instance.stringNode("\u001b[31m \u202e \u2028 \u0085 \ud83d x");

        assertThat(Show.of(text)).isEqualTo("\"\\u001b[31m \\u202e \\u2028 \\u0085 \\ud83d x\"");
    }

    @Test
    void long_value_is_cut_at_the_limit() {
        var text = JsonNodeFactory.instance.stringNode("a".repeat(300));

        assertThat(Show.of(text)).isEqualTo("\"" + "a".repeat(198) + "…");
        assertThat(Show.of(text, 5)).isEqualTo("\"aaa…");
        assertThat(Show.of(tree("123"), 3)).isEqualTo("123");
        assertThat(Show.of(tree("1234"), 3)).isEqualTo("12…");
        assertThat(Show.of(tree("12"), 1)).isEqualTo("…");
    }

    @Test
    void cut_never_splits_a_character() {
        var text = JsonNodeFactory.instance.stringNode("a😀😀😀");

        for (var limit = 1; limit < 10; limit++) {
            assertThat(Show.of(text, limit)
                                    .chars()
                                    .filter(c -> Character.isSurrogate((char) c))
                                    .count()
                            % 2)
                    .isZero();
            assertThat(Show.of(text, limit).length()).isLessThanOrEqualTo(limit);
        }
    }
}
