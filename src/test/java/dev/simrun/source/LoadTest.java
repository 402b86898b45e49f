package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {
    @TempDir
    private Path directory;

    @Test
    void a_file_is_read_without_its_byte_order_mark() throws IOException {
        var file = write("\uFEFFname: Zoë\n".getBytes(StandardCharsets.UTF_8));
        var source = ScenarioText.load(file, "shown.yaml");
        assertThat(source).isEqualTo(new Source("shown.yaml", "name: Zoë\n"));
        assertThat(ScenarioText.read(source).at()).hasToString("shown.yaml:1:1");
    }

    @Test
    void a_missing_file_is_named() {
        assertRefused(directory.resolve("none.yaml"), "there is no such file");
    }

    @Test
    void a_directory_is_no_scenario() {
        assertRefused(directory, "this is a directory, not a scenario file");
    }

    @Test
    void a_link_that_leads_to_itself_can_not_be_read() throws IOException {
        var link = directory.resolve("link.yaml");
        assertRefused(Files.createSymbolicLink(link, link), "the file can't be read (FileSystemException)");
    }

    @Test
    void a_binary_file_is_refused() throws IOException {
        assertRefused(write(new byte[] {'a', 0, 'b'}), "the file has NUL bytes: not a text file in UTF-8");
    }

    @Test
    void another_encoding_is_refused() throws IOException {
        assertRefused(write("name: Zoë".getBytes(StandardCharsets.ISO_8859_1)), "the file is not UTF-8 text");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertRefused(write(new byte[0]), "the file is empty");
        assertRefused(write(" \n\t\n".getBytes(StandardCharsets.UTF_8)), "the file is empty");
    }

    @Test
    void a_file_of_comments_is_refused() throws IOException {
        assertRefused(
                write("# one\n\n  # two\n".getBytes(StandardCharsets.UTF_8)), "the file has nothing but comments");
    }

    @Test
    void a_large_file_is_refused_with_its_size() throws IOException {
        var file = directory.resolve("large.yaml");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            // a terabyte: the test ends only because it is not read
            sparse.setLength(1L << 40);
        }
        assertRefused(file, "the file is 1048576.0 MiB, more than the limit of 3 MiB");
    }

    @Test
    void three_mebibytes_are_just_allowed() throws IOException {
        var bytes = "a".repeat(ScenarioText.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
        assertThat(ScenarioText.load(write(bytes), "a").text()).hasSize(ScenarioText.MAX_BYTES);
        var longer = new Source("a", "a".repeat(ScenarioText.MAX_BYTES + 1));
        assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioText.read(longer)))
                .hasMessage("a: the file is longer than the limit of 3 MiB");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("file.yaml"), bytes);
    }

    private static void assertRefused(Path file, String message) {
        var refused = catchThrowableOfType(ScenarioException.class, () -> ScenarioText.load(file, "shown.yaml"));
        assertThat(refused).hasMessage("shown.yaml: " + message);
        assertThat(refused.problems()).singleElement().matches(each -> each.at().isWholeFile());
    }
}
