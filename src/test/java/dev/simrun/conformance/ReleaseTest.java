package dev.simrun.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runtime calls itself when it polls. */
@Timeout(60)
final class ReleaseTest {
    private static final String FEATURES = "Lambda-Runtime-Features";

    private Lambda lambda;
    private Client runtime;

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda();
        runtime = lambda.client();
        lambda.invoke("r1");
    }

    @AfterEach
    void close() throws IOException {
        lambda.close();
    }

    /** What each poll told, empty where it told nothing new. */
    private List<String> releases() {
        return lambda.recorded(EventType.RUNTIME_NEXT).stream()
                .map(e -> e.as(Fact.RuntimeNext.class)
                        .flatMap(Fact.RuntimeNext::release)
                        .orElse(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"a/1, f1 (f2), a/1 (f1 f2)", "a/1 (linux) b/2, '', a/1", "'', f1, Unknown (f1)", "'', '', ''"})
    @Item(41)
    void release_is_the_first_word_of_the_agent_with_the_features(String agent, String features, String release) {
        runtime.poll("User-Agent", agent, FEATURES, features).join();
        assertThat(releases()).containsExactly(release);
    }

    @Test
    @Item(41)
    void first_agent_stays_and_features_are_added_once() {
        runtime.poll("User-Agent", "a/1").join();
        runtime.poll("User-Agent", "b/2").join();
        runtime.poll("User-Agent", "b/2", FEATURES, "f1").join();
        runtime.poll("User-Agent", "b/2", FEATURES, "f2").join();
        assertThat(releases()).containsExactly("a/1", "", "a/1 (f1)", "");
    }

    @Test
    @Item(41)
    void feature_that_has_no_room_in_128_characters_is_left_out() {
        var agent = "a".repeat(100);
        runtime.poll("User-Agent", agent, FEATURES, "f".repeat(26) + " g " + "h".repeat(23))
                .join();
        assertThat(releases()).containsExactly(agent + " (g " + "h".repeat(23) + ")");
    }
}
