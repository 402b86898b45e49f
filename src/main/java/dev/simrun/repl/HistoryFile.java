package dev.simrun.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where what was typed is kept for the next time, readable by its owner only. */
final class HistoryFile {
    private HistoryFile() {}

    /** The file in the XDG state folder, made if it is not there; empty where it can't be kept. */
    static Optional<Path> in(Map<String, String> environment) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var home = environment.getOrDefault("HOME", "");
        // the specification has relative ones ignored
        var folder = state.startsWith("/")
                ? Optional.of(Path.of(state))
                : home.startsWith("/") ? Optional.of(Path.of(home, ".local", "state")) : Optional.<Path>empty();
        return folder.map(it -> it.resolve("simrun").resolve("history")).filter(HistoryFile::make);
    }

    private static boolean make(Path file) {
        try {
            Files.createDirectories(file.getParent());
            var owner = PosixFilePermissions.fromString("rw-------");
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
            }
            Files.setPosixFilePermissions(file, owner);
            return true;
        } catch (IOException | UnsupportedOperationException notKept) {
            return false; // a session without a history is one all the same
        }
    }
}
