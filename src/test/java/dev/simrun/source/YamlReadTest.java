package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReadTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "yes          | \"yes\"",
                "off          | \"off\"",
                "2024-01-31   | \"2024-01-31\"",
                "13:00        | \"13:00\"",
                "500ms        | \"500ms\"",
                "1_000        | \"1_000\"",
                "12abc        | \"12abc\"",
                "0o9          | \"0o9\"",
                "'5'          | \"5\"",
                "\"true\"     | \"true\"",
                "http://x:80/ | \"http://x:80/\"",
                "\"\\ud83d\\ude00\" | \"😀\"",
                "True         | true",
                "false        | false",
                "null         | null",
                "''           | \"\"",
                "0x1F         | 31",
                "0o17         | 15",
                "017          | 17",
                "+12          | 12",
                "-5           | -5",
                "9223372036854775808 | 9223372036854775808",
                "2.50         | 2.50",
                ".5           | 0.5",
                "1e3          | 1E+3",
                "[1, a]       | [1,\"a\"]",
                "{b: , c: {}} | {\"b\":null,\"c\":{}}",
            })
    void values_follow_the_core_schema_of_yaml_1_2(String yaml, String json) {
        assertThat(read("a: " + yaml).toJson()).hasToString("{\"a\":" + json + "}");
    }

    @Test
    void a_tilde_and_nothing_are_null() {
        assertThat(read("a: ~\nb:\n").toJson()).hasToString("{\"a\":null,\"b\":null}");
    }

    @Test
    void keys_are_text() {
        assertThat(read("1: a\ntrue: b\n~: c\n'<<': d\n").toJson())
                .hasToString("{\"1\":\"a\",\"true\":\"b\",\"~\":\"c\",\"<<\":\"d\"}");
    }

    @Test
    void every_key_and_value_knows_its_place() {
        var text = "😀: {b: \"x y\", c: [1]}\nd:\n  - e: |\n      f\n  -  two words  # no\ng:\n";
        assertThat(places(read(text)))
                .containsExactly(
                        "1:1+1 mapping",
                        "1:1+1 key 😀",
                        "1:4+1 mapping",
                        "1:5+1 key b",
                        "1:8+5 x y quoted",
                        "1:15+1 key c",
                        "1:18+1 sequence",
                        "1:19+1 1",
                        "2:1+1 key d",
                        "3:3+1 sequence",
                        "3:5+1 mapping",
                        "3:5+1 key e",
                        "3:8+1 f quoted",
                        "5:6+9 two words",
                        "6:1+1 key g",
                        "6:3+1 ");
    }

    @Test
    void an_alias_stands_for_the_value_at_its_anchor() {
        var tree = (Node.Mapping) read("a: &x {b: 1}\nc: *x\n");
        assertThat(tree.toJson()).hasToString("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
        assertThat(tree.value("c").orElseThrow().at()).hasToString("a.yaml:1:4");
        assertThat(tree.value("d")).isEmpty();
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_are_fine() {
        assertThat(places(read("\uFEFFa: 1\r\nb: 2\r\n")))
                .containsExactly("1:1+1 mapping", "1:1+1 key a", "1:4+1 1", "2:1+1 key b", "2:4+1 2");
    }

    @Test
    void all_structural_problems_are_collected_in_order() {
        assertThat(problems("a: 1\nb: !Ref x\n<<: {c: 1}\na: 2\n? [k]\n: 3\ne: {a: 1, a: 2}\n"))
                .containsExactly(
                        "a.yaml:2:4: tags such as \"!Ref\" are not allowed",
                        "a.yaml:3:1: merge keys (\"<<\") are not allowed",
                        "a.yaml:4:1: duplicate key \"a\"",
                        "a.yaml:5:3: a key must be text, not a list or a mapping",
                        "a.yaml:7:11: duplicate key \"a\"");
    }

    @Test
    void a_duplicate_key_says_where_the_first_is() {
        assertThat(refused("b: 1\n'b': 2\n").problems().getFirst().notes())
                .containsExactly("the first one is at a.yaml:1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "!!str", "!!str 5", "!<tag:x> 5", "&x !local 5", "!t [1]", "!t {}"})
    void every_tag_is_refused(String value) {
        assertThat(problems("a: " + value))
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:")
                .contains("tags such as \"!");
    }

    @Test
    void only_the_first_thousand_problems_are_kept() {
        assertThat(problems("- !t a\n".repeat(1_500)))
                .hasSize(1_000)
                .last()
                .asString()
                .startsWith("a.yaml:1000:3: ");
    }

    @Test
    void a_second_document_is_refused() {
        assertThat(problems("--- # first\na: 1\n---\nb: 2"))
                .containsExactly("a.yaml:3:1: a second YAML document starts here");
    }

    @Test
    void a_control_character_is_named() {
        assertThat(problems("a: 1\nb: x\u0007")).containsExactly("a.yaml:2:5: the character U+0007 is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.Inf", ".nan", "1e99999999999", "1e99999999", "\"\\ud800\""})
    void what_json_can_not_hold_is_refused(String value) {
        assertThat(problems("a: " + value)).singleElement().asString().startsWith("a.yaml:1:4: ");
    }

    @Test
    void a_very_long_number_is_refused() {
        assertThat(problems("a: " + "9".repeat(1_000_000)))
                .containsExactly("a.yaml:1:4: a number of more than 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: ", "? ", "[a, {b: "})
    void nesting_without_end_is_one_sentence(String opening) {
        assertThat(problems(opening.repeat(5_000)))
                .singleElement()
                .asString()
                .endsWith(": lists and mappings are nested more than 100 deep");
    }

    @Test
    void a_hundred_levels_are_just_allowed() {
        assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(Node.Sequence.class);
        assertThatThrownBy(() -> read("[".repeat(101) + "]".repeat(101))).isInstanceOf(ScenarioException.class);
    }

    @Test
    void nesting_through_aliases_counts_too() {
        var text = new StringBuilder("a0: &a0 {}\n");
        for (int i = 1; i <= 5; i++) {
            var depth = 30;
            text.append("a%d: &a%d %s*a%d%s\n".formatted(i, i, "[".repeat(depth), i - 1, "]".repeat(depth)));
        }
        assertThat(problems(text.toString()))
                .singleElement()
                .asString()
                .endsWith(": aliases nest values more than 100 deep");
    }

    @Test
    void a_value_can_not_contain_itself() {
        assertThat(problems("a: &x [*x]")).containsExactly("a.yaml:1:4: an alias puts this value into itself");
    }

    @Test
    void fifty_aliases_are_just_allowed() {
        assertThat(read("a: &x 1\nb: [" + "*x , ".repeat(50) + "]").toJson().get("b"))
                .hasSize(50);
        assertThat(problems("a: &x 1\nb: [" + "*x , ".repeat(51) + "]"))
                .containsExactly("a.yaml:2:255: more than 50 aliases");
    }

    @Test
    void an_alias_bomb_is_one_problem() {
        var bomb = IntStream.range(1, 25)
                .mapToObj(i -> "- &a%d [*a%d , *a%d ]\n".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining("", "- &a0 [x, x]\n", ""));
        assertThat(problems(bomb))
                .containsExactly("a.yaml: the file has more than 100,000 values"
                        + " (each alias counts all that it stands for)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# only\n", "\uFEFF", "---", "%YAML 3.0\n---\na: 1"})
    void a_text_without_content_never_fails_otherwise(String text) {
        try {
            assertThat(read(text).toJson().isNull()).isTrue();
        } catch (ScenarioException e) {
            assertThat(e.problems()).singleElement().matches(each -> each.at().isWholeFile());
        }
    }

    private static Node read(String text) {
        return ScenarioText.read(new Source("a.yaml", text));
    }

    private static ScenarioException refused(String text) {
        return catchThrowableOfType(ScenarioException.class, () -> read(text));
    }

    private static List<String> problems(String text) {
        return refused(text).problems().stream().map(Problem::headline).toList();
    }

    private static List<String> places(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> List.of(at(node) + scalar.text().strip() + (scalar.quoted() ? " quoted" : ""));
            case Node.Sequence sequence -> {
                var all = new ArrayList<>(List.of(at(node) + "sequence"));
                sequence.items().forEach(item -> all.addAll(places(item)));
                yield all;
            }
            case Node.Mapping mapping -> {
                var all = new ArrayList<>(List.of(at(node) + "mapping"));
                mapping.entries().forEach(entry -> {
                    all.add(at(entry.key()) + "key " + entry.key().text());
                    all.addAll(places(entry.value()));
                });
                yield all;
            }
        };
    }

    private static String at(Node node) {
        return node.at().line() + ":" + node.at().column() + "+" + node.at().width() + " ";
    }
}
