package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        a.yaml               | orders            | a.yaml-orders
        scenarios/x/a.yaml   | Ends [2 x]        | scenarios-x-a.yaml-ends-2-x
        ../../a.yaml         | ../../etc/passwd  | a.yaml-etc-passwd
        a.yaml               | طلب جديد          | a.yaml-طلب-جديد
        C:\\a.yaml           | a:b*c?"<>         | c-a.yaml-a-b-c
        <stdin>              | ...               | stdin-case
        """)
    void names_are_safe_and_tell_what_they_are_of(String file, String title, String name) throws IOException {
        var made = new FolderNames(folder).make(file, title);
        assertThat(made).isDirectory().hasParent(folder);
        assertThat(made.getFileName().toString()).matches(Pattern.quote(name) + "-[0-9a-f]{8}");
    }

    @Test
    void what_reads_the_same_has_another_folder() throws IOException {
        var names = new FolderNames(folder.resolve("not/there/yet"));
        var first = names.make("a.yaml", "x/y");
        assertThat(names.make("a.yaml", "x y")).isNotEqualTo(first).isDirectory();
        assertThat(names.make("a.yaml", "x/y").getFileName().toString()).isEqualTo(first.getFileName() + "-2");
    }

    @Test
    void files_of_actors_whose_names_read_the_same_are_not_written_over() throws IOException {
        var names = new FolderNames(folder);
        var first = Files.createFile(names.file(folder, "my/audit", ".log"));
        assertThat(first).isEqualTo(folder.resolve("my-audit.log"));
        assertThat(names.file(folder, "my audit", ".log")).isEqualTo(folder.resolve("my-audit-2.log"));
        assertThat(names.file(folder, "..", ".log")).isEqualTo(folder.resolve("case.log"));
    }
}
