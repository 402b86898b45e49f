package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Short texts whose names stand for more than there is room for: without a limit none of these reads would end. */
class GrowthTest {
    private static String lines(int from, int count, IntFunction<String> line) {
        return IntStream.range(from, from + count).mapToObj(line).collect(Collectors.joining());
    }

    /** Sixty variables, each of which has the one before twice. */
    private static String doubled(String first, String twice) {
        return "name: it grows\nvars:\n  a0: " + first + "\n"
                + lines(1, 60, i -> "  a" + i + ": " + twice.replace("BEFORE", "${vars.a" + (i - 1) + "}") + "\n");
    }

    private static String problem(String text) {
        var refused = catchThrowableOfType(
                ScenarioException.class,
                () -> ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of()));
        assertThat(refused.problems()).hasSize(1);
        return refused.problems().getFirst().headline();
    }

    @Test
    void lists_that_have_each_other_twice_come_to_too_many_values() {
        assertThat(problem(doubled("[x]", "['BEFORE', 'BEFORE']") + "steps: [invoke]\n"))
                .isEqualTo("x.yaml:21:9: the file comes to more than 1,000,000 values here");
    }

    @Test
    void mappings_inside_a_text_count_as_what_they_are() {
        assertThat(problem(doubled("{k: x}", "{k: 'BEFORE', l: 'BEFORE'}") + "steps: [invoke]\n"))
                .endsWith("the file comes to more than 1,000,000 values here");
        var inText = "name: x\nvars:\n  a: {k: " + "x".repeat(1 << 20) + "}\n  b: '" + "${vars.a}".repeat(80) + "'\n";
        assertThat(problem(inText + "steps: [invoke]\n"))
                .isEqualTo("x.yaml:4:6: the texts that names are put in come to more than 64 MiB here");
    }

    @Test
    void texts_that_have_each_other_twice_come_to_too_many_characters() {
        assertThat(problem(doubled("xxxxxxxx", "'BEFOREBEFORE'") + "steps: [invoke]\n"))
                .endsWith("the texts that names are put in come to more than 64 MiB here");
    }

    @Test
    void lists_within_lists_of_other_variables_come_to_too_many_levels() {
        var deep = "[".repeat(40) + "'BEFORE'" + "]".repeat(40);
        assertThat(problem(doubled("x", deep) + "steps: [invoke]\n"))
                .isEqualTo("x.yaml:7:47: names nest lists and mappings more than 100 deep");
    }

    @Test
    void rows_count_all_the_steps_that_they_run() {
        var rows = "name: x\ncases:\n" + lines(0, 5000, i -> "  r" + i + ": {n: " + i + "}\n");
        assertThat(problem(rows + "steps:\n" + "  - invoke: {payload: '${case.n}'}\n".repeat(500)))
                .isEqualTo("x.yaml:331:3: the file comes to more than 1,000,000 values here");
    }

    @Test
    void combinations_of_rows_are_counted_before_any_is_read() {
        var rows = lines(0, 20_000, i -> (i == 0 ? "" : ", ") + "r" + i + ": {}");
        assertThat(problem("name: x\ncases:\n  - {" + rows + "}\n  - {" + rows + "}\nsteps: [init]\n"))
                .isEqualTo("x.yaml:3:3: these rows have too many combinations: 20000 × 20000");
        var few = lines(0, 100, i -> (i == 0 ? "" : ", ") + "r" + i + ": {}");
        assertThat(problem("name: x\ncases:\n  - {" + few + "}\n  - {" + few + "}\nsteps:\n"
                        + "  - invoke: {payload: {n: 1}}\n".repeat(15)))
                .isEqualTo("x.yaml:3:3: these rows have too many combinations: 100 × 100");
    }

    @Test
    void values_of_rows_count_in_each_combination() {
        var large = "[" + "x,".repeat(5_000) + "x]";
        var rows = lines(0, 300, i -> (i == 0 ? "" : ", ") + "r" + i + ": {}");
        assertThat(problem("name: x\ncases:\n  - {a: {n: " + large + "}}\n  - {" + rows
                        + "}\nsteps:\n  - assert: {case.n: {$length: 5001}}\n"))
                .endsWith("the file comes to more than 1,000,000 values here");
    }

    @Test
    void name_of_a_million_characters_is_told_in_a_line() {
        assertThat(problem("name: x\nsteps:\n  - invoke: {payload: '" + "${vars.".repeat(150_000) + "'}\n"))
                .startsWith("x.yaml:3:23: \"${vars.${vars.")
                .hasSizeLessThan(120);
    }
}
