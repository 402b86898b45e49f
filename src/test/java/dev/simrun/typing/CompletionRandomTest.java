package dev.simrun.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.Catalogue;
import dev.simrun.typing.Highlight.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRandomTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void any_text_has_suggestions_within_it(long seed) {
        var random = new Random(seed);
        int some = 0;
        for (int round = 0; round < 5000; round++) {
            some += count(TypedSamples.mutated(random));
        }
        // else the mutations are too wild to show anything
        assertThat(some).isGreaterThan(500);
    }

    @Test
    void every_beginning_of_a_step_has_suggestions_within_it() {
        assertThat(TypedSamples.steps().stream()
                        .flatMap(TypedSamples::beginnings)
                        .mapToInt(CompletionRandomTest::count)
                        .sum())
                .isGreaterThan(5000);
    }

    private static int count(String typed) {
        var found = Completion.of(typed, TypedSamples.KNOWN);
        assertThat(found.from()).as(typed).isBetween(0, typed.length());
        assertThat(found.words()).as(typed).allMatch(word -> !word.text().isBlank());
        assertThat(Completion.paths(typed, TypedSamples.KNOWN).from()).as(typed).isBetween(0, typed.length());
        return found.words().isEmpty() ? 0 : 1;
    }

    @Test
    void what_is_suggested_is_known() {
        for (var step : Catalogue.STEPS) {
            TypedSamples.beginnings(step.example())
                    .filter(TypedSamples::isKnown)
                    .forEach(CompletionRandomTest::assertKnown);
        }
    }

    private static void assertKnown(String typed) {
        var found = Completion.of(typed, TypedSamples.KNOWN);
        var before = typed.substring(0, found.from());
        for (var word : found.words()) {
            assertThat(Highlight.of(before + word.text()))
                    .as(before + word.text())
                    .noneMatch(span -> span.kind() == Kind.UNKNOWN);
        }
    }

    @Test
    void what_the_examples_say_would_have_been_suggested() {
        for (var step : Catalogue.STEPS) {
            for (var span : Highlight.of(step.example())) {
                if (span.kind() == Kind.STEP || span.kind() == Kind.ARGUMENT) {
                    var typed = step.example().substring(0, span.from());
                    var name = step.example().substring(span.from(), span.to());
                    assertThat(Completion.of(typed, TypedSamples.KNOWN).words())
                            .as(typed)
                            .anyMatch(word -> word.text().replace(": ", "").equals(name));
                }
            }
        }
    }
}
