package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class XrayCauseTest {
    private static final int LIMIT_BYTES = 64 * 1024;

    @Test
    void small_cause_is_kept_as_it_is() {
        var text = "{\"working_directory\":\"/w\",\"paths\":[\"a.py\"]}";
        assertThat(XrayCause.read(Bytes.utf8(text))).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"message\":\"\"}", "{\"paths\":[]}", "7"})
    void cause_that_says_nothing_is_no_cause(String text) {
        assertThat(XrayCause.read(Bytes.utf8(text))).isEmpty();
    }

    @Test
    void long_lists_are_shortened_in_fifths() {
        var path = "\"" + "p".repeat(97) + "\"";
        var paths = String.join(",", java.util.Collections.nCopies(1000, path));
        var text = XrayCause.read(Bytes.utf8("{\"paths\":[" + paths + "]}")).orElseThrow();
        var cause = JsonMapper.shared().readTree(text);
        assertThat(cause.path("paths").size()).isEqualTo(600);
    }

    @Test
    void cause_of_exactly_the_limit_is_kept_and_a_longer_one_is_cut() {
        var most = "x".repeat(LIMIT_BYTES - "{'message':''}".length());
        assertThat(read("{\"message\":\"" + most + "\"}")).isEqualTo("{\"message\":\"" + most + "\"}");
        assertThat(read("{\"message\":\"" + most + "x\"}"))
                .isEqualTo("{\"message\":\"" + "x".repeat(30 * 1024) + "...\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "~"})
    void text_of_exactly_what_is_kept_of_each_is_not_cut(String unit) {
        var whole = unit.repeat(30 * 1024);
        var json = "{\"message\":\"" + whole + "\",\"working_directory\":\"" + whole + whole + "\"}";
        assertThat(read(json)).isEqualTo("{\"message\":\"" + whole + "\",\"working_directory\":\"" + whole + "...\"}");
    }

    private static String read(String json) {
        return XrayCause.read(Bytes.utf8(json)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00", "\\\"", "\\u0001"})
    void long_texts_are_cut_to_the_limit_whatever_they_are_made_of(String unit) {
        var text = unit.repeat(LIMIT_BYTES);
        var json = "{\"message\":\"" + text + "\",\"working_directory\":\"" + text + "\"}";
        var kept = XrayCause.read(Bytes.utf8(json)).orElseThrow();
        var cause = JsonMapper.shared().readTree(kept);
        assertThat(Bytes.utf8(kept).size()).isBetween(55_000, LIMIT_BYTES);
        assertThat(cause.path("message").asString()).endsWith("...").doesNotContain("?");
    }
}
