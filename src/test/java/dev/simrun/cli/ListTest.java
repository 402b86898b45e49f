package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of cases, as programs read it. */
final class ListTest {
    @TempDir
    private Path folder;

    @Test
    void cases_are_listed_for_programs_as_the_record_of_a_run_begins_them() throws Exception {
        Files.writeString(folder.resolve("fine.yaml"), "name: fine\ntags: [smoke]\nsteps: [note: x]\n");
        Files.writeString(folder.resolve("other.yaml"), "name: other\nsteps: [note: x]\n");
        Files.writeString(folder.resolve("rows.yaml"), """
            name: rows
            tags: [slow]
            cases:
              one: {n: 1}
              two: {n: 2}
            steps: [note: '${case.n}']
            """);
        var listed = Simrun.in(folder)
                .run("list", "--json", "--tags", "slow or smoke", ".")
                .out();
        assertThat(listed.lines())
                .hasSize(3)
                .contains("{\"type\":\"case\",\"case\":2,\"file\":\"rows.yaml\",\"name\":\"rows\",\"row\":\"one\","
                        + "\"tags\":[\"slow\"],\"line\":4,\"clock\":\"real\",\"steps\":1}");
        Simrun.in(folder).run("--jsonl", "all.jsonl", "--tags", "slow or smoke", ".");
        assertThat(Files.readString(folder.resolve("all.jsonl")).lines().filter(it -> it.contains("\"type\":\"case\"")))
                .containsExactlyElementsOf(listed.lines().toList());
        assertThat(Simrun.in(folder).run("check", "--json", ".").err()).startsWith("error: unknown option \"--json\"");
    }
}
