package dev.simrun.language;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.simrun.Golden;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files with what a newcomer gets wrong, and the first error of each, which names the cure. */
class FirstMistakesTest {
    private static final Path FILE = Path.of("src/test/resources/mistakes.yaml");

    private static final String BREAK = "---\n";

    private static String withoutErrors(String document) {
        return document.lines().filter(line -> !line.startsWith("#> ")).collect(joining("\n")) + "\n";
    }

    private static List<Problem> problems(String document) {
        var text = document.lines().filter(line -> !line.startsWith("#")).collect(joining("\n")) + "\n";
        try {
            var _ = ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of());
            return fail("it is right: " + text);
        } catch (ScenarioException wrong) {
            return wrong.problems();
        }
    }

    private static String told(String document) {
        var first = problems(document).getFirst();
        var lines = first.render().lines().filter(line -> !line.isBlank());
        return withoutErrors(document) + lines.map(line -> "#> " + line + "\n").collect(joining());
    }

    @Test
    void first_error_of_each_file_names_the_cure() throws IOException {
        var documents = Arrays.asList(Files.readString(FILE).split(BREAK, -1));
        Golden.check(FILE, documents.stream().map(FirstMistakesTest::told).collect(joining(BREAK)));
        assertThat(documents).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void one_mistake_is_one_error() throws IOException {
        var documents = Arrays.asList(Files.readString(FILE).split(BREAK, -1));
        assertThat(documents.stream().filter(it -> problems(it).size() == 1)).hasSizeGreaterThanOrEqualTo(50);
    }
}
