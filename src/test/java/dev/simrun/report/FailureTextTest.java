package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.Event;
import dev.simrun.event.LeftOut;
import dev.simrun.run.Evidence;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;
import dev.simrun.run.Verdict;
import dev.simrun.source.Location;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void one_miss_reads_as_in_the_description_of_the_language() throws IOException {
        Golden.check(Results.golden("one-miss.out"), FailureText.render(Results.failed()));
    }

    @Test
    void several_misses_each_show_their_place_expected_and_actual() throws IOException {
        var file = Results.shutdown();
        var misses = List.of(
                Results.miss(Results.at(file, 11, 30, 1), "payload.ping", "1", "2", ""),
                Results.miss(Results.at(file, 11, 40, 4), "payload.tags[0]", "\"even\"", "\"odd\"", "case differs"),
                Results.miss(Location.wholeFile(file.source()), "", "true", "nothing", ""));
        var failure = failure("invoke: payload.ping was 2, expected 1 (and 2 more)", misses);
        Golden.check(Results.golden("several-misses.out"), render(failure, Results.timeline()));
    }

    @Test
    void all_failures_of_a_case_share_one_timeline_with_the_marks_of_each() throws IOException {
        var file = Results.shutdown();
        var result = Results.result(
                file, Verdict.FAILED, List.of(Results.late(file), Results.inFinally(file)), Results.timeline());
        Golden.check(Results.golden("two-failures.out"), FailureText.render(result));
    }

    @Test
    void what_there_was_no_room_for_is_told() {
        var result = Results.leavingOut(new LeftOut(7, 9, 0, 0));
        assertThat(FailureText.render(result)).contains("  no room to keep 7 lines of output\n");
    }

    @Test
    void a_long_timeline_is_shown_around_its_marks_and_at_its_end() {
        var events = events(1000);
        var marked = failure("x", List.of(), new Mark(300, "here"), new Mark(2, ""));
        var lines = render(marked, events).lines().toList();

        assertThat(lines.stream().filter(line -> line.contains("stdout: line"))).hasSize(60);
        assertThat(lines).anyMatch(line -> line.startsWith("   ->") && line.endsWith("  here"));
        assertThat(lines.stream().filter(line -> line.startsWith("   ->"))).hasSize(2);
        assertThat(text(lines)).contains("line 299", "line 301", "line 1000", "line 986");
        assertThat(leftOut(lines)).isEqualTo(940);
    }

    @Test
    void more_marks_than_lines_do_not_make_a_timeline_longer() {
        var marks =
                LongStream.rangeClosed(1, 80).mapToObj(seq -> new Mark(seq, "")).toArray(Mark[]::new);
        var lines = render(failure("x", List.of(), marks), events(100)).lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("stdout: line"))).hasSize(60);
        assertThat(leftOut(lines)).isEqualTo(40);
    }

    @Test
    void sixty_events_are_all_shown() {
        var lines = render(failure("x", List.of()), events(60)).lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("stdout: line"))).hasSize(60);
        assertThat(leftOut(lines)).isZero();
    }

    @Test
    void many_misses_fill_no_more_than_a_screen() throws IOException {
        var file = Results.shutdown();
        var misses = IntStream.range(0, 53)
                .mapToObj(i -> Results.miss(Results.at(file, 11, 30, 1), "payload.k" + i, "1", "2", ""))
                .toList();
        var text = render(failure("invoke: payload.k0 was 2, expected 1 (and 52 more)", misses), List.of());
        assertThat(text.lines().filter(line -> line.contains("actual: 2"))).hasSize(MissText.LIMIT);
        Golden.check(Results.golden("many-misses.out"), text);
    }

    @Test
    void control_characters_of_a_program_do_not_reach_the_terminal() {
        var miss = Results.miss(Results.at(Results.shutdown(), 11, 30, 1), "a", "1", "\u001B[2Jx\n\u0007", "");
        var failure = failure("two\nlines \u001B[31mred", List.of(miss), new Mark(1, "\r\u0000"));
        var log = List.of(Results.log(1, "stdout", "\u001B]0;title\u0007a\tb\bc"));
        var text = render(failure, log);
        assertThat(text).startsWith("  two\\nlines red\n").contains("actual: x\\n\uFFFD");
        assertThat(text).contains("stdout: a b\uFFFDc");
        assertThat(text.chars().filter(it -> it != '\n' && Character.isISOControl(it)))
                .isEmpty();
    }

    @Test
    void what_failed_before_the_first_step_names_no_step() {
        var file = Results.shutdown();
        var failure = new Failure(
                Verdict.ERRORED,
                "no such program: python9",
                file.nameAt(),
                0,
                4,
                false,
                List.of(),
                List.of(),
                Evidence.NONE);
        assertThat(render(failure, List.of()))
                .contains("    --> scenarios/shutdown.yaml:2:7\n")
                .doesNotContain("step 0", "what happened");
    }

    @Test
    void a_case_of_several_is_run_again_by_its_quoted_label() {
        var file = Results.file("rows.yaml");
        var result = Results.result(file, Verdict.FAILED, List.of(), List.of());
        assertThat(FailureText.rerunCommand(result)).isEqualTo("simrun --name '[reports_first]' scenarios/rows.yaml");
        assertThat(FailureText.rerunCommand(Results.failed())).isEqualTo("simrun scenarios/shutdown.yaml");
    }

    @Test
    void a_case_is_run_again_with_the_values_that_it_was_given() {
        var given = Map.of("who", "the moon", "unused", "1");
        var file = Results.file("greeting.yaml", given);
        var result = Results.result(file, Verdict.FAILED, List.of(), List.of());
        assertThat(FailureText.rerunCommand(result)).isEqualTo("simrun -D 'who=the moon' scenarios/greeting.yaml");
    }

    private static String render(Failure failure, List<Event> timeline) {
        var result = Results.result(Results.shutdown(), Verdict.FAILED, List.of(failure), timeline);
        return FailureText.render(result);
    }

    private static Failure failure(String headline, List<Miss> misses, Mark... marks) {
        var at = Results.at(Results.shutdown(), 10, 5, 6);
        return new Failure(
                Verdict.FAILED,
                headline,
                at,
                2,
                4,
                false,
                misses,
                List.of(),
                Results.evidence(Optional.empty(), marks));
    }

    private static List<Event> events(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(seq -> Results.log(seq, "stdout", "line " + seq))
                .toList();
    }

    private static int leftOut(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("left out"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }
}
