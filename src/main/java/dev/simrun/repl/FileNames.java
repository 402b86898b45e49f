package dev.simrun.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;

/** Files and folders that a path can go on with. */
final class FileNames {
    private static final int LIMIT = 200;

    private FileNames() {}

    /** Candidates for a path that has been typed so far, relative to a folder. */
    static List<Candidate> of(String typed, Path folder) {
        var start = typed.substring(0, typed.lastIndexOf('/') + 1);
        var name = typed.substring(start.length());
        try (Stream<Path> files = Files.list(folder.resolve(start))) {
            return files.filter(file -> fits(file.getFileName().toString(), name))
                    .sorted()
                    .limit(LIMIT)
                    .map(file -> candidate(start, file))
                    .toList();
        } catch (IOException | InvalidPathException nothingThere) {
            return List.of();
        }
    }

    /** Hidden ones are for those who ask for them. */
    private static boolean fits(String file, String typed) {
        return file.startsWith(typed) && (typed.startsWith(".") || !file.startsWith("."));
    }

    private static Candidate candidate(String start, Path file) {
        var name = file.getFileName() + (Files.isDirectory(file) ? "/" : "");
        return new Candidate(start + name, name, null, null, null, null, false);
    }
}
