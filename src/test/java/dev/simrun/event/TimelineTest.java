package dev.simrun.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

class TimelineTest {
    private final Timeline timeline = new Timeline(new ReentrantLock());

    private Event note(String text) {
        return timeline.append(Duration.ofMillis(5), 1, Event.ENVIRONMENT, new Fact.Note(text));
    }

    @Test
    void events_are_numbered_from_one_and_read_after_a_number() {
        note("a");
        note("b");
        assertThat(timeline.last()).isEqualTo(2);
        assertThat(timeline.all())
                .extracting(Event::fact)
                .containsExactly(new Fact.Note("a"), new Fact.Note("b"));
        assertThat(timeline.after(1)).extracting(Event::seq).containsExactly(2L);
        assertThat(timeline.after(2)).isEmpty();
        assertThat(timeline.dropped()).isZero();
    }

    @Test
    void the_oldest_events_make_room_and_the_numbers_go_on() {
        var small = new Timeline(new ReentrantLock(), 8);
        for (int i = 0; i < 11; i++) {
            small.append(Duration.ZERO, 1, Event.ENVIRONMENT, new Fact.Freeze());
        }
        assertThat(small.last()).isEqualTo(11);
        assertThat(small.dropped()).isEqualTo(4);
        assertThat(small.all())
                .extracting(Event::seq)
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(small.after(9)).extracting(Event::seq).containsExactly(10L, 11L);
        assertThat(small.after(2)).hasSize(7);
    }

    @Test
    void listeners_hear_what_comes_after_them_in_order() {
        note("before");
        var heard = new ArrayList<Fact>();
        timeline.listen(event -> heard.add(event.fact()));
        note("one");
        note("two");
        assertThat(heard).containsExactly(new Fact.Note("one"), new Fact.Note("two"));
    }

    @Test
    void every_type_has_a_name_of_its_own_by_which_it_is_found() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::wireName))
                .doesNotHaveDuplicates();
        for (var type : EventType.values()) {
            assertThat(EventType.named(type.wireName())).contains(type);
        }
        assertThat(EventType.named("no.such")).isEmpty();
    }
}
