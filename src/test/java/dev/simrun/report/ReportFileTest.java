package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a report goes, whatever stands there before. */
class ReportFileTest {
    @TempDir
    private Path folder;

    private static void write(Path target) throws IOException {
        ReportFile.write(target, out -> out.write("new"));
    }

    @Test
    void a_report_can_be_read_by_whoever_can_read_a_new_file() throws IOException {
        var usual = Files.createFile(folder.resolve("usual"));
        var target = folder.resolve("report");
        write(target);
        assertThat(Files.getPosixFilePermissions(target))
                .isEqualTo(Files.getPosixFilePermissions(usual))
                .contains(PosixFilePermission.OWNER_READ);
    }

    @Test
    void a_link_stays_a_link() throws IOException {
        var target = Files.createFile(folder.resolve("real"));
        var link = Files.createSymbolicLink(folder.resolve("link"), target);
        write(link);
        assertThat(link).isSymbolicLink();
        assertThat(target).content().isEqualTo("new");
    }

    @Test
    void a_target_that_is_no_file_is_written_to_and_stays() throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var read = CompletableFuture.supplyAsync(() -> contentOf(pipe));
        write(pipe);
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("new");
    }

    @Test
    void a_missing_folder_is_made() throws IOException {
        var target = folder.resolve("out/missing/report");
        write(target);
        assertThat(target).content().isEqualTo("new");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> write(file.resolve("sub/report")))
                .isInstanceOf(IOException.class)
                .hasMessage("the folder " + file.resolve("sub") + " can't be made");
        assertThatThrownBy(() -> write(folder)).isInstanceOf(IOException.class).hasMessage(folder + " is a folder");
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
