package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells a job of GitHub Actions by itself, and other systems with an option. */
final class GithubTest {
    private static final String ANNOTATION =
            "::error file=sub/bad.yaml,line=4,col=27,title=failed%3A bad%2C 100%25%3A x::invoke: payload.n was 1,"
                    + " expected 2\n";

    @TempDir
    private Path folder;

    private Path sub;

    @BeforeEach
    void writeScenario() throws Exception {
        sub = Files.createDirectory(folder.toRealPath().resolve("sub"));
        Files.writeString(sub.resolve("bad.yaml"), """
            name: "bad, 100%: x"
            steps:
              - invoke: {payload: {n: 1}}
                expect: {payload: {n: 2}}
            """);
    }

    private Simrun inAJob() {
        return Simrun.in(sub).with("GITHUB_ACTIONS", "true").with("GITHUB_WORKSPACE", folder.toString());
    }

    @Test
    void a_job_shows_failures_beside_the_file_and_on_its_page() throws Exception {
        var page = Files.writeString(folder.resolve("page"), "before\n");
        var run = inAJob().with("GITHUB_STEP_SUMMARY", page.toString()).run("bad.yaml");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("\n" + ANNOTATION).endsWith("\n0 passed, 1 failed\n");
        assertThat(Files.readString(page))
                .startsWith("before\n### simrun: 0 passed, 1 failed (")
                .contains("| failed | bad, 100%&#58; x | bad.yaml:1 |");
    }

    @Test
    void a_page_that_cannot_be_written_is_told_and_changes_no_exit_code() throws Exception {
        Files.writeString(sub.resolve("good.yaml"), "name: good\nsteps: [note: x]\n");
        var page = folder.resolve("no/page");
        var run = inAJob().with("GITHUB_STEP_SUMMARY", page.toString()).run("good.yaml");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("error: can't write the report: nothing can be added to " + page + "\n");
    }

    @Test
    void elsewhere_nothing_is_told_without_an_option() throws Exception {
        var page = folder.resolve("page");
        var run = Simrun.in(sub)
                .with("GITHUB_ACTIONS", "false")
                .with("GITHUB_STEP_SUMMARY", page.toString())
                .run("--markdown", "out/all.md", "bad.yaml");
        assertThat(run.out()).doesNotContain("::");
        assertThat(page).doesNotExist();
        assertThat(Files.readString(sub.resolve("out/all.md")))
                .contains("invoke: payload.n was 1, expected 2\n")
                .endsWith("</details>\n");
    }

    @Test
    void two_reports_want_two_files() throws Exception {
        assertThat(Simrun.in(sub)
                        .run("--markdown", "x", "--jsonl", "x", "bad.yaml")
                        .err())
                .startsWith("error: --markdown ");
    }
}
