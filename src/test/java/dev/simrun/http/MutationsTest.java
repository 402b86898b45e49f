package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever arrives is served, refused and recorded, or torn, and takes little memory. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MutationsTest {
    @Test
    void ten_thousand_mutated_requests_of_seed_20261127_stop_nothing_within_256_megabytes() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mutations.class.getName(),
                "20261127",
                "10000");
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).matches("10000: \\d{3,4} served, \\d{4,5} refused, \\d{2,4} torn\\R");
    }
}
