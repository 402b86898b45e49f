package dev.simrun.match;

import static dev.simrun.match.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matchers of values that can be of one kind or another, and what would do where one can't hold. */
class FitTest {
    private static final Shape TEXT = new Shape.Text();
    private static final Shape WHOLE = new Shape.Whole();
    private static final Shape TIME = new Shape.Time();
    private static final Shape EXIT = new Shape.Tree("an exit", Map.of("code", WHOLE));

    /** No shape is left out but the one of which nothing is known. */
    private static final Shape ALL = new Shape.Either(List.of(
            new Shape.Words(List.of("idle", "busy")),
            WHOLE,
            TIME,
            new Shape.Flag(true),
            new Shape.Items(TEXT),
            new Shape.Table(TIME),
            EXIT));

    private static List<Malformed> problems(String matcher, Shape shape) {
        return Fit.problems(Matcher.parse(tree(matcher)), shape, "value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'idle'",
                "5",
                "'3s'",
                "false",
                "['a']",
                "{$length: 2}",
                "{$regex: '^idle$'}",
                "{$each: 'a'}",
                "{$gt: 1}",
                "{$gt: '1s'}",
                "{$type: 'boolean'}",
                "{code: 5}",
                "{code: '3s'}",
                "{other: '3s'}",
            })
    void matcher_of_one_kind_fits_what_can_be_of_it(String matcher) {
        assertThat(problems(matcher, ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.5 | \"value\" is never 1.5: it is a text or a whole number of at least 0 or a duration or true or "
                        + "false or a list or a mapping",
                "{other: 5} | \"value.other\" is never 5: it is a duration",
                "[5] | \"value[0]\" is never 5: it is a text",
                "{$json: 1} | $json never holds of \"value\", which is a text or a whole number of at least 0 or a "
                        + "duration or true or false or a list or a mapping",
            })
    void matcher_of_none_of_the_kinds_does_not(String matcher, String message) {
        assertThat(problems(matcher, ALL)).extracting(Malformed::message).containsExactly(message);
    }

    @Test
    void key_that_only_some_kinds_can_have_is_looked_for_in_those() {
        var some = new Shape.Either(List.of(TEXT, EXIT));
        assertThat(problems("{code: 5}", some)).isEmpty();
        assertThat(problems("{code: true}", some))
                .extracting(Malformed::message)
                .containsExactly("\"value.code\" is never true: it is a whole number of at least 0");
        assertThat(problems("{cod: 5}", some)).hasSize(1);
    }

    @Test
    void comparison_suits_the_kind_that_is_compared() {
        var either = new Shape.Either(List.of(new Shape.Flag(true), WHOLE));
        assertThat(problems("{$gt: 1}", either)).isEmpty();
        assertThat(problems("{$gt: '1s'}", either)).hasSize(1);
        assertThat(problems("{$gt: 1}", new Shape.Either(List.of(TEXT, new Shape.Flag(true)))))
                .extracting(Malformed::message)
                .containsExactly("$gt never holds of \"value\", which is a text or true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'5' | WHOLE | write 5, without quotes",
                "'>= five' | WHOLE | such as 3, {$gte: 3} or {$lt: 3}",
                "'= 5' | WHOLE | write 5",
                "0 | TIME | such as 500ms, {$gte: 500ms} or {$lt: 3s}",
                "7 | TIME | write it with a unit: ms, s, m or h, such as 7s or {$lt: 7s}",
                "'> 1m' | TIME | write {$gt: 1m}",
                "'> 1x' | TIME | such as 500ms, {$gte: 500ms} or {$lt: 3s}",
                "true | TEXT | write \"true\", in quotes",
                "[1] | TEXT | such as ready, {$contains: ready} or {$regex: 'ready \\d+'}",
                "'false' | FLAG | write false, without quotes",
                "'false' | MARK | where it isn't set it isn't there: {$absent: true}",
                "'true' | MARK | write true, without quotes",
                "5 | ITEMS | such as [a, b], {$contains: a}, {$unordered: [b, a]} or {$length: 2}",
            })
    void right_form_is_told(String value, String of, String form) {
        var shape = switch (of) {
            case "WHOLE" -> WHOLE;
            case "TIME" -> TIME;
            case "TEXT" -> TEXT;
            case "FLAG" -> new Shape.Flag(true);
            case "MARK" -> new Shape.Flag(false);
            default -> new Shape.Items(TEXT);
        };
        assertThat(problems(value, shape))
                .singleElement()
                .extracting(Malformed::notes)
                .isEqualTo(List.of(form));
    }

    @Test
    void right_forms_of_each_kind_are_told_where_it_can_be_of_several() {
        var either = new Shape.Either(List.of(WHOLE, new Shape.Table(TEXT)));
        assertThat(problems("'5'", either).getFirst().notes()).containsExactly("write 5, without quotes");
        assertThat(problems("'x'", either).getFirst().notes())
                .containsExactly("such as 3, {$gte: 3} or {$lt: 3}", "such as {name: value}");
    }

    @Test
    void what_a_mark_is_differs_from_what_is_true_or_false() {
        assertThat(problems("5", new Shape.Flag(true)).getFirst().message())
                .endsWith("is never 5: it is true or false");
        assertThat(problems("5", new Shape.Flag(false)).getFirst().message())
                .endsWith("is never 5: it is true where it is set");
    }

    @Test
    void fifteen_words_are_listed_and_no_more() {
        var words = IntStream.range(10, 26).mapToObj(i -> "w" + i).toList();
        var last = words.subList(0, 15);
        assertThat(problems("'x'", new Shape.Words(last)).getFirst().notes())
                .containsExactly("values: " + String.join(", ", last));
        assertThat(problems("'x'", new Shape.Words(words)).getFirst().notes())
                .containsExactly("values: " + String.join(", ", last) + ", …");
    }

    @ParameterizedTest
    @CsvSource({"TERM, SIGTERM", "M, ", "SIG, ", "INT, SIGINT", "NT, SIGINT"})
    void end_of_one_word_is_understood_and_one_letter_is_not(String value, String meant) {
        var signals = new Shape.Words(List.of("SIGTERM", "SIGKILL", "SIGINT"));
        var shapes = List.of(signals, new Shape.Either(List.of(WHOLE, signals)));
        for (var shape : shapes) {
            assertThat(problems("'" + value + "'", shape))
                    .singleElement()
                    .extracting(Malformed::suggestion)
                    .isEqualTo(Optional.ofNullable(meant));
        }
    }
}
