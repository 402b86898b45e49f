package dev.simrun.match;

import static dev.simrun.match.Trees.bytes;
import static dev.simrun.match.Trees.mapping;
import static dev.simrun.match.Trees.milliseconds;
import static dev.simrun.match.Trees.mismatch;
import static dev.simrun.match.Trees.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.POJONode;

class OperatorMatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$exact: {a: {b: 1}}} | {a: {b: 1}}",
                "{$exact: {a: {$absent: true}, b: 1}} | {b: 1}",
                "{$exact: []} | []",
                "{$type: 'string'} | 'x'",
                "{$type: 'number'} | 1.5",
                "{$type: 'integer'} | 10",
                "{$type: 'integer'} | 1.0",
                "{$type: 'boolean'} | false",
                "{$type: 'null'} | null",
                "{$type: 'list'} | []",
                "{$type: 'mapping'} | {}",
                "{$regex: 'b.d'} | 'abcde'",
                "{$regex: '^a'} | 'abc'",
                "{$contains: 'b'} | 'abc'",
                "{$contains: 2} | [1, 2]",
                "{$contains: {a: 1}} | [0, {a: 1, b: 2}]",
                "{a: {$absent: true}} | {}",
                "{a: {$absent: false}} | {a: null}",
                "{a: {$any: true}} | {a: null}",
                "{$json: {a: 1}} | '{\"a\": 1, \"b\": 2}'",
                "{$gt: 1} | 2",
                "{$gte: 2} | 2.0",
                "{$lt: 1e3} | 999",
                "{$lte: '1KiB'} | 1024",
                "{$gt: '2026-01-31T12:00:00Z'} | '2026-01-31T12:00:00.001Z'",
                "{$gt: 1, $lt: 3} | 2",
                "{$length: 2} | 'ab'",
                "{$length: 1} | '\uD83D\uDE00'",
                "{$length: 2} | [0, 0]",
                "{$length: {$gte: 1}} | {a: 1}",
                "{$each: {$gt: 0}} | [1, 2]",
                "{$unordered: [1, 2]} | [2, 1]",
                "{$unordered: []} | []",
                "{$unordered: [{$any: true}, 1]} | [1, 2]",
                "{$unordered: [{$gt: 0}, {$gt: 5}, {$gt: 3}]} | [4, 9, 1]",
                "{$not: 5} | 6",
                "{a: {$not: {$absent: false}}} | {}",
                "{a: {$not: {$one_of: [{$absent: false}, 5]}}} | {}",
                "{a: {$type: null}} | {a: null}",
                "{a: {$not: {$absent: true}}} | {a: 5}",
                "{$one_of: [1, 2]} | 2",
                "{a: {$one_of: [{$absent: true}, 5]}} | {}",
                "{a: {$one_of: [{$absent: true}, 5]}} | {a: 5}",
                "{$size: 2} | 'é'",
                "{$size: 7} | {a: 1}",
                "{$size: {$lt: '1KiB'}} | [1, 2]",
                "{$size: '2B'} | {}",
            })
    void operator_holds(String expected, String actual) {
        assertThat(test(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$type: 'string'} | 1 | $type | type string | 1",
                "{$type: 'number'} | '1' | $type | type number | \"1\"",
                "{$type: 'integer'} | 1.5 | $type | type integer | 1.5",
                "{$type: 'mapping'} | [] | $type | type mapping | []",
                "{$regex: '^b'} | 'ab' | $regex | text that matches ^b | \"ab\"",
                "{$regex: '1'} | 1 | $regex | text that matches 1 | 1",
                "{$contains: 'x'} | 'ab' | $contains | something that contains \"x\" | \"ab\"",
                "{$contains: 3} | [1] | $contains | something that contains 3 | [1]",
                "{$contains: {$not: {a: {$absent: true}}}} | [{}] | $contains | something that contains not "
                        + "{\"a\":nothing} | [{}]",
                "{$contains: 3} | '3' | $contains | something that contains 3 | \"3\"",
                "{$contains: 'a'} | {a: 1} | $contains | something that contains \"a\" | {\"a\":1}",
                "{$gt: 1} | 1 | $gt | more than 1 | 1",
                "{$gte: 2} | 1.9 | $gte | at least 2 | 1.9",
                "{$lt: 1} | 1 | $lt | less than 1 | 1",
                "{$lte: '1KiB'} | 1025 | $lte | at most 1KiB | 1025",
                "{$lt: 1} | '0' | $lt | less than 1 | \"0\"",
                "{$lt: 1} | null | $lt | less than 1 | null",
                "{$length: 3} | 'ab' | $length | length 3 | length 2",
                "{$length: 3} | 3 | $length | length 3 | 3",
                "{$size: 3} | 'é' | $size | size 3 | size 2",
                "{$size: '1KiB'} | 'é' | $size | size 1KiB | size 2",
                "{$each: 1} | {} | $each | a list, each element 1 | {}",
                "{$each: 1} | [] | $each | a list, each element 1 | []",
                "{$unordered: [1]} | 1 | $unordered | in any order [1] | 1",
                "{$not: 5} | 5 | $not | not 5 | 5",
                "{$one_of: [1, 'a']} | 2 | $one_of | one of: 1, \"a\" | 2",
                "{$json: {a: 1}} | {a: 1} | $json | JSON text of {\"a\":1} | {\"a\":1}",
            })
    void operator_does_not_hold(String expected, String actual, String path, String shown, String found) {
        assertThat(mismatch(expected, actual))
                .usingRecursiveComparison()
                .ignoringFields("reason")
                .isEqualTo(new Mismatch(List.of(path), "", shown, found, ""));
    }

    @Test
    void duration_is_compared_by_value() {
        assertThat(mismatch("{$lt: '500ms'}", milliseconds(812)))
                .isEqualTo(new Mismatch(
                        List.of("$lt"), "", "less than 500ms", "812ms", "", Optional.of(Duration.ofMillis(500))));
        assertThat(test("{$gte: '400ms', $lt: '0.9s'}", milliseconds(400))).isEmpty();
        assertThat(mismatch("{$lt: '500ms'}", "400").reason()).isEqualTo("a duration can't be compared with a number");
        assertThat(mismatch("{$lt: '2026-01-31T12:00:00Z'}", milliseconds(1)).reason())
                .isEqualTo("a timestamp can't be compared with a duration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$lt: '2s'} | 2000400000 | less than 2s | 2.0004s",
                "{$lte: '2s'} | 2000000001 | at most 2s | 2.000000001s",
                "'2s' | 2000400000 | \"2s\" | 2.0004s",
                "{$lt: '1ms'} | 1000100 | less than 1ms | 1.0001ms",
                "{$lt: '1s'} | 2000400000 | less than 1s | 2s",
            })
    void duration_that_would_look_like_the_expected_one_is_exact(
            String expected, long nanos, String wanted, String shown) {
        assertThat(mismatch(expected, new POJONode(Duration.ofNanos(nanos))))
                .extracting(Mismatch::expected, Mismatch::actual)
                .containsExactly(wanted, shown);
    }

    @Test
    void exact_names_every_other_key_at_any_depth() {
        assertThat(test("{$exact: {a: {b: 1}, l: [{}]}}", "{x: 0, a: {b: 2, y: 1}, l: [{z: 2}]}"))
                .extracting(Mismatch::expectedPath, Mismatch::actualPath, Mismatch::expected)
                .containsExactly(
                        tuple(List.of("$exact", "a", "b"), "a.b", "1"),
                        tuple(List.of("$exact", "a"), "a.y", "nothing"),
                        tuple(List.of("$exact", "l", "0"), "l[0].z", "nothing"),
                        tuple(List.of("$exact"), "x", "nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$exact: {$each: {a: 1}}} | [{a: 1, b: 2}]",
                "{$exact: {$contains: {a: 1}}} | [{a: 1, b: 2}]",
                "{$exact: {$one_of: [{a: 1}]}} | {a: 1, b: 2}",
                "{$exact: {$unordered: [{a: 1}]}} | [{a: 1, b: 2}]",
                "{$exact: {$json: {}}} | '{\"b\": 2}'",
            })
    void exact_reaches_through_operators(String expected, String actual) {
        assertThat(test(expected, actual)).isNotEmpty();
    }

    @Test
    void each_element_has_its_place() {
        assertThat(test("{l: {$each: {a: 1}}}", "{l: [{a: 1}, {a: 2}, 3]}"))
                .containsExactly(
                        new Mismatch(List.of("l", "$each", "a"), "l[1].a", "1", "2", ""),
                        new Mismatch(List.of("l", "$each"), "l[2]", "{\"a\":1}", "3", ""));
    }

    @Test
    void unordered_names_what_is_left_over() {
        assertThat(test("{$unordered: ['a', 'b', 'c']}", "['c', 'x', 'a']"))
                .containsExactly(new Mismatch(List.of("$unordered", "1"), "[1]", "\"b\"", "\"x\"", ""));
        assertThat(test("{$unordered: ['a', 'b']}", "['b']"))
                .containsExactly(
                        new Mismatch(List.of("$unordered"), "", "2 elements", "1 element", ""),
                        new Mismatch(List.of("$unordered", "0"), "", "\"a\"", "nothing", ""));
        assertThat(test("{$unordered: ['a']}", "['a', 'z', 3]"))
                .containsExactly(
                        new Mismatch(List.of("$unordered"), "", "1 element", "3 elements", "not expected: \"z\", 3"));
    }

    @Test
    void duplicates_count_when_unordered() {
        assertThat(test("{$unordered: [1, 1, 2]}", "[1, 2, 1]")).isEmpty();
        assertThat(test("{$unordered: [1, 1, 2]}", "[1, 2, 2]")).isNotEmpty();
        var thousand = "[" + "1,".repeat(999) + "1]";
        assertThat(test("{$unordered: " + thousand + "}", thousand)).isEmpty();
    }

    @Test
    void json_says_where_inside_the_text() {
        assertThat(mismatch("{line: {$json: {a: [1]}}}", "{line: '{\"a\":[2]}'}"))
                .isEqualTo(new Mismatch(List.of("line", "$json", "a", "0"), "line.a[0]", "1", "2", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'{'", "''", "'{} {}'", "' '", "'x'"})
    void text_that_is_no_json_says_so(String actual) {
        assertThat(mismatch("{$json: {}}", actual).reason()).isEqualTo("not JSON");
    }

    @Test
    void inner_operators_of_a_length_keep_their_path() {
        assertThat(mismatch("{l: {$length: {$gt: 2, $lt: 9}}}", "{l: [1]}"))
                .isEqualTo(new Mismatch(List.of("l", "$length", "$gt"), "l", "length more than 2", "length 1", ""));
    }

    @Test
    void size_counts_raw_bytes_themselves() {
        assertThat(test("{$size: 5}", bytes(5))).isEmpty();
        assertThat(mismatch("{$type: 'string'}", bytes(5)).actual()).isEqualTo("5 bytes");
        assertThat(test("{$size: {$gt: 0}}", mapping("d", milliseconds(5)))).isEmpty();
    }

    @Test
    void pattern_without_end_is_a_mismatch() {
        assertThat(mismatch("{$regex: '^(.*a){20}y'}", "'" + "a".repeat(60) + "z'")
                        .reason())
                .isEqualTo("the pattern takes too many steps on this text");
        assertThat(mismatch("{$regex: '^(a|b)*c$'}", "'" + "ab".repeat(200_000) + "'")
                        .reason())
                .isEqualTo("the pattern takes too many steps on this text");
    }

    @Test
    void every_operator_of_the_table_can_be_read() {
        var yaml = new Load(LoadSettings.builder().build());
        for (var operator : Operators.all()) {
            var example = new JsonMapper().<JsonNode>valueToTree(yaml.loadFromString(operator.example()));
            assertThat(example.propertyNames()).containsExactly(operator.name());
            assertThat(Matcher.parse(example)).isInstanceOf(Matcher.All.class);
        }
        assertThat(Operators.all())
                .extracting(Operators.Operator::name)
                .hasSize(17)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$contains: {$not: 1}} | [1] | something that contains not 1 |",
                "{$each: 1} | [] | a list, each element 1 | it has no element",
                "{$each: 1} | 5 | a list, each element 1 |",
                "{$unordered: [1]} | 5 | in any order [1] |",
                "{$gt: '3s'} | 5 | more than 3s | a duration can't be compared with a number",
                "{$not: {$gt: 5, $lt: 8}} | 6 | not more than 5 and less than 8 |",
                "{$not: [1, 2]} | [1, 2] | not [1,2] |",
                "{$not: {$exact: {a: 1}}} | {a: 1} | not exactly {\"a\":1} |",
                "{$not: {$contains: 'b'}} | 'abc' | not something that contains \"b\" |",
                "{$not: {$size: '1B'}} | 'a' | not size 1B |",
                "{$not: {$size: {$lt: 5}}} | 'a' | not size less than 5 |",
                "{$not: {$length: 1}} | 'a' | not length 1 |",
                "{$not: {$json: 1}} | '1' | not JSON text of 1 |",
                "{$not: {$one_of: [1, 2]}} | 1 | not one of: 1, 2 |",
                "{$not: {$type: 'string'}} | 'a' | not type string |",
            })
    void what_was_expected_is_told_in_words(String expected, String actual, String told, String reason) {
        var mismatch = mismatch(expected, actual);
        assertThat(mismatch.expected()).isEqualTo(told);
        assertThat(mismatch.reason()).isEqualTo(reason == null ? "" : reason);
    }
}
