package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.TextMutations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, the command line says what is wrong with it and shows nobody a stack trace. */
class MutatedFilesTest {
    private static final int MUTATIONS = 300;

    @TempDir
    Path temp;

    @Test
    void no_text_of_a_scenario_ends_in_a_stack_trace() throws Exception {
        var random = new Random(11);
        var scenarios = TextMutations.scenarios();
        for (int i = 0; i < MUTATIONS; i++) {
            var text = Files.readString(scenarios.get(random.nextInt(scenarios.size())));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text = TextMutations.of(text, random);
            }
            Files.writeString(temp.resolve("x%03d.yaml".formatted(i)), text);
        }
        var run = Simrun.in(temp).run("check", ".").withoutTraces();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").endsWith(" errors\n");
        assertThat(run.err().lines().filter(line -> line.startsWith("  --> ")).count())
                .isEqualTo(run.err()
                        .lines()
                        .filter(line -> line.startsWith("error: "))
                        .count())
                .isGreaterThan(MUTATIONS / 3);
    }
}
