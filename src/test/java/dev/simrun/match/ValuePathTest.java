package dev.simrun.match;

import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ValuePathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a",
                "a.b[0]['odd key']",
                "env.API_KEY",
                "matrix.wrong-method",
                "a[0][12].b",
                "['odd key'].b",
                "a['it''s'].b",
                "a['']",
                "a['x.y[0]']",
                "é.ü",
            })
    void path_reads_and_writes_back(String text) {
        assertThat(ValuePath.parse(text).map(ValuePath::toString)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".a",
                "a.",
                "a..b",
                "a b",
                "a[",
                "a[]",
                "a[x]",
                "a[-1]",
                "a[01]",
                "a]",
                "a['b]",
                "a[\"b\"]",
                "a[*]",
                "a.*",
                "a['b']c",
                "a[0]b",
                "$",
                "${a}",
                "a.[0]",
                "a[9999999999]",
                "a['b'",
                "a'b'",
                " a"
            })
    void other_text_is_no_path(String text) {
        assertThat(ValuePath.parse(text)).isEmpty();
    }

    @Test
    void steps_are_the_bare_keys() {
        assertThat(ValuePath.parse("a.b[0]['it''s']").orElseThrow().steps()).containsExactly("a", "b", "0", "it's");
    }

    @Test
    void value_is_found() {
        var root = tree("{a: {b: [{'odd key': 7}], n: null, '0': 'zero'}}");

        assertThat(find("a.b[0]['odd key']", root)).isEqualTo("7");
        assertThat(find("a.n", root)).isEqualTo("null");
        assertThat(find("a[0]", root)).isEqualTo("\"zero\"");
        for (var nowhere : List.of("x", "a.b[1]", "a.b.c", "a.n.x", "a.b[0].x", "a['b'][0][0]")) {
            assertThat(ValuePath.parse(nowhere).orElseThrow().find(root)).isEmpty();
        }
    }

    private static String find(String path, JsonNode root) {
        return ValuePath.parse(path).orElseThrow().find(root).map(Show::of).orElse("nowhere");
    }

    @Test
    void root_is_the_empty_path() {
        assertThat(new ValuePath(List.of()).toString()).isEmpty();
        assertThat(new ValuePath(List.of()).find(tree("5"))).contains(tree("5"));
    }

    @Test
    void too_many_steps_are_no_path() {
        assertThat(ValuePath.parse("a" + ".a".repeat(99))).isPresent();
        assertThat(ValuePath.parse("a" + ".a".repeat(100))).isEmpty();
        assertThat(ValuePath.parse("['" + "''".repeat(100_000))).isEmpty();
        assertThat(ValuePath.parse("['" + "''".repeat(100_000) + "']")).isPresent();
    }
}
