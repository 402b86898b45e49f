package dev.simrun.report;

import dev.simrun.Golden;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Finished;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The whole message of each kind of failure: by a virtual clock, with a seed, it is the same each time. */
class MessagesTest {
    private static final Path FILE = Path.of("src/test/resources/report/messages.yaml");

    private static String message(String text) throws InterruptedException {
        var name = text.lines().findFirst().orElseThrow().replaceFirst("name: ", "");
        try {
            var source = new Source("x.yaml", text + "clock: virtual\n");
            var file = ScenarioReader.read(Path.of("x.yaml"), source, Map.of(), Map.of());
            var options = new RunOptions(false, RefereeMode.WARN, new Seeds(OptionalLong.of(7), 1));
            var result = Finished.run(List.of(new Planned(file, file.cases().getFirst())), options)
                    .getFirst();
            var verdict = "### " + name + ": " + result.verdict().word() + "\n";
            return verdict + FailureText.render(result);
        } catch (ScenarioException wrong) {
            throw new IllegalStateException(name, wrong);
        }
    }

    @Test
    void a_failure_is_told_with_all_that_explains_it() throws IOException, InterruptedException {
        var messages = new StringBuilder();
        for (var text : Files.readString(FILE).split("(?m)^---\n", -1)) {
            messages.append(message(text)).append('\n');
        }
        Golden.check(Results.golden("messages.out"), messages.toString());
    }
}
