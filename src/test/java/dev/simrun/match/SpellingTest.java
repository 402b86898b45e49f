package dev.simrun.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    }
}
