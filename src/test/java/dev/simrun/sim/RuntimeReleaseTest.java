package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeReleaseTest {
    private final RuntimeRelease release = new RuntimeRelease();

    private Optional<String> heard(String agent, String features) {
        return release.heard(Optional.ofNullable(agent), Optional.ofNullable(features));
    }

    @ParameterizedTest
    @CsvSource({
        "aws-lambda-python/3.13, , aws-lambda-python/3.13",
        "'  me/1  other/2 ', , me/1",
        "me/1, a, me/1 (a)",
        "me/1, ' a  b ', me/1 (a b)",
        "me/1, '(a) b)', me/1 (a b)",
        ", a, Unknown (a)",
        "' ', a, Unknown (a)",
        ", , ",
        "'', '', ",
    })
    void release_is_the_first_word_of_the_agent_with_the_features(String agent, String features, String told) {
        assertThat(heard(agent, features)).isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void first_agent_counts_and_features_come_once() {
        assertThat(heard("me/1", "")).contains("me/1");
        assertThat(heard("another/2", "")).isEmpty();
        assertThat(heard("another/2", "a")).contains("me/1 (a)");
        assertThat(heard("another/2", "b")).isEmpty();
    }

    @Test
    void features_that_have_no_room_are_left_out() {
        // 128 characters: the agent, a space, two brackets and the features
        var fits = "x".repeat(128 - "me/1 ()".length());
        assertThat(new RuntimeRelease().heard(Optional.of("me/1"), Optional.of(fits)))
                .contains("me/1 (" + fits + ")");
        assertThat(new RuntimeRelease().heard(Optional.of("me/1"), Optional.of(fits + "x")))
                .contains("me/1");
        assertThat(new RuntimeRelease().heard(Optional.of("me/1"), Optional.of(fits + "x b")))
                .contains("me/1 (b)");
        var half = fits.substring(0, 60);
        var rest = fits.substring(61);
        assertThat(new RuntimeRelease().heard(Optional.of("me/1"), Optional.of(half + " " + rest)))
                .contains("me/1 (" + half + " " + rest + ")");
        assertThat(new RuntimeRelease().heard(Optional.of("me/1"), Optional.of(half + " " + rest + "x y")))
                .contains("me/1 (" + half + " y)");
    }
}
