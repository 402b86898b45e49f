package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowestTest {
    @Test
    void of_a_run_the_longest_are_told_the_longest_first() {
        var one = new Slowest(1);
        var many = new Slowest(100);
        for (var result : List.of(Results.passed(), Results.failed(), Results.passed())) {
            one.caseFinished(result);
            many.caseFinished(result);
        }
        var lines = many.text().lines().toList();
        int middle = lines.indexOf("the slowest steps");
        assertThat(lines.subList(2, middle)).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(lines.subList(middle + 1, lines.size() - 1))
                .hasSizeGreaterThan(3)
                .extracting(line -> line.substring(0, 12))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(one.text().lines())
                .containsExactly("", "the slowest cases", lines.get(2), "the slowest steps", lines.get(middle + 1), "");
        assertThat(new Slowest(0).text()).isEmpty();
    }
}
