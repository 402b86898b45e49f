package dev.simrun.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
    private static final List<String> KNOWN =
            List.of("extension", "events", "kind", "invoke", "invokes", "advance", "as", "id");

    @ParameterizedTest
    @CsvSource({
        "extention, extension",
        "extnesion, extension",
        "EVENTS, events",
        "Kind, kind",
        "knid, kind",
        "invok, invoke",
        "adv, advance",
        "ext, extension",
        "sa, as",
        "exitance, ",
        "payload, ",
        "x, ",
        "inv, ",
    })
    void the_word_that_was_meant_is_found(String found, String meant) {
        assertThat(Spelling.nearest(found, KNOWN).orElse(null)).isEqualTo(meant);
        assertThat(Spelling.guess(found, KNOWN)).isEqualTo(meant == null ? "" : "; did you mean \"" + meant + "\"?");
    }

    @Test
    void words_that_are_longer_than_any_name_are_not_compared() {
        var longest = "a".repeat(200);
        assertThat(Spelling.nearest("b" + longest.substring(1), List.of(longest)))
                .contains(longest);
        assertThat(Spelling.nearest("b" + longest, List.of(longest))).isEmpty();
        assertThat(Spelling.nearest(longest.substring(1), List.of("a" + longest)))
                .isEmpty();
    }

    @Test
    void word_of_one_letter_is_not_meant_by_another() {
        assertThat(Spelling.nearest("x", List.of("a"))).isEmpty();
        assertThat(Spelling.nearest("A", List.of("b", "a"))).contains("a");
    }

    @Test
    void swapped_neighbours_count_once_and_all_else_counts() {
        assertThat(Spelling.distance("abcd", "abdc")).isEqualTo(1);
        assertThat(Spelling.distance("xxabcd", "abdc")).isEqualTo(3);
        assertThat(Spelling.distance("ab", "ba")).isEqualTo(1);
        assertThat(Spelling.distance("abc", "cab")).isEqualTo(2);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void of_two_that_are_as_near_the_first_by_name_is_meant() {
        assertThat(Spelling.nearest("kin", List.of("pin", "bin"))).contains("bin");
    }
}
