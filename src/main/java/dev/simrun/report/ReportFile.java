package dev.simrun.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A report's file, of which no reader ever sees half. */
public final class ReportFile {
    private ReportFile() {}

    /** Writes what the file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(BufferedWriter out) throws IOException;
    }

    /**
     * Writes the report beside its target and renames it. What is no file, such as {@code /dev/stdout}, is written to.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static void write(Path target, Content content) throws IOException {
        var place = place(target);
        if (isWrittenTo(place)) {
            fill(place, content);
        } else {
            replace(place, folder(target), content);
        }
    }

    /**
     * Where there is room for what will stand in a report; a folder that is missing is made.
     *
     * @throws IOException if there is no place for the report; its message is complete on its own
     */
    public static Path folder(Path target) throws IOException {
        var place = place(target);
        var folder = place.getParent();
        if (isWrittenTo(place)) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
        if (folder == null) {
            throw new IOException("there is no folder for " + target);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new IOException("the folder " + folder + " can't be made", unwritable);
        }
        return folder;
    }

    private static Path place(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + " is a folder");
        }
        // A pipe behind /dev/stdout has no real path.
        return Files.isRegularFile(target) ? target.toRealPath() : target.toAbsolutePath();
    }

    private static boolean isWrittenTo(Path place) {
        return Files.exists(place) && !Files.isRegularFile(place);
    }

    private static void replace(Path target, Path folder, Content content) throws IOException {
        // Not createTempFile: only its owner could read the report.
        var beside = folder.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            fill(beside, content);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void fill(Path place, Content content) throws IOException {
        // Not Files.newBufferedWriter: half of a surrogate pair would make it throw.
        try (var out =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(place), StandardCharsets.UTF_8))) {
            content.writeTo(out);
        }
    }
}
