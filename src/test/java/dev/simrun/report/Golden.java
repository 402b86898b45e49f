package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected outputs in files, which {@code -Dgolden=write} writes. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/report");

    private Golden() {}

    static void check(String file, String actual) throws IOException {
        var golden = FOLDER.resolve(file);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, actual);
            fail("wrote %s: read what changed, then run without -Dgolden", golden);
        }
        assertThat(actual).as(golden.toString()).isEqualTo(Files.readString(golden));
    }
}
