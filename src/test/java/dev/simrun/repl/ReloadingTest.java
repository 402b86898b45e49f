package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the next step stands in a file that was edited. */
class ReloadingTest {
    /** Each letter is a step; those in upper case were not there before. */
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        "nothing changed,            abcd, 2, abcd, 2",
        "nothing changed at the start, abcd, 0, abcd, 0",
        "nothing changed at the end, abcd, 4, abcd, 4",
        "the current one edited,     abcd, 2, abXd, 2",
        "the last one edited,        abcd, 3, abcX, 3",
        "the first one edited,       abcd, 0, Xbcd, 0",
        "one inserted before,        abcd, 2, aXbcd, 3",
        "two inserted before,        abcd, 2, XaYbcd, 4",
        "one removed before,         abcd, 2, acd, 1",
        "all removed before,         abcd, 2, cd, 0",
        "one edited before,          abcd, 2, Xbcd, 2",
        "one edited before and the current one, abcd, 2, XbYd, 2",
        "one inserted before and the current one edited, abcd, 2, aXbYd, 3",
        "appended,                   abcd, 2, abcdX, 2",
        "appended after the last,    abcd, 4, abcdX, 4",
        "inserted after the current, abcd, 1, abXcd, 1",
        "the current one removed,    abcd, 2, abd, 2",
        "the rest removed,           abcd, 2, ab, 2",
        "everything changed,         abcd, 2, WXYZ, 2",
        "everything changed and shorter, abcd, 3, XY, 1",
        "everything changed and longer, abcd, 3, UVWXYZ, 5"
    })
    void the_next_step_is_found_again(String what, String before, int next, String after, int expected) {
        assertThat(Reloading.position(steps(before), steps(after), next))
                .as(what)
                .isEqualTo(expected);
    }

    private static List<StepSource> steps(String letters) {
        return Arrays.stream(letters.split(""))
                .map(it -> new StepSource(List.of(it)))
                .toList();
    }
}
