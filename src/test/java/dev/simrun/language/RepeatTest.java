package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Steps;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rounds of {@code repeat}: each has the steps, with its values. */
class RepeatTest {
    private static Steps all(String steps) {
        var text = "name: x\nvars: {list: [a, {b: 1}]}\nsteps:\n" + steps + "  - note: '${vars.list}'\n";
        var read = ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of());
        return read.cases().getFirst().steps();
    }

    private static List<Step> steps(String steps) {
        var all = all(steps);
        return all.subList(0, all.size() - 1);
    }

    private static List<String> notes(List<Step> steps) {
        return steps.stream()
                .map(Step.Note.class::cast)
                .map(note -> note.value().in(new Scope(Map.of())).toString())
                .toList();
    }

    private static List<String> rounds(String steps) {
        var all = all(steps);
        return IntStream.range(0, all.size() - 1)
                .mapToObj(index -> all.round(index).orElse(""))
                .toList();
    }

    @Test
    void steps_stand_as_often_as_there_are_rounds() {
        var text = "  - {repeat: {times: 3, steps: [note: '${row.index}', invoke]}, as: row}\n";
        var steps = steps(text);
        assertThat(steps).hasSize(6);
        assertThat(notes(List.of(steps.get(0), steps.get(2), steps.get(4)))).containsExactly("0", "1", "2");
        assertThat(rounds(text))
                .containsExactly(
                        "round 1 of 3", "round 1 of 3", "round 2 of 3", "round 2 of 3", "round 3 of 3", "round 3 of 3");
    }

    @Test
    void each_value_of_a_list_is_a_round_whose_scalars_are_shown() {
        var text = "  - repeat: {over: '${vars.list}', steps: [note: '${row.index} ${row.value}']}\n    as: row\n";
        var steps = steps(text);
        assertThat(notes(steps)).containsExactly("\"0 a\"", "\"1 {\\\"b\\\":1}\"");
        assertThat(rounds(text)).containsExactly("round 1 of 2 (\"a\")", "round 2 of 2");
    }

    @Test
    void rounds_within_rounds_see_both() {
        var text = """
              - repeat:
                  over: [a, b]
                  steps:
                    - {repeat: {times: 2, steps: [note: '${outer.value}${inner.index}']}, as: inner}
                as: outer
            """;
        var steps = steps(text);
        assertThat(notes(steps)).containsExactly("\"a0\"", "\"a1\"", "\"b0\"", "\"b1\"");
        assertThat(rounds(text))
                .containsExactly(
                        "round 1 of 2 (\"a\"), round 1 of 2",
                        "round 1 of 2 (\"a\"), round 2 of 2",
                        "round 2 of 2 (\"b\"), round 1 of 2",
                        "round 2 of 2 (\"b\"), round 2 of 2");
    }

    @Test
    void what_a_round_binds_may_be_bound_again_in_the_next() {
        var steps = steps("""
              - invoke
              - {invoke: {payload: 1}, as: first}
              - repeat:
                  times: 2
                  steps:
                    - {invoke: {payload: '${first.payload}'}, as: again}
                    - note: '${again.payload}'
            """);
        assertThat(steps).hasSize(6);
        assertThat(steps.get(4).common().as()).contains("again");
    }

    @Test
    void rounds_that_are_all_the_same_are_kept_once() {
        var text = """
              - invoke
              - repeat:
                  times: 1000000
                  steps: [invoke, {repeat: {times: 3, steps: [{note: inner}]}}]
            """;
        var steps = all(text);
        assertThat(steps).hasSize(4_000_002);
        assertThat(steps.distinct().map(step -> step.common().key()))
                .containsExactly("invoke", "invoke", "note", "note");
        assertThat(steps.get(0)).isInstanceOf(Step.Invoke.class);
        assertThat(steps.round(0)).isEmpty();
        assertThat(steps.get(5)).isInstanceOf(Step.Invoke.class);
        assertThat(steps.round(5)).contains("round 2 of 1000000");
        assertThat(notes(List.of(steps.get(4_000_000)))).containsExactly("\"inner\"");
        assertThat(steps.round(4_000_000)).contains("round 1000000 of 1000000, round 3 of 3");
        assertThat(steps.round(4_000_001)).isEmpty();
    }

    @Test
    void more_steps_than_can_be_counted_are_refused() {
        assertThatThrownBy(() -> all("""
              - repeat:
                  times: 1000
                  steps: [{repeat: {times: 100000, steps: [invoke]}}]
            """)).hasMessageContaining("repeat comes to more than 10,000,000 steps");
    }

    @Test
    void nor_may_several_repeats_come_to_more() {
        var most =
                "  - repeat: {times: 1000000, steps: [init, init, init, init, init, init, init, init, init, init]}\n";
        var told = "the list comes to more than 10,000,000 steps";
        assertThatThrownBy(() -> all(most)).hasMessageContaining(told); // with the one that stands below
        assertThatThrownBy(() -> all(most.repeat(300))).hasMessageContaining(told);
        assertThatThrownBy(() -> all("""
              - repeat:
                  over: [1, 2]
                  steps: [{repeat: {times: 1000000, steps: [init, init, init, init, init, init]}}]
                as: row
            """))
                .hasMessageContaining("x.yaml:4:5: repeat comes to more than 10,000,000 steps");
    }
}
