package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --last-failed} as a user sees it. */
final class LastFailedTest {
    private static final String NOTHING = "error: no case failed the last time that simrun was run in this folder\n";

    @TempDir
    private Path folder;

    private Path state() {
        return folder.resolve("state");
    }

    private Simrun.Outcome run(String... arguments) throws Exception {
        return Simrun.in(folder)
                .with("XDG_STATE_HOME", state().toString())
                .run(arguments)
                .withoutTraces();
    }

    private void write(int two) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), """
            name: rows
            clock: virtual
            cases: {one: {n: 1}, two: {n: %s}, three: {n: 3}}
            steps: [assert: {case.n: {$gt: 0, $lt: 3}}]
            """.formatted(two));
    }

    @BeforeEach
    void writeScenarios() throws IOException {
        write(0);
        Files.writeString(folder.resolve("b.yaml"), "name: fine\nsteps: [note: x]\n");
    }

    private List<Path> remembered() throws IOException {
        try (var files = Files.walk(state())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void what_did_not_pass_is_run_again_until_it_passes() throws Exception {
        assertThat(run("-q", "a.yaml", "b.yaml").out()).endsWith("2 passed, 2 failed\n");
        assertThat(run("list", "--last-failed", "a.yaml", "b.yaml").out())
                .isEqualTo("a.yaml:3  rows [two]\na.yaml:3  rows [three]\n");
        write(2);
        assertThat(run("-q", "--last-failed", "a.yaml", "b.yaml").out()).endsWith("1 passed, 1 failed\n");
        assertThat(run("-q", "--last-failed", "a.yaml", "b.yaml").out()).endsWith("0 passed, 1 failed\n");
        assertThat(run("-q", "--name", "one", "a.yaml").out()).endsWith("1 passed, 0 failed\n");
        assertThat(run("-q", "--last-failed", "a.yaml").out()).endsWith("0 passed, 1 failed\n");
    }

    @Test
    void where_all_passed_nothing_is_kept_and_nothing_is_run() throws Exception {
        assertThat(run("b.yaml").exit()).isZero();
        assertThat(state()).doesNotExist();
        var run = run("--last-failed", "a.yaml");
        assertThat(run.err()).isEqualTo(NOTHING);
        assertThat(run.exit()).isEqualTo(5);
        run("-q", "--name", "two", "a.yaml");
        assertThat(remembered()).hasSize(1);
        write(1);
        run("-q", "--name", "two", "a.yaml");
        assertThat(remembered()).isEmpty();
    }

    @Test
    void of_other_cases_and_other_folders_nothing_is_known() throws Exception {
        run("-q", "a.yaml");
        assertThat(run("--last-failed", "b.yaml").err())
                .isEqualTo("error: none of the 2 that failed the last time is among the cases that are selected\n");
        var other = Files.createDirectory(folder.resolve("other"));
        Files.copy(folder.resolve("a.yaml"), other.resolve("a.yaml"));
        assertThat(Simrun.in(other)
                        .with("XDG_STATE_HOME", state().toString())
                        .run("--last-failed", "a.yaml")
                        .err())
                .isEqualTo(NOTHING);
    }

    @Test
    void where_nothing_can_be_kept_a_run_is_as_it_would_be() throws Exception {
        var run = Simrun.in(folder).with("XDG_STATE_HOME", "/dev/null").run("-q", "a.yaml");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
    }
}
