package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the history is kept. */
class HistoryFileTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void it_is_made_for_its_owner_only() throws Exception {
        var file = HistoryFile.in(Map.of("XDG_STATE_HOME", path("state"))).orElseThrow();
        assertThat(file).isEqualTo(folder.resolve("state/simrun/history")).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void one_that_others_may_read_is_closed_to_them_and_keeps_its_text() throws Exception {
        Files.createDirectories(folder.resolve("simrun"));
        var file = Files.writeString(folder.resolve("simrun/history"), "step\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(HistoryFile.in(Map.of("XDG_STATE_HOME", folder.toString()))).hasValue(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("step\n");
    }

    @Test
    void without_a_state_folder_it_is_in_the_home_folder() {
        assertThat(HistoryFile.in(Map.of("HOME", folder.toString())))
                .hasValue(folder.resolve(".local/state/simrun/history"));
        assertThat(HistoryFile.in(Map.of("HOME", folder.toString(), "XDG_STATE_HOME", "")))
                .hasValue(folder.resolve(".local/state/simrun/history"));
    }

    @Test
    void the_state_folder_wins_over_the_home_folder() {
        assertThat(HistoryFile.in(Map.of("HOME", path("home"), "XDG_STATE_HOME", path("state"))))
                .hasValue(folder.resolve("state/simrun/history"));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void relative_folders_are_passed_over() {
        assertThat(HistoryFile.in(Map.of("HOME", path("home"), "XDG_STATE_HOME", "state")))
                .hasValue(folder.resolve("home/.local/state/simrun/history"));
        assertThat(HistoryFile.in(Map.of("HOME", "home", "XDG_STATE_HOME", "state")))
                .isEmpty();
        assertThat(HistoryFile.in(Map.of())).isEmpty();
    }

    @Test
    void where_nothing_can_be_written_there_is_none() throws Exception {
        Files.writeString(folder.resolve("file"), "no folder");
        assertThat(HistoryFile.in(Map.of("XDG_STATE_HOME", path("file")))).isEmpty();
    }
}
