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

    @Test
    void the_options_that_the_environment_has_are_for_the_users_own_runs() throws Exception {
        var page = folder.resolve("page.md");
        var run = Simrun.in(folder)
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_STEP_SUMMARY", page.toString())
                .with("SIMRUN_JUNIT", folder.resolve("all.xml").toString())
                .with("SIMRUN_REPEAT", "none")
                .of(Training.class)
                .run(folder.resolve("training").toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(page).doesNotExist();
        assertThat(folder.resolve("all.xml")).doesNotExist();
    }
}
