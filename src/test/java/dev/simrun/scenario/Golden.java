package dev.simrun.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A committed file that the code must still make; {@code -Dgolden=write} writes it and fails. */
public final class Golden {
    private Golden() {}

    /** Fails unless the file holds the text. */
    public static void check(Path file, String made) throws IOException {
        var committed = committed(file);
        if (!"write".equals(System.getProperty("golden"))) {
            assertThat(committed).as("%s (-Dgolden=write writes it)", file).isEqualTo(made);
        } else if (!committed.equals(made)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, made);
            fail("wrote %s: read the difference", file);
        }
    }

    private static String committed(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            return "";
        }
    }
}
