package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values as somebody reads them who asked for them. */
class ValueTextTest {
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void what_fits_stays_on_one_line() {
        assertThat(ValueText.of(json("{\"a\": [1, 2]}"), 80)).isEqualTo("{\"a\":[1,2]}\n");
        assertThat(ValueText.of(json("\"text\""), 80)).isEqualTo("\"text\"\n");
        assertThat(ValueText.of(json("{}"), 1)).isEqualTo("{}\n");
    }

    @Test
    void what_does_not_fit_is_laid_out_as_in_yaml_as_far_as_it_must() {
        var value = json("{\"name\": \"x\", \"list\": [{\"a\": 1}, [2, 3]], \"deep\": {\"b\": [1]}}");
        assertThat(ValueText.of(value, 20)).isEqualTo("""
            name: "x"
            list:
              - {"a":1}
              - [2,3]
            deep: {"b":[1]}
            """);
    }

    @Test
    void a_long_scalar_is_shown_whole() {
        var text = "x".repeat(300);
        assertThat(ValueText.of(json("{\"a\": \"" + text + "\"}"), 40)).isEqualTo("a: \"" + text + "\"\n");
    }

    @Test
    void lines_beyond_the_limit_are_counted() {
        var value = json(IntStream.range(0, ValueText.LINES_LIMIT + 7)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]")));
        assertThat(ValueText.of(value, 40)).startsWith("- 0\n- 1\n").endsWith("\n- 199\n… 7 lines left out\n");
        assertThat(ValueText.of(value, 40).lines()).hasSize(ValueText.LINES_LIMIT + 1);
    }

    @Test
    void control_characters_do_not_reach_a_terminal() {
        assertThat(ValueText.of(json("{\"a\\u001b[31m\": \"b\\u0007\\n\"}"), 80))
                .doesNotContain("\u001b", "\u0007")
                .containsOnlyOnce("\n");
    }

    @Test
    void the_brief_form_is_cut_to_its_columns() {
        assertThat(ValueText.brief(json("[1,2,3]"), 7)).isEqualTo("[1,2,3]");
        assertThat(ValueText.brief(json("[1,2,3,4]"), 7)).hasSize(7).endsWith("…");
        assertThat(ValueText.brief(json("[1,2]"), -3)).hasSize(1);
    }
}
