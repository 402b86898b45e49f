package dev.simrun.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Facts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class EventTreeTest {
    private static final Duration AT = Duration.ofMillis(5);

    @Test
    void an_event_is_one_tree_with_its_time_as_a_duration() {
        var tree = EventTree.of(new Event(1, AT, 1, Event.ENVIRONMENT, new Fact.Note("a")));
        assertThat(tree.propertyNames()).containsExactly("type", "at", "seq", "actor", "text");
        assertThat(tree.path("type").asString()).isEqualTo("note");
        assertThat(tree.path("actor").asString()).isEqualTo("environment");
        assertThat(tree.path("seq").asLong()).isEqualTo(1);
        assertThat(tree.path("text").asString()).isEqualTo("a");
        assertThat(tree.get("at")).isEqualTo(JsonNodeFactory.instance.pojoNode(AT));
    }

    @Test
    void an_event_of_another_environment_than_the_first_names_it() {
        var tree = EventTree.of(new Event(7, AT, 2, Event.RUNTIME, new Fact.ProcessStart()));
        assertThat(tree.path("environment").asInt()).isEqualTo(2);
    }

    @Test
    void what_a_client_sent_as_json_is_a_tree_again() {
        var fact = Facts.of(EventType.RUNTIME_ERROR, "{'xray_cause':{'paths':['a.js'],'n':1.50}}");
        var fields = EventTree.fields(new Event(1, AT, 1, Event.RUNTIME, fact));
        assertThat(fields.path("xray_cause").path("paths").path(0).asString()).isEqualTo("a.js");
    }
}
