package dev.simrun.event;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.match.FactReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of facts beside them. */
class EventTypeTest {
    @Test
    void every_fact_is_of_one_type() {
        assertThat(Arrays.stream(EventType.values()).<Class<?>>map(EventType::fact))
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void the_fields_begin_with_the_components_of_the_record_in_their_order(EventType type) {
        var components = Arrays.stream(type.fact().getRecordComponents());
        assertThat(type.fields().stream().<String>map(Field::name).toList())
                .startsWith(components.map(FactReader::fieldName).toArray(String[]::new));
    }

    @Test
    void what_an_event_does_not_have_is_left_out() {
        var fact = Facts.of(EventType.EXTENSION_EVENT, "{'event':'INVOKE','request_id':'r1'}");
        assertThat(EventType.of(fact).fields(fact).fields())
                .containsExactly(
                        entry("event", new Value.Text("INVOKE")),
                        entry("request_id", new Value.Text("r1")),
                        entry("deadline", new Value.Whole(0)),
                        entry("deadline_at", new Value.Time(Duration.ZERO)));
    }

    @Test
    void a_closed_list_of_words_is_told_beside_its_field() {
        assertThat(EventType.RESET.fields().getFirst().kind().shape())
                .isEqualTo(new Shape.Words(List.of("spindown", "timeout", "failure")));
    }
}
