package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.TextMutations;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        assertThat(run.err()).startsWith("error: ").contains(" errors, of which the first 10 are shown\n");
        int wrong = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var told = checked(temp.resolve("x%03d.yaml".formatted(i)));
            assertThat(told).doesNotContain("at dev.simrun", "Exception");
            assertThat(count(told, "  --> ")).isEqualTo(count(told, "error: ") + count(told, "warning: "));
            wrong += told.startsWith("error: ") ? 1 : 0;
        }
        assertThat(wrong).isGreaterThan(MUTATIONS / 3);
    }

    /** What is said of one file: a run tells only so many mistakes. */
    private static String checked(Path file) throws Exception {
        var err = new ByteArrayOutputStream();
        var _ = Main.command(
                List.of("check", file.toString()), Main.Console.over(new ByteArrayOutputStream(), err, Map.of()));
        return err.toString(UTF_8);
    }

    private static long count(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).count();
    }
}
