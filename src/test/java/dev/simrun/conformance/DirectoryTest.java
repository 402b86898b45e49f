package dev.simrun.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder of extensions, as Lambda finds them in {@code /opt/extensions}. */
@Timeout(60)
final class DirectoryTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void make_the_folder() throws IOException {
        Files.createDirectories(folder.resolve("opt/extensions"));
    }

    @Test
    @Item(60)
    void folder_with_nothing_but_folders_expects_no_extension() throws Exception {
        var scenario = new Scenario(folder);
        var yaml = """
            extensions: opt/extensions
            steps:
              - invoke: {}
              - assert_extensions: 0
            """;
        scenario.passes(yaml);
        Files.createDirectory(folder.resolve("opt/extensions/lib"));
        scenario.passes(yaml);
    }

    @Test
    @Item(61)
    void file_that_can_not_be_executed_is_a_launch_error() throws Exception {
        Files.writeString(folder.resolve("opt/extensions/notes.txt"), "not a program");
        new Scenario(folder).passes("""
            extensions: opt/extensions
            steps:
              - init: {}
                expect: {outcome: crash, error_type: Extension.LaunchError}
            """);
    }

    @Test
    @Item(76)
    void disable_file_takes_the_extensions_and_their_routes_away() throws Exception {
        Files.createFile(folder.resolve("opt/disable-extensions-jwigqn8j"));
        new Scenario(folder)
                .program("opt/extensions/ext", "register '{\"events\":[\"INVOKE\"]}'\npoll\n")
                .passes("""
                    extensions: opt/extensions
                    steps:
                      - invoke: {}
                      - assert_event: {type: process.start, actor: ext, count: 0}
                      - http:
                          method: POST
                          path: /2020-01-01/extension/register
                          headers: {Lambda-Extension-Name: ext}
                          body: {events: [INVOKE]}
                        expect: {status: 404, body: ''}
                    """);
    }
}
