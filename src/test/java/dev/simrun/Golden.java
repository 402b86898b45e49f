package dev.simrun;

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

    /** Fails unless the part of a file between two lines, the second of which has a slash, is made. */
    public static void checkPart(Path file, String name, String made) throws IOException {
        var whole = committed(file);
        var first = "<!-- " + name + " -->\n";
        var last = "<!-- /" + name + " -->\n";
        int begin = whole.indexOf(first);
        int end = whole.indexOf(last);
        assertThat(begin).as("%s has the line %s", file, first.strip()).isNotNegative();
        assertThat(end).as("%s has the line %s", file, last.strip()).isGreaterThan(begin);
        check(file, whole.substring(0, begin + first.length()) + made + whole.substring(end));
    }

    private static String committed(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            return "";
        }
    }
}
