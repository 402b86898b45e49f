package dev.simrun.match;

import static dev.simrun.match.Trees.bytes;
import static dev.simrun.match.Trees.mapping;
import static dev.simrun.match.Trees.milliseconds;
import static dev.simrun.match.Trees.mismatch;
import static dev.simrun.match.Trees.nothing;
import static dev.simrun.match.Trees.test;
import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainMatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.0",
                "1.50 | 1.5",
                "100 | 1e2",
                "9007199254740993 | 9007199254740993",
                "'a' | 'a'",
                "true | true",
                "null | null",
                "{} | {a: 1}",
                "{a: 1} | {b: 2, a: 1}",
                "{a: {b: 1}} | {a: {b: 1, c: 2}, d: 3}",
                "[] | []",
                "[1, {a: 1}] | [1, {a: 1, b: 2}]",
                "'256KiB' | 262144",
                "{$$lt: 1} | {$lt: 1}",
                "{$$$x: 1} | {$$x: 1}",
                "{$$a: 1, b: 2} | {$a: 1, b: 2}",
                "'2026-01-31T12:00:00Z' | '2026-01-31T12:00:00.000Z'",
                "'2026-01-31T12:00:00Z' | '2026-01-31T13:00:00+01:00'",
            })
    void plain_value_matches(String expected, String actual) {
        assertThat(test(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'5' | 5",
                "5 | '5'",
                "1 | true",
                "'true' | true",
                "null | 0",
                "null | 'null'",
                "1 | 1.0000001",
                "9007199254740993 | 9007199254740992",
                "'a' | 'A'",
                "{} | []",
                "{} | null",
                "[] | {}",
                "[] | [1]",
                "[1, 2] | [2, 1]",
                "'500ms' | '0.5s'",
                "'256KiB' | 262145",
                "'256KiB' | '0.25MiB'",
                "'2026-01-31T12:00:00Z' | '2026-01-31T12:00:01Z'",
                "'2026-01-31' | '2026-01-31T00:00:00Z'",
            })
    void plain_value_does_not_match(String expected, String actual) {
        assertThat(test(expected, actual)).isNotEmpty();
    }

    @Test
    void missing_key_is_nothing() {
        assertThat(mismatch("{a: {b: 1}}", "{a: {}}"))
                .isEqualTo(new Mismatch(List.of("a", "b"), "a.b", "1", "nothing", ""));
        assertThat(mismatch("{a: {b: 1}}", "{}"))
                .isEqualTo(new Mismatch(List.of("a"), "a", "{\"b\":1}", "nothing", ""));
        assertThat(mismatch("{a: null}", "{}").actual()).isEqualTo("nothing");
    }

    @Test
    void all_mismatches_come_in_the_order_of_the_expected_tree() {
        var found = test(
                "{z: 1, items: [{'odd key': 1}, 2], $$m: 'x', a: 1}",
                "{a: 0, items: [{'odd key': 0}, 3], z: 0, $m: 'y'}");

        assertThat(found)
                .extracting(Mismatch::expectedPath)
                .containsExactly(
                        List.of("z"),
                        List.of("items", "0", "odd key"),
                        List.of("items", "1"),
                        List.of("$$m"),
                        List.of("a"));
        assertThat(found)
                .extracting(Mismatch::actualPath)
                .containsExactly("z", "items[0]['odd key']", "items[1]", "['$m']", "a");
    }

    @Test
    void list_of_another_length_says_so_and_compares_what_is_there() {
        assertThat(test("{l: [1, 2, 3]}", "{l: [1, 5]}"))
                .containsExactly(
                        new Mismatch(List.of("l"), "l", "[1,2,3]", "[1,5]", ""),
                        new Mismatch(List.of("l", "1"), "l[1]", "2", "5", ""));
        assertThat(mismatch("[]", "[7]").actual()).isEqualTo("[7]");
    }

    @Test
    void duration_equals_its_literal_by_value() {
        assertThat(test("'500ms'", milliseconds(500))).isEmpty();
        assertThat(test("'0.5s'", milliseconds(500))).isEmpty();
        assertThat(mismatch("'500ms'", milliseconds(501)))
                .isEqualTo(new Mismatch(List.of(), "", "\"500ms\"", "501ms", ""));
    }

    @Test
    void duration_against_a_plain_number_needs_a_unit() {
        assertThat(mismatch("{after: 500}", mapping("after", milliseconds(500))).reason())
                .isEqualTo("a duration needs a unit, such as 500ms");
        assertThat(mismatch("{$lt: 500}", milliseconds(1)).reason())
                .isEqualTo("a duration needs a unit, such as 500ms");
    }

    @Test
    void raw_bytes_are_shown_by_their_number_and_equal_only_bytes() {
        assertThat(mismatch("'AAA='", bytes(2)).actual()).isEqualTo("2 bytes");
        assertThat(Matcher.literal(bytes(2)).test(bytes(2))).isEmpty();
        assertThat(Matcher.literal(bytes(2)).test(bytes(3))).hasSize(1);
    }

    @Test
    void literal_takes_dollar_keys_as_ordinary_ones() {
        var value = tree("{$lt: 5, $$x: 1, l: [{$absent: true}]}");

        assertThat(Matcher.literal(value).test(value)).isEmpty();
        assertThat(Matcher.literal(tree("{$lt: 5}")).test(tree("{$lt: 6}")))
                .containsExactly(new Mismatch(List.of("$lt"), "['$lt']", "5", "6", ""));
        assertThat(Matcher.literal(tree("{$lt: 5}")).test(tree("4"))).hasSize(1);
    }

    @Test
    void literal_nothing_matches_only_nothing() {
        assertThat(Matcher.literal(nothing()).test(nothing())).isEmpty();
        assertThat(Matcher.literal(nothing()).test(tree("null"))).hasSize(1);
    }

    @Test
    void only_outermost_keys_compare_without_case() {
        var matcher =
                Matcher.parse(tree("{'Content-Type': 'x', Deep: {Key: 1}}")).ignoringKeyCase();

        assertThat(matcher.test(tree("{'content-TYPE': 'x', deep: {Key: 1}}"))).isEmpty();
        assertThat(matcher.test(tree("{'content-type': 'X', deep: {Key: 1}}")))
                .containsExactly(new Mismatch(List.of("Content-Type"), "content-type", "\"x\"", "\"X\"", ""));
        assertThat(matcher.test(tree("{'content-type': 'x', deep: {key: 1}}"))).hasSize(1);
    }

    @Test
    void keys_compare_without_case_inside_operators_on_the_same_mapping() {
        for (var expected : List.of("{$exact: {A: 1}}", "{$one_of: [{A: 1}]}", "{$not: {$not: {A: 1}}}")) {
            var matcher = Matcher.parse(tree(expected));
            assertThat(matcher.ignoringKeyCase().test(tree("{a: 1}"))).isEmpty();
            assertThat(matcher.test(tree("{a: 1}"))).isNotEmpty();
        }
        assertThat(Matcher.parse(tree("{a: {$absent: true}}")).ignoringKeyCase().test(tree("{A: 1}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | 5",
                "[{A: 1}] | [{A: 1}]",
                "{$type: 'mapping'} | {a: 1}",
                "{$regex: 'A'} | 'A'",
                "{$absent: false} | {a: 1}",
                "{$any: true} | {a: 1}",
                "{$gt: 5} | 6",
                "{$unordered: [{A: 1}]} | [{A: 1}]",
                "{$each: {A: 1}} | [{A: 1}]",
                "{$contains: {A: 1}} | [{A: 1}]",
                "{$json: {A: 1}} | '{\"A\":1}'",
                "{$length: 1} | {a: 1}",
                "{$size: 7} | {a: 1}",
            })
    void matchers_that_look_at_no_key_of_it_stay_as_they_are(String expected, String actual) {
        var matcher = Matcher.parse(tree(expected));

        assertThat(matcher.ignoringKeyCase()).isEqualTo(matcher);
        assertThat(matcher.ignoringKeyCase().test(tree(actual))).isEmpty();
    }

    @Test
    void key_in_the_very_case_wins() {
        var matcher = Matcher.parse(tree("{a: 2}")).ignoringKeyCase();

        assertThat(matcher.test(tree("{A: 1, a: 2}"))).isEmpty();
    }

    @Test
    void number_of_mismatches_is_limited() {
        var actual = tree("[" + "1,".repeat(5000) + "1]");

        assertThat(test("{$each: 2}", actual)).hasSize(Comparison.MAX_MISMATCHES);
    }

    @Test
    void long_values_are_cut() {
        var found = mismatch("'" + "a".repeat(500) + "'", "'" + "b".repeat(500) + "'");

        assertThat(found.expected()).hasSize(Show.LIMIT).endsWith("a…");
        assertThat(found.actual()).hasSize(Show.LIMIT).endsWith("b…");
    }
}
