package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder that stands for /opt/extensions, as a user runs it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ExtensionFolderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeExtensions() throws Exception {
        var extensions = Files.createDirectories(folder.resolve("opt/extensions"));
        var extension = extensions.resolve("audit");
        Files.writeString(extension, "#!/bin/sh\nexec sleep 1000\n");
        Files.setPosixFilePermissions(extension, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Simrun.Outcome run(String steps) throws Exception {
        Files.writeString(folder.resolve("x.yaml"), "name: x\nextensions: opt/extensions\nsteps:\n" + steps);
        return Simrun.in(folder).run("x.yaml");
    }

    @Test
    void a_file_that_is_no_program_fails_init_as_a_launch_error() throws Exception {
        Files.writeString(folder.resolve("opt/extensions/notes.txt"), "not for execution");
        var run = run("""
              - init: {}
                expect:
                  outcome: crash
                  error_type: Extension.LaunchError
                  error_message: {$contains: notes.txt}
            """);
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void switched_off_extensions_are_not_started_and_get_404_without_a_body() throws Exception {
        Files.createFile(folder.resolve("opt/disable-extensions-jwigqn8j"));
        var run = run("""
              - init
              - http:
                  method: POST
                  path: /2020-01-01/extension/register
                  headers: {Lambda-Extension-Name: audit}
                  body: {events: [INVOKE]}
                expect: {status: 404, body: ''}
              - invoke
              - assert_event: {type: process.start, actor: audit, count: 0}
              - assert_extensions: 0
            """);
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
    }
}
