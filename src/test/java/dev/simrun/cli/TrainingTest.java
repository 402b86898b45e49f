package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run to make the cache of loaded classes does what it is there for: no mistake cuts it short. */
class TrainingTest {
    @TempDir
    private Path folder;

    @Test
    void its_scenarios_are_read_without_a_mistake_and_end_as_they_are_called() throws Exception {
        var files = Training.write(folder.resolve("training").toString());
        assertThat(files).hasSize(3);
        var codes = List.of(0, 1, 0);
        for (int i = 0; i < files.size(); i++) {
            assertThat(Simrun.in(folder).run(files.get(i)).exit()).isEqualTo(codes.get(i));
        }
        assertThat(Simrun.in(folder).run("check", folder.toString()).exit()).isZero();
    }
}
