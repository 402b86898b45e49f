package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a report may go, and that nothing runs where it may not. */
@EnabledOnOs(OS.LINUX)
class ReportPathTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write_a_scenario() throws IOException {
        Files.writeString(folder.resolve("fine.yaml"), "name: fine\nsteps: [invoke]\n");
        Files.createSymbolicLink(folder.resolve("here"), Path.of("."));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        --junit .                       | can't write the report .: it is a folder
        --junit /dev/full               | can't write the report /dev/full: it is no plain file
        --jsonl /dev/zero               | can't write the report /dev/zero: it is no plain file
        --junit fine.yaml/x             | can't write the report fine.yaml/x: @/fine.yaml is no folder
        --junit x --jsonl x             | --jsonl x: that is where --junit writes
        --junit x --jsonl ./here/x      | --jsonl ./here/x: that is where --junit writes
        --junit a/x --jsonl a/../a/x    | --jsonl a/../a/x: that is where --junit writes
        --junit fine.yaml               | --junit fine.yaml: that is a scenario of this run
        --jsonl here/fine.yaml          | --jsonl here/fine.yaml: that is a scenario of this run
        """)
    void a_path_that_would_not_do_is_told_before_the_run(String options, String message) throws Exception {
        var run = Simrun.in(folder).run(("fine.yaml " + options).split(" "));
        assertThat(run.err()).isEqualTo("error: " + message.replace("@", folder.toString()) + "\n");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).as("nothing ran").isEmpty();
        assertThat(folder.resolve("fine.yaml")).content().startsWith("name: fine");
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void folders_of_reports_are_made() throws Exception {
        var run = Simrun.in(folder).run("fine.yaml", "--junit", "out/a/b.xml", "--jsonl", "out/c/d.jsonl");
        assertThat(run.exit()).isZero();
        assertThat(folder.resolve("out/a/b.xml")).content().contains("<testsuites");
        assertThat(folder.resolve("out/c/d.jsonl")).content().contains("\"summary\"");
    }

    @Test
    void a_report_of_a_run_that_does_not_begin_makes_no_folder() throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "name: wrong\n");
        assertThat(Simrun.in(folder).run("wrong.yaml", "--junit", "out/b.xml").exit())
                .isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void nobody_need_want_a_report_and_somebody_may_read_it_at_once() throws Exception {
        var none = Simrun.in(folder).run("fine.yaml", "--junit", "/dev/null", "--jsonl", "/dev/null");
        assertThat(none.err()).isEmpty();
        assertThat(none.exit()).isZero();
        var piped = Simrun.in(folder)
                .through("bash")
                .through("-c")
                .through("\"$0\" \"$@\" | cat; exit ${PIPESTATUS[0]}")
                .run("fine.yaml", "--junit", "/dev/stdout");
        assertThat(piped.out()).contains("1 passed, 0 failed\n", "<testsuites");
        assertThat(piped.exit()).isZero();
        var substituted = Simrun.in(folder)
                .through("bash")
                .through("-c")
                .through("exec \"$0\" \"$@\" --junit >(cat >read)")
                .run("fine.yaml");
        assertThat(substituted.exit()).isZero();
    }
}
