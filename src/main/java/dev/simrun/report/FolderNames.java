package dev.simrun.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names that every file system takes, made of what files and cases are called: letters and digits of all scripts stay,
 * what else there is becomes a dash, and what is long is cut.
 *
 * @param target the folder in which those of cases are made
 */
record FolderNames(Path target) {
    /** File systems take 255 bytes; two such parts, a hash and a number have room. */
    private static final int MOST_BYTES = 100;

    /** Of more with one name something else is wrong. */
    private static final int MOST_SAME = 1_000_000;

    /** Makes the folder of a case; one that is there already, or has been made for such a case, is another. */
    Path make(String file, String title) throws IOException {
        var hash = "%08x".formatted((file + "\0" + title).hashCode());
        Files.createDirectories(target);
        for (int number = 1; number < MOST_SAME; number++) {
            var end = "-" + hash + (number == 1 ? "" : "-" + number);
            try {
                return Files.createDirectory(child(target, safe(file) + "-" + safe(title), end));
            } catch (FileAlreadyExistsException taken) {
                // the next number, then
            }
        }
        throw new IOException("there are too many folders of the same case in " + target);
    }

    /** A file for something of that name, which is not there yet: others may be made of other names. */
    Path file(Path folder, String name, String end) {
        var file = child(folder, safe(name), end);
        for (int number = 2; Files.exists(file); number++) {
            file = child(folder, safe(name), "-" + number + end);
        }
        return file;
    }

    private static Path child(Path folder, String name, String end) {
        try {
            return folder.resolve(name + end);
        } catch (InvalidPathException unknownLetters) { // by the locale
            return folder.resolve(name.replaceAll("[^\\x20-\\x7e]", "_") + end);
        }
    }

    private static String safe(String name) {
        var dashed = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}._]+", "-");
        var safe = dashed.replaceAll("^[-.]+|[-.]+$", "");
        int end = safe.length();
        while (safe.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            end = safe.offsetByCodePoints(end, -1);
        }
        return end == 0 ? "case" : safe.substring(0, end);
    }
}
