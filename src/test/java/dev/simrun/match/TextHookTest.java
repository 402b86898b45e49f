package dev.simrun.match;

import static dev.simrun.match.Trees.milliseconds;
import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextHookTest {
    private static final Map<String, JsonNode> VALUES = Map.of(
            "${map}", tree("{$lt: 5, a: [1]}"),
            "${list}", tree("[1, {$any: true}]"),
            "${text}", tree("'b'"),
            "${number}", tree("2"),
            "${true}", tree("true"),
            "${took}", milliseconds(500),
            "${empty}", tree("[]"));

    private static Matcher parse(String expected) {
        return Matcher.parse(tree(expected), text -> Optional.ofNullable(VALUES.get(text)));
    }

    @Test
    void hook_sees_every_text_whole_and_once_and_no_keys() {
        var asked = new ArrayList<String>();
        Matcher.parse(
                tree("{k: 'a b', l: ['c', 5, null], m: {$regex: 'd'}, n: {$lt: '1s'},"
                        + " o: {$contains: 'e'}, p: {$one_of: ['f', {$not: 'g'}]},"
                        + " q: {$type: 'list'}, r: {$unordered: ['h']}, s: {$size: '1B'}}"),
                text -> {
                    asked.add(text);
                    return Optional.empty();
                });

        assertThat(asked).containsExactly("a b", "c", "d", "1s", "e", "f", "g", "list", "h", "1B");
    }

    @Test
    void given_value_is_literal_and_a_subset() {
        var matcher = parse("{x: '${map}'}");

        assertThat(matcher.test(tree("{x: {$lt: 5, a: [1], more: 1}}"))).isEmpty();
        assertThat(matcher.test(tree("{x: 4}"))).hasSize(1);
    }

    @Test
    void path_stops_where_the_written_tree_does() {
        assertThat(parse("{x: '${map}'}").test(tree("{x: {$lt: 5, a: [2]}}")))
                .containsExactly(new Mismatch(List.of("x"), "x.a[0]", "1", "2", ""));
        assertThat(parse("{$unordered: '${list}'}").test(tree("[1, 2]")))
                .containsExactly(new Mismatch(List.of("$unordered"), "[1]", "{\"$any\":true}", "2", ""));
    }

    @Test
    void given_value_under_exact_allows_no_other_keys() {
        assertThat(parse("{$exact: '${map}'}").test(tree("{$lt: 5, a: [1], more: 1}")))
                .extracting(Mismatch::actualPath)
                .containsExactly("more");
    }

    @Test
    void operands_are_given_too() {
        assertThat(parse("{$lt: '${took}'}").test(milliseconds(499))).isEmpty();
        assertThat(parse("{$lt: '${took}'}").test(milliseconds(812)))
                .containsExactly(new Mismatch(
                        List.of("$lt"), "", "less than 500ms", "812ms", "", Optional.of(Duration.ofMillis(500))));
        assertThat(parse("'${took}'").test(milliseconds(500))).isEmpty();
        assertThat(parse("{$regex: '${text}'}").test(tree("'abc'"))).isEmpty();
        assertThat(parse("{$contains: '${text}'}").test(tree("'abc'"))).isEmpty();
        assertThat(parse("{$length: '${number}'}").test(tree("'ab'"))).isEmpty();
        assertThat(parse("{a: {$absent: '${true}'}}").test(tree("{}"))).isEmpty();
        assertThat(parse("{$one_of: '${list}'}").test(tree("1"))).isEmpty();
        assertThat(parse("{$one_of: '${list}'}").test(tree("7"))).hasSize(1);
    }

    @Test
    void given_operand_of_the_wrong_kind_is_malformed() {
        for (var expected : List.of(
                "{$lt: '${list}'}",
                "{$regex: '${number}'}",
                "{$one_of: '${empty}'}",
                "{$absent: '${number}'}",
                "{$length: '${map}'}",
                "{$unordered: '${map}'}")) {
            assertThatThrownBy(() -> parse(expected)).as(expected).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void header_names_of_a_given_mapping_compare_without_case() {
        assertThat(parse("'${map}'").ignoringKeyCase().test(tree("{$LT: 5, A: [1]}")))
                .isEmpty();
    }
}
