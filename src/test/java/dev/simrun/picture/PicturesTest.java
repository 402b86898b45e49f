package dev.simrun.picture;

import dev.simrun.Golden;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.CaseResult;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole picture of each kind of case: by a virtual clock, with a seed, it is the same each time. */
class PicturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/picture");

    private static CaseResult result(String text) throws InterruptedException {
        try {
            var source = new Source("x.yaml", text + "clock: virtual\n");
            var file = ScenarioReader.read(Path.of("x.yaml"), source, Map.of(), Map.of());
            var options = new RunOptions(false, RefereeMode.WARN, new Seeds(OptionalLong.of(7), 1));
            return Finished.run(List.of(new Planned(file, file.cases().getFirst())), options)
                    .getFirst();
        } catch (ScenarioException wrong) {
            throw new IllegalStateException(text, wrong);
        }
    }

    @Test
    void a_picture_shows_what_a_case_did() throws IOException, InterruptedException {
        var pictures = new StringBuilder();
        for (var text : Files.readString(FOLDER.resolve("pictures.yaml")).split("(?m)^---\n", -1)) {
            var run = result(text);
            var events = run.timeline().stream().map(it -> it.type().wireName()).collect(Collectors.joining(" "));
            pictures.append("### ")
                    .append(run.info().name())
                    .append(": ")
                    .append(run.verdict().word())
                    .append('\n');
            pictures.append(PictureText.of(Picture.of(run)))
                    .append("  ")
                    .append(run.timeline().size())
                    .append(" events: ")
                    .append(events)
                    .append("\n\n");
        }
        Golden.check(FOLDER.resolve("pictures.out"), pictures.toString());
    }
}
