package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.Golden;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and lines of CI systems are given. */
final class MarkdownReportTest {
    @TempDir
    private Path folder;

    private static RunResult mixed() {
        var rows = Results.file("rows.yaml");
        return Results.run(
                Results.passed(),
                Results.failed(),
                Results.result(rows, Verdict.ERRORED, List.of(Results.inFinally(rows)), List.of()),
                Results.unrun(rows, 1, Verdict.SKIPPED, "requires *bash* | <sh>"),
                Results.unrun(rows, 0, Verdict.SKIPPED, "requires *bash* | <sh>"));
    }

    private static String told(RunResult run) {
        var report = new MarkdownReport(new Secrets());
        Results.tell(report, run);
        return report.text(run);
    }

    @Test
    void the_page_of_a_mixed_run() throws IOException {
        Golden.check(Results.golden("mixed.md"), told(mixed()));
    }

    @Test
    void of_a_run_that_passed_the_counts_are_all() {
        assertThat(told(Results.run(Results.passed()))).isEqualTo("### simrun: 1 passed, 0 failed (1.31s)\n");
    }

    @Test
    void of_very_many_cases_the_first_are_told() {
        int more = 3;
        var cases = Stream.generate(Results::failed)
                .limit(MarkdownReport.TOLD + more)
                .toArray(CaseResult[]::new);
        var text = told(Results.run(cases));
        assertThat(text.split("<details>", -1)).hasSize(MarkdownReport.TOLD + 1);
        assertThat(text).contains("\n… and 3 more\n").hasSizeLessThan(1024 * 1024);
    }

    @Test
    void it_is_added_to_what_others_have_written() throws IOException {
        var run = mixed();
        var report = new MarkdownReport(new Secrets());
        var page = folder.resolve("page.md");
        report.append(run, page);
        report.append(run, page);
        assertThat(Files.readString(page)).isEqualTo((report.text(run) + "\n").repeat(2));
        assertThatThrownBy(() -> report.append(run, folder.resolve("no/page.md")))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing can be added to " + folder.resolve("no/page.md"));
    }

    @Test
    void github_is_told_where_in_the_repository_a_failure_stands() {
        var top = Path.of("").toAbsolutePath();
        assertThat(annotated(new GithubAnnotations(Optional.of(top.resolve("..")), new Secrets())))
                .startsWith("::error file=" + top.getFileName() + "/scenarios/shutdown.yaml,line=13,col=58,"
                        + "title=failed%3A an extension acknowledges a planned shutdown::assert_acknowledged: audit"
                        + " acknowledged 812ms after SHUTDOWN, expected less than 500ms\n")
                .hasLineCount(2);
        assertThat(annotated(new GithubAnnotations(Optional.of(folder), new Secrets())))
                .startsWith("::error file=scenarios/shutdown.yaml,");
    }

    private static String annotated(GithubAnnotations annotations) {
        Results.tell(annotations, mixed());
        return annotations.text();
    }
}
