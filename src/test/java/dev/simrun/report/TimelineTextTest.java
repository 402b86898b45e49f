package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Facts;
import dev.simrun.run.Evidence.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTextTest {
    private static Event event(int seq, String actor, EventType type, String fields) {
        return new Event(seq, Duration.ofMillis(seq), 1, actor, Facts.of(type, fields));
    }

    /** Lines of output that tell their own numbers, from 1. */
    private static List<Event> lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> event(seq, "audit", EventType.LOG, "{'stream':'stdout','line':'number " + seq + "'}"))
                .toList();
    }

    /** The numbers of the lines that are shown, and of each gap between them how much was left out. */
    private static List<String> shown(List<Event> events, Mark... marks) {
        var found = new ArrayList<String>();
        var pattern = Pattern.compile("number (\\d+)|(\\d+) events? left out");
        pattern.matcher(TimelineText.of(events, List.of(marks))).results().forEach(it -> {
            var number = it.group(1);
            found.add(number == null ? "-" + it.group(2) : number);
        });
        return found;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void up_to_sixty_events_are_all_shown() {
        assertThat(shown(lines(60))).isEqualTo(numbers(1, 60));
    }

    @Test
    void of_more_the_last_are_shown() {
        assertThat(shown(lines(61))).startsWith("-1", "2").hasSize(61).endsWith("61");
        assertThat(TimelineText.of(lines(61), List.of())).contains("1 event left out");
    }

    @Test
    void what_is_around_a_mark_comes_before_others_but_not_before_the_last_fifteen() {
        assertThat(shown(lines(200), new Mark(100, "")))
                .startsWith("-79", "80")
                .hasSize(62)
                .containsSubsequence(numbers(80, 120))
                .containsSubsequence(numbers(186, 200));
    }

    @Test
    void a_mark_at_an_edge_has_its_surroundings_on_one_side() {
        assertThat(shown(lines(200), new Mark(1, ""))).startsWith("1", "2", "3").containsSubsequence(numbers(1, 21));
        assertThat(shown(lines(200), new Mark(200, ""))).endsWith("199", "200");
    }

    private static Event line(int seq, String text) {
        return event(seq, "audit", EventType.LOG, "{'stream':'stdout','line':'" + text + "'}");
    }

    @Test
    void equal_lines_stand_once_with_their_count() {
        var flood = IntStream.rangeClosed(1, 100).mapToObj(seq -> line(seq, "again"));
        var events = Stream.concat(flood, Stream.of(line(101, "once"), line(102, "again")))
                .toList();
        assertThat(TimelineText.of(events, List.of()).lines())
                .containsExactly(
                        "       0.001  <  audit      stdout: again (100 times)",
                        "       0.101  <  audit      stdout: once",
                        "       0.102  <  audit      stdout: again");
        assertThat(TimelineText.of(events, List.of(new Mark(40, "here"))).lines())
                .containsExactly(
                        "       0.001  <  audit      stdout: again (39 times)",
                        "   ->  0.040  <  audit      stdout: again                           here",
                        "       0.041  <  audit      stdout: again (60 times)",
                        "       0.101  <  audit      stdout: once",
                        "       0.102  <  audit      stdout: again");
    }

    @Test
    void what_the_environment_did_is_not_pushed_out_by_output() {
        var events = new ArrayList<>(lines(1000));
        events.set(3, event(4, Event.ENVIRONMENT, EventType.RESET, "{'reason':'timeout'}"));
        assertThat(TimelineText.of(events, List.of())).contains("reset timeout");
        assertThat(shown(events)).startsWith("-3", "-937").endsWith("1000");
    }

    @Test
    void marks_of_one_event_stand_beside_each_other_and_the_same_once() {
        assertThat(TimelineText.of(lines(1), List.of(new Mark(1, "late"), new Mark(1, "+5ms"))))
                .startsWith("   ->")
                .endsWith("late +5ms\n");
        assertThat(TimelineText.of(lines(1), List.of(new Mark(1, "+5ms"), new Mark(1, "+5ms"))))
                .containsOnlyOnce("+5ms");
        assertThat(TimelineText.of(lines(1), List.of(new Mark(1, ""), new Mark(1, "late"))))
                .endsWith("  late\n");
    }

    @Test
    void what_others_say_as_well_is_shown_only_where_it_is_marked() {
        var acknowledged = event(1, "audit", EventType.EXTENSION_ACKNOWLEDGED, "{'by':'next','after':5}");
        assertThat(TimelineText.of(List.of(acknowledged), List.of())).isEmpty();
        assertThat(TimelineText.of(List.of(acknowledged), List.of(new Mark(1, ""))))
                .contains("audit");
        assertThat(TimelineText.all(List.of(acknowledged))).contains("audit");
    }

    @Test
    void what_the_referee_says_of_an_actor_again_is_told_once() {
        var fields = "{'rule':'%s','message':'again'}";
        var events = List.of(
                event(1, "audit", EventType.REFEREE, fields.formatted("concurrent-next")),
                event(2, "audit", EventType.REFEREE, fields.formatted("concurrent-next")),
                event(3, "other", EventType.REFEREE, fields.formatted("concurrent-next")),
                event(4, "audit", EventType.REFEREE, fields.formatted("unknown-route")));
        assertThat(TimelineText.of(events, List.of()).lines()).hasSize(3);
        assertThat(TimelineText.all(events).lines()).hasSize(4);
    }

    @Test
    void a_line_fits_its_columns_and_aligns_where_there_is_room() {
        var event = lines(1).getFirst();
        assertThat(TimelineText.line(event, 60)).startsWith("       0.001  ").endsWith("\n");
        assertThat(TimelineText.line(event, 59)).isEqualTo("0.001 < audit stdout: number 1\n");
        assertThat(TimelineText.line(event, 10)).isEqualTo("0.001 < a…\n");
    }
}
