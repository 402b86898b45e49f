package dev.simrun.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.match.Operators;
import dev.simrun.referee.ProtocolRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainTest {
    private static final int COLUMNS = 80;

    @ParameterizedTest
    @MethodSource("names")
    void every_name_has_a_text_of_80_columns(String name) {
        var text = Explain.text(name).orElse("");
        assertThat(text).contains(name).endsWith("\n").doesNotEndWith("\n\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_overview_has_every_name(String name) {
        assertThat(Explain.overview().split("\\s+")).contains(name);
    }

    static List<String> names() {
        return Stream.of(
                        Catalogue.stepKeys().stream(),
                        Catalogue.MODIFIERS.stream().map(Key::name),
                        Catalogue.TOP_LEVEL.stream().map(Key::name),
                        Catalogue.RULE.stream().map(Key::name),
                        Operators.all().stream().map(Operators.Operator::name),
                        Arrays.stream(EventType.values()).map(EventType::wireName),
                        ProtocolRule.ids().stream(),
                        Stream.of("events", "rules"))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    @Test
    void a_step_shows_its_arguments_result_and_example() {
        var text = Explain.text("invoke").orElseThrow();
        var step = Catalogue.step("invoke").orElseThrow();
        assertThat(text).contains(Key.names(step.arguments())).contains(Key.names(step.results()));
        assertThat(text).contains(step.example(), "as, expect, wait, if, name");
    }

    @Test
    void events_lists_all_types_with_their_fields() {
        var text = Explain.text("events").orElseThrow();
        for (var type : EventType.values()) {
            assertThat(text).contains(type.wireName() + ": ");
            for (var field : type.fields()) {
                assertThat(text).containsPattern("\n  " + field.name() + "\\s");
            }
        }
    }

    @Test
    void a_name_with_two_meanings_has_both() {
        assertThat(Explain.text("name").orElseThrow()).contains("Modifier name", "Top-level key");
    }

    @ParameterizedTest
    @CsvSource({"invok,invoke", "lt,$lt", "procces.exit,process.exit", "Limits,limits"})
    void a_typing_error_is_recognized(String typed, String meant) {
        assertThat(Explain.text(typed)).isEmpty();
        assertThat(Explain.nearest(typed)).contains(meant);
    }

    @Test
    void nothing_is_near_a_name_that_is_far_off() {
        assertThat(Explain.nearest("wombat-orchestra")).isEmpty();
    }
}
