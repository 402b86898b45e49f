package dev.simrun.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MUCH = 1_000_000;

    private final Timeline timeline = new Timeline(new ReentrantLock());

    private Event note(String text) {
        return timeline.append(Duration.ofMillis(5), 1, Event.ENVIRONMENT, new Fact.Note(text));
    }

    @Test
    void events_are_numbered_from_one_and_read_after_a_number() {
        note("a");
        note("b");
        assertThat(timeline.last()).isEqualTo(2);
        assertThat(timeline.all()).extracting(Event::fact).containsExactly(new Fact.Note("a"), new Fact.Note("b"));
        assertThat(timeline.after(1)).extracting(Event::seq).containsExactly(2L);
        assertThat(timeline.after(2)).isEmpty();
        assertThat(timeline.leftOut()).isEqualTo(LeftOut.NOTHING);
    }

    @Test
    void the_oldest_events_make_room_and_the_numbers_go_on() {
        var small = new Timeline(new ReentrantLock(), new Room(MUCH), 8);
        for (int i = 0; i < 11; i++) {
            small.append(Duration.ZERO, 1, Event.ENVIRONMENT, new Fact.Freeze());
        }
        assertThat(small.last()).isEqualTo(11);
        assertThat(small.leftOut()).isEqualTo(new LeftOut(0, 0, 3, 3));
        assertThat(small.all()).extracting(Event::seq).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(small.after(9)).extracting(Event::seq).containsExactly(10L, 11L);
        assertThat(small.after(2)).hasSize(8);
    }

    private static void log(Timeline timeline, String line) {
        var fact = new Fact.Log(Fact.Log.Stream.STDOUT, line, Optional.empty(), false);
        timeline.append(Duration.ZERO, 1, Event.RUNTIME, fact);
    }

    private static void note(Timeline timeline, String text) {
        timeline.append(Duration.ZERO, 1, Event.ENVIRONMENT, new Fact.Note(text));
    }

    @Test
    void output_makes_room_before_other_events_do() {
        var small = new Timeline(new ReentrantLock(), new Room(MUCH), 4);
        note(small, "a");
        log(small, "b");
        note(small, "c");
        log(small, "d");
        log(small, "e");
        assertThat(small.all()).extracting(Event::seq).containsExactly(1L, 3L, 5L);
        assertThat(small.after(2)).extracting(Event::seq).containsExactly(3L, 5L);
        assertThat(small.leftOut()).isEqualTo(new LeftOut(2, 4, 0, 0));
        note(small, "f");
        note(small, "g");
        note(small, "h");
        assertThat(small.all()).extracting(Event::seq).containsExactly(3L, 6L, 7L, 8L);
        assertThat(small.leftOut()).isEqualTo(new LeftOut(3, 5, 1, 1));
    }

    @Test
    void long_lines_make_room_by_their_bytes_and_the_newest_stays() {
        var small = new Timeline(new ReentrantLock(), new Room(10_000), 1000);
        note(small, "first");
        for (int i = 0; i < 100; i++) {
            log(small, "x".repeat(1000));
        }
        assertThat(small.all()).hasSizeBetween(3, 5).extracting(Event::seq).contains(1L, 101L);
        log(small, "x".repeat(1_000_000));
        assertThat(small.all()).extracting(Event::seq).containsExactly(102L);
        assertThat(small.leftOut()).isEqualTo(new LeftOut(100, 101, 1, 1));
    }

    @Test
    void timelines_beside_each_other_share_the_room() {
        var room = new Room(10_000);
        var first = new Timeline(new ReentrantLock(), room, 1000);
        var second = new Timeline(new ReentrantLock(), room, 1000);
        log(first, "x".repeat(3000));
        log(first, "x".repeat(100));
        assertThat(first.all()).hasSize(1);
        second.close();
        log(first, "x".repeat(3000));
        assertThat(first.all()).hasSize(2);
    }

    @Test
    void what_is_left_out_matters_to_those_who_look_at_it() {
        var leftOut = new LeftOut(2, 9, 1, 4);
        assertThat(leftOut.after(8, Optional.of(EventType.LOG))).isTrue();
        assertThat(leftOut.after(9, Optional.of(EventType.LOG))).isFalse();
        assertThat(leftOut.after(3, Optional.of(EventType.NOTE))).isTrue();
        assertThat(leftOut.after(4, Optional.of(EventType.NOTE))).isFalse();
        assertThat(leftOut.after(8, Optional.empty())).isTrue();
        assertThat(leftOut.after(9, Optional.empty())).isFalse();
        assertThat(leftOut.text()).isEqualTo("2 lines of output and 1 other event");
        assertThat(new LeftOut(1, 1, 0, 0).text()).isEqualTo("1 line of output");
        assertThat(new LeftOut(0, 0, 2, 3).text()).isEqualTo("2 events");
    }

    @Test
    void who_follows_hears_what_is_there_and_what_comes_until_it_leaves() {
        note("one");
        note("two");
        var heard = new ArrayList<Fact>();
        Consumer<Event> listener = event -> heard.add(event.fact());
        timeline.follow(1, listener);
        note("three");
        timeline.leave(listener);
        note("four");
        assertThat(heard).containsExactly(new Fact.Note("two"), new Fact.Note("three"));
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
        assertThat(Arrays.stream(EventType.values()).map(EventType::wireName)).doesNotHaveDuplicates();
        for (var type : EventType.values()) {
            assertThat(EventType.named(type.wireName())).contains(type);
        }
        assertThat(EventType.named("no.such")).isEmpty();
    }
}
