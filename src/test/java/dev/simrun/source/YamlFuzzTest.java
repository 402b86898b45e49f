package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlFuzzTest {
    private static final String TEXT = """
        # yaml-language-server: $schema=../schema/scenario.schema.json
        name: 'an extension''s shutdown'
        vars: &vars {region: eu-west-1, "n\\t": 5, list: [1, 2.5, ~, true]}
        steps:
          - expect_registration: {extension: audit, after: {$lt: 500ms}}
          - invoke: *vars
          - log: |
              two
              lines
          - say: >-
              folded ${vars.region}
          - ? plain
            : value
        """;
    private static final String[] PIECES = {
        "\t",
        " ",
        "\n",
        "\r",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "'",
        "\"",
        "\\",
        "*",
        "&a ",
        "!t ",
        "<<: ",
        "|",
        ">",
        "> 5",
        "%",
        "@",
        "`",
        "${y}",
        ",",
        "#",
        "---",
        "...",
        "?",
        "? ",
        "\0",
        "\uFEFF",
        "\u0085",
        "\u2028",
        "😀",
        "\ud800",
        "*vars",
        "key:value",
        "1e999999999",
        ".inf",
        "0x",
        "~",
        "",
        "\"\\u00",
        "!<",
        "%YAML 9.9\n",
        "[[[[[[[[",
        "{{{{",
        "&",
        "\r\n"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void mutations_never_lead_to_anything_but_problems(long seed) {
        var random = new Random(seed);
        var refused = 0;
        for (int round = 0; round < 500; round++) {
            var text = mutated(random);
            try {
                assertThat(ScenarioText.read(new Source("a.yaml", text))
                                .toJson()
                                .toString())
                        .isNotNull();
            } catch (ScenarioException e) {
                refused++;
                assertPresentable(e, text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + " round " + round + ":\n" + text, e);
            }
        }
        // else the mutations are too tame to show anything
        assertThat(refused).isBetween(100, 499);
    }

    private static void assertPresentable(ScenarioException refused, String text) {
        assertThat(refused.problems()).as(text).isNotEmpty();
        for (var problem : refused.problems()) {
            assertThat(problem.message()).as(text).isNotBlank().doesNotContain("\n", "Exception");
            assertThat(problem.render()).startsWith("error: ").contains("\n  --> a.yaml");
            assertThat(Excerpt.inFailure(problem.at(), "x", Excerpt.MAX_COLUMNS))
                    .doesNotContain("\r");
            assertThat(problem.at().line())
                    .isLessThanOrEqualTo(problem.at().source().lineCount());
        }
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(TEXT);
        for (int i = random.nextInt(4); i >= 0; i--) {
            var from = random.nextInt(text.length() + 1);
            var to = Math.min(text.length(), from + random.nextInt(3) * random.nextInt(8));
            text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
        }
        return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text.toString();
    }
}
