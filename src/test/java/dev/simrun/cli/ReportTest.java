package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simrun report} as a user sees it, above all where there is nothing that it could tell of. */
final class ReportTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeScenario() throws Exception {
        Files.writeString(folder.resolve("fails.yaml"), """
            name: fails
            clock: virtual
            steps:
              - invoke: {}
                expect: {payload: 1}
            """);
    }

    private Simrun.Outcome run(String... args) throws Exception {
        return Simrun.in(folder).run(args).withoutTraces();
    }

    @Test
    void a_run_is_told_again_without_running_anything() throws Exception {
        var first = run("--jsonl", "run.jsonl", "fails.yaml");
        assertThat(first.exit()).isEqualTo(1);
        Files.delete(folder.resolve("fails.yaml"));
        var again = run("report", "run.jsonl", "--junit", "again/all.xml");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(Files.readString(folder.resolve("again/all.xml"))).contains("<failure message=\"invoke: payload");
    }

    @Test
    void a_job_that_was_told_by_the_run_is_not_told_again() throws Exception {
        run("--jsonl", "run.jsonl", "fails.yaml");
        var page = folder.resolve("page.md");
        var again = Simrun.in(folder)
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_STEP_SUMMARY", page.toString())
                .run("report", "run.jsonl");
        assertThat(again.out()).doesNotContain("::error");
        assertThat(page).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        report                            | report of what? name the one file that --jsonl wrote
        report a.jsonl b.jsonl            | report of what? name the one file that --jsonl wrote
        report gone.jsonl                 | gone.jsonl: there is no such file
        report .                          | . is a folder; name one file of it
        report fails.yaml                 | fails.yaml:1: no line that --jsonl writes: it is no JSON
        report run.jsonl --junit run.jsonl | --junit run.jsonl: that is the record that is read
        report run.jsonl --step           | unknown option "--step" (simrun --help lists them)
        """)
    void what_cannot_be_told_is_an_error_of_the_command_line(String command, String message) throws Exception {
        Files.writeString(folder.resolve("run.jsonl"), "{}\n");
        var run = run(command.split(" "));
        assertThat(run.err()).isEqualTo("error: " + message + "\n");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        other document | run.jsonl is no record of a run: its first line is not the one that --jsonl writes
        later format   | run.jsonl has format 2, and this simrun reads format 1; it was written by simrun 9.9
        wrong seed     | run.jsonl:1: no line that --jsonl writes: *
        wrong shard    | run.jsonl:1: no line that --jsonl writes: *
        two records    | run.jsonl:19: there is more after the end of the run; one record is read at a time
        open case      | run.jsonl:4: no line that --jsonl writes: the case before it has not ended
        cut off        | run.jsonl ends after 5 lines, in the middle of a run
        empty          | run.jsonl is empty: a run that goes on, or was killed, has written nothing yet
        unknown event  | run.jsonl:4: no line that --jsonl writes: there is no event init.begin
        unknown line   | run.jsonl:3: no line that --jsonl writes: its type is "kase"
        a case less    | run.jsonl:3: no line that --jsonl writes: 0 cases came before it, and it says 2
        """)
    void what_is_no_whole_record_is_told_with_its_line(String what, String message) throws Exception {
        run("--jsonl", "run.jsonl", "fails.yaml");
        var file = folder.resolve("run.jsonl");
        var whole = Files.readString(file);
        var lines = whole.lines().toList();
        var changed = switch (what) {
            case "other document" -> "{\"a\":1}\n";
            case "later format" ->
                whole.replace("\"format\":1,\"simrun\":\"(development)\"", "\"format\":2,\"simrun\":\"9.9\"");
            case "wrong seed" -> "{\"type\":\"run\",\"format\":1,\"seed\":\"abc\"}\n";
            case "wrong shard" -> "{\"type\":\"run\",\"format\":1,\"shard\":{\"index\":\"x\"}}\n";
            case "two records" -> whole + whole;
            case "open case" -> String.join("\n", lines.get(0), lines.get(1), lines.get(2), lines.get(2)) + "\n";
            case "cut off" -> String.join("\n", lines.subList(0, 5)) + "\n";
            case "unknown event" -> whole.replace("\"init.start\"", "\"init.begin\"");
            case "unknown line" -> whole.replace("\"type\":\"case\"", "\"type\":\"kase\"");
            case "a case less" ->
                String.join("\n", lines.get(0), lines.get(1), lines.getLast().replace("\"cases\":1", "\"cases\":2"))
                        + "\n";
            default -> "";
        };
        Files.writeString(file, changed);
        var run = run("report", "run.jsonl");
        assertThat(run.err()).startsWith("error: " + message.replaceFirst(" \\*$", ""));
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void a_secret_of_digits_leaves_the_numbers_of_the_record_as_they_are() throws Exception {
        Files.writeString(folder.resolve("secret.yaml"), """
            name: secret
            clock: virtual
            runtime: {fake: [{when: invoke, reply: {n: 12345678, t: 'is 12345678'}}]}
            steps:
              - invoke: {payload: '${env.API_TOKEN}'}
                expect: {payload: {n: 1, t: ''}}
            """);
        var ran = Simrun.in(folder)
                .with("API_TOKEN", "12345678")
                .run("--seed", "12345678", "--jsonl", "run.jsonl", "secret.yaml");
        assertThat(ran.out()).contains("***");
        assertThat(Files.readString(folder.resolve("run.jsonl")))
                .contains("\"seed\":12345678,", "\"value\":\"***\"", "\"value\":\"is ***\"");
        assertThat(run("report", "run.jsonl").exit()).isZero();
    }

    @Test
    void a_row_without_a_name_is_told_as_one() throws Exception {
        Files.writeString(folder.resolve("rows.yaml"), """
            name: r
            clock: virtual
            cases: {'': {n: 1}}
            steps: [{assert: {case.n: 1}}]
            """);
        var first = run("--jsonl", "run.jsonl", "rows.yaml");
        assertThat(run("report", "run.jsonl").out()).isEqualTo(first.out()).contains("ok    r []");
    }

    @Test
    void variables_that_name_the_reports_of_a_run_are_not_for_those_of_its_record() throws Exception {
        run("--jsonl", "run.jsonl", "fails.yaml");
        var again = Simrun.in(folder)
                .with("SIMRUN_JSONL", "run.jsonl")
                .with("SIMRUN_JUNIT", "run.xml")
                .run("report", "run.jsonl");
        assertThat(again.err()).isEmpty();
        assertThat(folder.resolve("run.xml")).doesNotExist();
    }
}
