package dev.simrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a report is to go; what would not do is told before anything runs.
 *
 * @param option that names it
 */
record ReportPath(String option, Path path) {
    /** Devices that a report may be written to, as somebody reads it there or nobody wants it. */
    private static final Pattern OPEN_DEVICE = Pattern.compile("/dev/(null|stdout|stderr|tty|fd/\\d+|pts/\\d+)");

    private static final int KIND_OF_FILE = 0170000;
    private static final int PIPE = 0010000;

    static ReportPath of(String option, String given) throws ExitException {
        try {
            var path = new ReportPath(option, Path.of(given));
            path.requireFile();
            path.requireRoom();
            return path;
        } catch (InvalidPathException noPath) {
            throw Paths.unusable(option + " " + given);
        }
    }

    /** Makes the folder that it lies in. */
    void makeFolder() throws ExitException {
        var folder = path.toAbsolutePath().getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException unwritable) {
            throw new ExitException(ExitCode.FAULT, unwritable("the folder %s can't be made".formatted(folder)));
        }
    }

    /** Refuses to write over what is read, and over another report. */
    void requireOther(Path other, String what) throws ExitException {
        if (!isDevice() && real(path).equals(real(other))) {
            throw ExitException.usage("%s %s: that is %s".formatted(option, path, what));
        }
    }

    private void requireFile() throws ExitException {
        if (Files.isDirectory(path)) {
            throw ExitException.usage(unwritable("it is a folder"));
        }
        if (isDevice() && !OPEN_DEVICE.matcher(path.toString()).matches()) {
            throw ExitException.usage(unwritable("it is no plain file"));
        }
    }

    private void requireRoom() throws ExitException {
        var above = path.toAbsolutePath().normalize().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || isDevice()) {
            return;
        }
        if (!Files.isDirectory(above)) {
            throw ExitException.usage(unwritable(above + " is no folder"));
        }
        if (!Files.isWritable(above)) {
            throw new ExitException(ExitCode.FAULT, unwritable("the folder %s is read-only".formatted(above)));
        }
    }

    private String unwritable(String why) {
        return "can't write the report %s: %s".formatted(path, why);
    }

    /** Whether something is there that is neither a file nor a pipe that somebody may read. */
    private boolean isDevice() {
        try {
            return Files.exists(path)
                    && !Files.isRegularFile(path)
                    && ((int) Files.getAttribute(path, "unix:mode") & KIND_OF_FILE) != PIPE;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false; // then writing to it will tell
        }
    }

    /** The same for the same file, whatever it is called by. */
    private static Path real(Path path) {
        var whole = path.toAbsolutePath().normalize();
        try {
            if (Files.exists(whole)) {
                return whole.toRealPath();
            }
            var folder = whole.getParent();
            return folder != null && Files.exists(folder) ? folder.toRealPath().resolve(whole.getFileName()) : whole;
        } catch (IOException unknown) {
            return whole;
        }
    }
}
