package dev.simrun.match;

import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMatcherTest {
    private static List<Malformed> problems(String expected) {
        var thrown = catchThrowableOfType(MalformedException.class, () -> Matcher.parse(tree(expected)));
        assertThat(thrown).as(expected).isNotNull();
        return thrown.problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{a: {$absent: true}}]",
                "{$contains: {a: {$absent: true}}}",
                "{a: {$not: {$absent: true}}}",
                "{a: {$exact: {$one_of: [{$absent: true}, 5]}}}",
                "{$absent: true}",
                "{a: {$absent: false, $gt: 1}}"
            })
    void absence_of_a_key_can_be_demanded_at_any_depth(String expected) {
        assertThatCode(() -> Matcher.parse(tree(expected))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{$absent: true}]",
                "{a: [{$absent: true}]}",
                "{$unordered: [{$absent: true}]}",
                "{$contains: {$absent: true}}",
                "{$each: {$absent: true}}",
                "{a: {$json: {$absent: true}}}",
                "{a: {$length: {$absent: true}}}",
                "{a: {$size: {$not: {$absent: true}}}}",
                "{a: {$exact: [{$absent: true}]}}",
                "{a: {$not: [{$absent: true}]}}",
                "{a: {$one_of: [1, [{$absent: true}]]}}",
                "[{$one_of: [1, {$absent: true}]}]",
                "[{$not: {$absent: true}}]",
                "[{$exact: {$absent: true}}]"
            })
    void absence_of_what_is_always_there_can_not_be_demanded(String expected) {
        assertThat(problems(expected))
                .extracting(Malformed::message)
                .containsExactly("$absent: true can't hold here: there always is a value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$regex: 5} | $regex takes a pattern as text, not 5",
                "{$regex: '('} | not a regular expression: Unclosed group at position 1",
                "{$regex: '*'} | not a regular expression: Dangling meta character '*' at position" + " 1",
                "{$type: 'text'} | \"text\" is not a type",
                "{$type: 5} | 5 is not a type",
                "{$absent: 1} | $absent takes true or false, not 1",
                "{$any: false} | $any takes true, not false",
                "{$lt: {a: 1}} | {\"a\":1} is not a number, duration, size or timestamp",
                "{$lt: 'soon'} | \"soon\" is not a number, duration, size or timestamp",
                "{$gt: '5'} | \"5\" is not a number, duration, size or timestamp",
                "{$gte: null} | null is not a number, duration, size or timestamp",
                "{$lte: true} | true is not a number, duration, size or timestamp",
                "{$length: 'a'} | $length takes a whole number or operators, not \"a\"",
                "{$length: -1} | $length takes a whole number or operators, not -1",
                "{$length: 1.5} | $length takes a whole number or operators, not 1.5",
                "{$length: {a: 1}} | $length takes a whole number or operators, not {\"a\":1}",
                "{$length: '1KiB'} | $length takes a whole number or operators, not \"1KiB\"",
                "{$size: '1s'} | $size takes a whole number, a size such as 256KiB or operators," + " not \"1s\"",
                "{$unordered: 1} | $unordered takes a list of at most 1000 elements, not 1",
                "{$one_of: []} | $one_of takes a list of at least one alternative, not []",
                "{$one_of: 1} | $one_of takes a list of at least one alternative, not 1",
                "{$lt: 1, a: 2} | operator \"$lt\" beside plain keys",
                "{$lt: 1, $$a: 2} | operator \"$lt\" beside plain keys",
                "{$ref: 1, a: 2} | operator \"$ref\" beside plain keys",
                "{$each: null} | $each takes a matcher, not null",
                "{$length: null} | $length takes a whole number or operators, not null",
                "[{$absent: true}] | $absent: true can't hold here: there always is a value",
                "{$contains: {$absent: true}} | $absent: true can't hold here: there always is a" + " value",
                "{a: {$each: {$not: {$absent: true}}}} | $absent: true can't hold here: there" + " always is a value",
                "{$json: {$absent: true}} | $absent: true can't hold here: there always is a value",
                "{a: {$absent: true, $gt: 1}} | $absent: true can't hold beside another operator",
                "{$: 1} | unknown operator \"$\"",
            })
    void malformed_operand_is_named(String expected, String message) {
        assertThat(problems(expected)).extracting(Malformed::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({"$regx, $regex", "$lenght, $length", "$contain, $contains", "$oneof, $one_of", "$ls, $lt", "$Not, $not"
    })
    void mistyped_operator_gets_a_suggestion(String wrong, String right) {
        var problem = problems("{a: {" + wrong + ": 1}}").getFirst();

        assertThat(problem.path()).containsExactly("a", wrong);
        assertThat(problem.suggestion()).contains(right);
        assertThat(problem.notes()).isEmpty();
    }

    @Test
    void far_off_word_gets_the_list_but_no_suggestion() {
        var problem = problems("{$everything: 1}").getFirst();

        assertThat(problem.suggestion()).isEmpty();
        assertThat(problem.notes()).contains("\"$$everything\" is the plain key \"$everything\"");
    }

    @Test
    void mistyped_type_gets_a_suggestion_and_the_list() {
        assertThat(problems("{$type: 'sting'}"))
                .containsExactly(new Malformed(
                        List.of("$type"),
                        false,
                        "\"sting\" is not a type",
                        Optional.of("string"),
                        List.of("types: string, number, integer, boolean, null, list," + " mapping")));
    }

    @Test
    void all_places_are_reported_in_order() {
        assertThat(problems(
                        "{a: {$lt: 'x'}, b: [1, {$bad: 1}], c: {$not: {$one_of: []}}," + " d: {$gt: 1, e: {$any: 0}}}"))
                .extracting(Malformed::path)
                .containsExactly(
                        List.of("a", "$lt"),
                        List.of("b", "1", "$bad"),
                        List.of("c", "$not", "$one_of"),
                        List.of("d", "$gt"),
                        List.of("d", "e", "$any"));
    }

    @Test
    void too_many_unordered_elements_are_refused() {
        assertThat(problems("{$unordered: [" + "1,".repeat(1000) + "1]}")).hasSize(1);
        assertThatCode(() -> Matcher.parse(tree("{$unordered: [" + "1,".repeat(999) + "1]}")))
                .doesNotThrowAnyException();
    }

    @Test
    void empty_mapping_is_no_operator_set() {
        assertThat(Matcher.parse(tree("{}"))).isInstanceOf(Matcher.Mapping.class);
    }
}
