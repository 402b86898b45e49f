package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Finished;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.run.Verdict;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Green means green: a shipped scenario that is made wrong in one place does not pass, in at least one of its cases.
 * The few that may stand in {@code src/test/resources/mutants.txt}, with the reason.
 */
class MutantsTest {
    private static final Path SCENARIOS = Path.of("scenarios/virtual");
    private static final Path REASONS = Path.of("src/test/resources/mutants.txt");

    private static List<Path> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_that_is_made_wrong_does_not_pass(Path file) throws Exception {
        var reasons = Files.readString(REASONS);
        var scenario =
                ScenarioText.read(ScenarioText.load(file, file.toString())).toJson();
        assertThat(passes(file, scenario)).as("as it is").isTrue();
        assertThat(passes(file, Mutants.named(scenario)))
                .as("with its defaults named")
                .isTrue();
        var green = new ArrayList<String>();
        for (var mutant : Mutants.of(scenario)) {
            var told = file.getFileName() + " " + mutant.what();
            if (reasons.contains("\n" + told + "\n")) {
                continue;
            }
            if (passes(file, mutant.scenario())) {
                green.add(told);
            }
            if (passes(file, Mutants.named(mutant.scenario()))) {
                green.add(told + ", with the defaults named");
            }
        }
        assertThat(green).as("still pass").isEmpty();
    }

    /** Whether it is read, and all its cases pass. */
    private static boolean passes(Path file, JsonNode scenario) throws InterruptedException {
        try {
            var source = new Source(file.toString(), scenario.toString());
            var read = ScenarioReader.read(file, source, Map.of(), Map.of());
            var plan = read.cases().stream().map(one -> new Planned(read, one)).toList();
            var options = new RunOptions(false, false, RefereeMode.FAIL, Seeds.USUAL);
            return Finished.run(plan, options).stream().map(CaseResult::verdict).allMatch(Verdict.PASSED::equals);
        } catch (ScenarioException refused) {
            return false;
        }
    }
}
