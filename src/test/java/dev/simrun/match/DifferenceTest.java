package dev.simrun.match;

import static dev.simrun.match.Trees.mismatch;
import static dev.simrun.match.Trees.test;
import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and long texts are told where they differ. */
class DifferenceTest {
    /** Each character is an element. */
    @ParameterizedTest
    @CsvSource({
        "abc, abc, '', '', ''",
        "abc, ac, b, '', ''",
        "ac, abc, '', b, ''",
        "abcd, bcde, a, e, ''",
        "abc, axc, '', '', bx",
        "abc, xyz, '', '', ax by cz",
        "abc, xy, c, '', ax by",
        "'', ab, '', ab, ''",
        "ab, '', ab, '', ''",
        "abcabc, acbc, ba, '', ''",
        "aab, ab, a, '', ''",
        "xaby, paqb, y, q, xp",
    })
    void what_both_have_in_the_same_order_is_left_out(
            String left, String right, String missing, String extra, String changed) {
        var found = ListDifference.of(left.length(), right.length(), (i, j) -> left.charAt(i) == right.charAt(j));
        assertThat(letters(left, found.missing())).isEqualTo(missing);
        assertThat(letters(right, found.extra())).isEqualTo(extra);
        assertThat(found.changed().stream()
                        .map(it -> "" + left.charAt(it.left()) + right.charAt(it.right()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(changed);
    }

    private static String letters(String text, List<Integer> indices) {
        return indices.stream().map(i -> text.substring(i, i + 1)).collect(Collectors.joining());
    }

    @Test
    void long_lists_are_compared_from_both_ends() {
        var found = ListDifference.of(1000, 1001, (i, j) -> i < 500 ? i == j : i + 1 == j);
        assertThat(found.missing()).isEmpty();
        assertThat(found.extra()).containsExactly(500);
        var all = ListDifference.of(201, 200, (i, j) -> i == j + 1 && i > 1); // too many for a table
        assertThat(all.changed()).hasSize(1);
        assertThat(ListDifference.of(200, 200, (i, j) -> i == j + 1).missing()).containsExactly(0);
        assertThat(ListDifference.of(200, 201, (i, j) -> i + 2 == j).changed()).hasSize(200);
    }

    private static String list(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "'number " + i + "'").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void smalllists_are_shown_whole() {
        assertThat(test("['a','b']", "['b']"))
                .containsExactly(new Mismatch(List.of(), "", "[\"a\",\"b\"]", "[\"b\"]", ""));
        assertThat(test("['a','b','c']", "['b','x']"))
                .containsExactly(
                        new Mismatch(List.of(), "", "[\"a\",\"b\",\"c\"]", "[\"b\",\"x\"]", ""),
                        new Mismatch(List.of("2"), "[1]", "\"c\"", "\"x\"", ""));
    }

    @Test
    void of_long_lists_what_is_missing_or_not_expected_is_told() {
        assertThat(mismatch(list(0, 20), list(1, 22)))
                .isEqualTo(new Mismatch(
                        List.of(),
                        "",
                        "20 elements",
                        "21 elements",
                        "missing: \"number 0\"; not expected: \"number 20\" at [19], \"number 21\" at [20]"));
        assertThat(mismatch(list(0, 9), list(2, 9)).reason()).isEqualTo("missing: \"number 0\", \"number 1\"");
        assertThat(mismatch(list(0, 20), list(7, 20)).reason()).endsWith("\"number 4\" and 2 more");
        assertThat(mismatch(list(0, 20), list(5, 20)).reason()).endsWith("\"number 4\"");
    }

    @Test
    void list_of_sixty_characters_is_short() {
        var most = "['" + "x".repeat(56) + "']";
        assertThat(mismatch(most, "[]").actual()).isEqualTo("[]");
        assertThat(mismatch("['" + "x".repeat(57) + "']", "[]").actual()).isEqualTo("0 elements");
        assertThat(mismatch("[]", "['" + "x".repeat(57) + "']").expected()).isEqualTo("0 elements");
    }

    @Test
    void long_texts_are_shown_around_their_difference() {
        var start = "s".repeat(100);
        var end = "e".repeat(100);
        assertThat(mismatch("'" + start + "old" + end + "'", "'" + start + "new!" + end + "'"))
                .isEqualTo(new Mismatch(
                        List.of(),
                        "",
                        "\"…" + "s".repeat(20) + "old" + "e".repeat(20) + "…\"",
                        "\"…" + "s".repeat(20) + "new!" + "e".repeat(20) + "…\"",
                        "they differ from character 101 on"));
        assertThat(mismatch("'" + start + "'", "'" + start + "x'"))
                .isEqualTo(new Mismatch(
                        List.of(),
                        "",
                        "\"…" + "s".repeat(20) + "\"",
                        "\"…" + "s".repeat(20) + "x\"",
                        "they differ from character 101 on"));
        assertThat(mismatch("'x" + start + "'", "'" + start + "'").actual()).isEqualTo("\"" + "s".repeat(20) + "…\"");
    }

    @Test
    void smalltexts_and_other_values_are_shown_whole() {
        var small = "x".repeat(80);
        assertThat(mismatch("'" + small + "'", "'y'").reason()).isEmpty();
        assertThat(mismatch("'" + small + "x'", "'y'").reason()).isEqualTo("they differ from character 1 on");
        assertThat(mismatch("'" + small + "x'", "5").actual()).isEqualTo("5");
        assertThat(mismatch("5", tree("'" + small + "x'")).expected()).isEqualTo("5");
    }

    @Test
    void characters_of_two_units_are_not_torn() {
        var faces = "\uD83D\uDE00".repeat(30);
        var found = mismatch("'s" + faces + "x" + faces + "'", "'s" + faces + "y" + faces + "'");
        assertThat(found.actual()).doesNotContain("\\u").contains("y");
        found = mismatch("'" + faces + "x" + faces + "'", "'" + faces + "yz" + faces + "'");
        assertThat(found.actual()).doesNotContain("\\u").contains("yz");
    }
}
