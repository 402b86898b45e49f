package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code SIMRUN_PROFILE} shows, beside what is shown anyway. */
class PhasesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write_a_scenario() throws IOException {
        Files.writeString(folder.resolve("fine.yaml"), "name: fine\nclock: virtual\nsteps: [invoke]\n");
    }

    @Test
    void each_phase_of_a_start_has_its_line() throws Exception {
        assertThat(phases("fine.yaml"))
                .containsExactly(
                        "JVM", "options", "scenarios read", "runner and reports made", "cases run", "results told");
        assertThat(phases("check", "fine.yaml")).containsExactly("JVM", "options", "scenarios read", "results told");
    }

    @Test
    void nothing_is_shown_of_a_start_that_nobody_asks_for() throws Exception {
        assertThat(Simrun.in(folder).with(Phases.VARIABLE, "").run("fine.yaml").err())
                .isEmpty();
    }

    private List<String> phases(String... words) throws Exception {
        var outcome = Simrun.in(folder).with(Phases.VARIABLE, "start").run(words);
        assertThat(outcome.exit()).isZero();
        return outcome.err()
                .lines()
                .peek(line -> assertThat(line).matches(" *\\d+\\.\\d ms  \\S.*"))
                .map(line -> line.replaceFirst(".* ms  ", ""))
                .toList();
    }
}
