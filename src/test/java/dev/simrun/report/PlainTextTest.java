package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource({
        "abcd, 4, abcd", //
        "abcde, 4, abc…",
        "ab😀d, 4, ab…",
        "😀😀, 4, 😀😀",
        "😀😀a, 4, 😀…",
        "ab, 1, …"
    })
    void a_text_is_cut_between_its_characters(String text, int limit, String cut) {
        assertThat(PlainText.cut(text, limit)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3", //
        "☃, 1",
        "→, 1",
        "\u10FF, 1",
        "\u1100, 2",
        "\u1FFF, 2",
        "'\u2000', 1",
        "\u2E7F, 1",
        "\u2E80, 2",
        "日本, 4",
        "😀, 2"
    })
    void wide_characters_take_two_columns(String text, int columns) {
        assertThat(PlainText.columns(text)).isEqualTo(columns);
        assertThat(PlainText.padded(text, 10)).isEqualTo(text + " ".repeat(10 - columns));
    }

    @Test
    void what_must_not_be_printed_is_replaced() {
        assertThat(PlainText.clean("a\u0000b\u001B[1mc\r\nd\te\uD800")).isEqualTo("a\uFFFDbc\nd\te\uFFFD");
        assertThat(PlainText.oneLine("a\r\nb\tc")).isEqualTo("a\\nb c");
    }
}
