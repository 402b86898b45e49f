package dev.simrun.match;

import static dev.simrun.match.Trees.mismatch;
import static dev.simrun.match.Trees.nothing;
import static dev.simrun.match.Trees.test;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What matchers make of a key that is not there. */
class AbsentKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a: {$type: 'null'}}",
                "{a: {$regex: 'x'}}",
                "{a: {$contains: 'x'}}",
                "{a: {$absent: false}}",
                "{a: {$any: true}}",
                "{a: {$json: 1}}",
                "{a: {$lt: 1}}",
                "{a: {$length: 0}}",
                "{a: {$size: 0}}",
                "{a: {$each: 1}}",
                "{a: {$unordered: []}}",
                "{a: {$one_of: [1]}}",
                "{a: {$not: {$absent: true}}}",
                "{a: {$exact: {}}}",
                "{a: {b: {$absent: true}}}",
            })
    void operator_on_a_missing_key_finds_nothing(String expected) {
        assertThat(mismatch(expected, "{}"))
                .extracting(Mismatch::actual, Mismatch::actualPath)
                .containsExactly("nothing", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{a: {$not: 5}}", "{a: {$not: {$not: 5}}}", "{a: {$exact: {$not: {b: 1}}}}"})
    void absent_key_does_not_meet_a_negation_that_does_not_name_absence(String expected) {
        assertThat(mismatch(expected, "{aa: 6}"))
                .extracting(Mismatch::actualPath, Mismatch::actual, Mismatch::reason)
                .containsExactly("a", "nothing", "an absent key meets only a $not that names $absent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {$not: {b: {$absent: true}}}}",
                "{a: {$not: [{b: {$absent: true}}]}}",
                "{a: {$not: {$unordered: [{b: {$absent: true}}]}}}",
                "{a: {$not: {$contains: {b: {$absent: true}}}}}",
                "{a: {$not: {$each: {b: {$absent: true}}}}}",
                "{a: {$not: {$json: {b: {$absent: true}}}}}",
                "{a: {$not: {$one_of: [5, {b: {$absent: true}}]}}}",
                "{a: {$not: {$exact: {b: {$absent: true}}}}}",
                "{a: {$not: {$not: {b: {$absent: false}}}}}",
            })
    void absent_key_meets_a_negation_that_names_absence_at_any_depth(String expected) {
        assertThat(test(expected, "{}").stream().map(Mismatch::reason))
                .doesNotContain("an absent key meets only a $not that names $absent");
    }

    @Test
    void absent_key_that_exists_is_shown() {
        assertThat(mismatch("{a: {$absent: true}}", "{a: null}"))
                .isEqualTo(new Mismatch(List.of("a", "$absent"), "a", "nothing", "null", ""));
    }

    @Test
    void absent_at_the_root_stands_for_nothing() {
        assertThat(test("{$absent: true}", nothing())).isEmpty();
        assertThat(test("{$any: true}", nothing())).hasSize(1);
        assertThat(test("{}", nothing())).hasSize(1);
    }
}
