package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.repl.ScenarioSource;
import dev.simrun.report.Secrets;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final String COMBINED = """
        name: x
        cases:
          - first: {m: 1}
            second: {m: 2}

          - {$file: rows.csv}
        steps:
          - note: '${case.m} ${case.n}'
        """;

    @TempDir
    private Path folder;

    private Plan plan(String line) throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "what,n\nthird,3\nfourth,4\n");
        var path = Files.writeString(folder.resolve("x.yaml"), COMBINED);
        return Plan.read(
                List.of(path + line),
                List.of(),
                new ScenarioSource(Map.of(), Map.of(), Optional.empty(), new Secrets()));
    }

    private List<String> picked(String line) throws Exception {
        return labels(plan(line).cases(Optional.empty(), Optional.empty()));
    }

    private static List<String> labels(List<Planned> planned) {
        return planned.stream().map(Planned::scenarioCase).map(Case::label).toList();
    }

    @Test
    void a_line_picks_the_row_that_stands_there_in_all_its_combinations() throws Exception {
        assertThat(picked(":3")).containsExactly("[first, third]", "[first, fourth]");
        assertThat(picked(":5")).containsExactly("[second, third]", "[second, fourth]");
        assertThat(picked(":6")).hasSize(4);
        assertThat(picked(":1")).hasSize(4);
        assertThat(picked("")).hasSize(4);
    }

    @Test
    void a_name_picks_one_combination_or_all_of_a_row() throws Exception {
        var plan = plan("");
        assertThat(plan.problems()).isEmpty();
        assertThat(labels(plan.cases(Optional.of("second, third"), Optional.empty())))
                .containsExactly("[second, third]");
        assertThat(labels(plan.cases(Optional.of("fourth]"), Optional.empty())))
                .containsExactly("[first, fourth]", "[second, fourth]");
    }
}
