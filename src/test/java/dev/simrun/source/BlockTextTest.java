package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BlockTextTest {
    private static List<String> lines(String yaml, int depth) {
        return BlockText.lines(ScenarioText.read(new Source("x", yaml)).toJson(), depth, 40);
    }

    @Test
    void what_is_short_stands_in_a_line_and_all_else_below_its_key() {
        assertThat(lines("{invoke: {payload: {n: 1}}, as: first}", 1))
                .containsExactly("invoke: {payload: {n: 1}}", "as: first");
        assertThat(lines("{runtime: {command: [bash, run.sh]}, extensions: {audit: {}}, steps: []}", 2))
                .containsExactly("runtime:", "  command: [bash, run.sh]", "extensions:", "  audit: {}", "steps: []");
        assertThat(lines(
                        "invoke: {payload: {names: [a long one, another long one], n: 1}, timeout: 4s, more: [1, {a:"
                                + " b}]}",
                        1))
                .containsExactly(
                        "invoke:",
                        "  payload:",
                        "    names: [a long one, another long one]",
                        "    n: 1",
                        "  timeout: 4s",
                        "  more: [1, {a: b}]");
        assertThat(lines("list: [{name: a long name, other: another}, [], 'x y', {a: b}]", 1))
                .containsExactly("list:", "  - {name: a long name, other: another}", "  - []", "  - x y", "  - {a: b}");
        assertThat(lines("list: [{name: a longer name, other: another long name}]", 1))
                .containsExactly("list:", "  - name: a longer name", "    other: another long name");
    }

    @Test
    void a_text_of_lines_stands_below_a_bar() {
        assertThat(lines("command: [bash, -c, \"while true; do\\n  sleep 1\\n\\ndone\\n\"]", 1))
                .containsExactly(
                        "command:",
                        "  - bash",
                        "  - -c",
                        "  - |",
                        "    while true; do",
                        "      sleep 1",
                        "",
                        "    done");
        assertThat(lines("note: \"a\\nb\"", 1)).containsExactly("note: |-", "  a", "  b");
        assertThat(lines("note: {text: \"a\\nb\"}", 1)).containsExactly("note:", "  text: |-", "    a", "    b");
    }

    /** Whatever it looks like, it is the same when it is read again. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "5",
                "true",
                "null",
                "~",
                "",
                "yes",
                "a: b",
                "a #b",
                "#a",
                "- a",
                "-",
                "it's",
                "\"",
                "'",
                "a, b",
                "[a",
                "{",
                "${first.payload}",
                "a\tb",
                " a",
                "a ",
                "\n",
                "a\n\n",
                "\na\nb",
                " a\nb",
                "a\n b \nc",
                "2s",
                "$any",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "?",
                "? a",
                ":",
                "é",
                "\u0085",
                "0x1F",
                "1e3",
                ".inf",
                "a\r\nb",
                "://x"
            })
    void a_text_stays_what_it_is(String text) {
        var mapping = JsonMapper.shared().createObjectNode();
        mapping.put("value", text).put(text.isBlank() ? "key" : text, 1);
        mapping.putArray("list").add(text).addObject().put("in", text);
        var written = String.join("\n", BlockText.lines(mapping, 1, 40)) + "\n";
        assertThat(ScenarioText.read(new Source("x", written)).toJson())
                .as(written)
                .hasToString(mapping.toString());
    }

    @Test
    void numbers_and_words_are_written_as_such() {
        assertThat(lines("{a: 1, b: 9.99, c: true, d: null, e: '1', f: -0.5}", 1))
                .containsExactly("a: 1", "b: 9.99", "c: true", "d: null", "e: '1'", "f: -0.5");
    }
}
