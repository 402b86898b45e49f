package dev.simrun.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "2s, PT2S",
        "1.5s, PT1.5S",
        "3m, PT3M",
        "1h, PT1H",
        "0s, PT0S",
        "0.5ms, PT0.0005S",
        "0.000001ms, PT0.000000001S",
        "1.10s, PT1.1S",
        "10000h, PT10000H",
        "1.5h, PT1H30M"
    })
    void duration_is_read(String text, Duration duration) {
        assertThat(Literals.duration(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "ms",
                "500 ms",
                " 500ms",
                "500ms ",
                "-5s",
                "+5s",
                "5S",
                "5sec",
                ".5s",
                "5.s",
                "1e3s",
                "1m30s",
                "10001h",
                "10000.1h",
                "36000001s",
                "1us",
                "٣s",
                "0.0000001ms",
                "999999999999999999h",
                "99999999999999999999s",
                "5s\n"
            })
    void other_text_is_no_duration(String text) {
        assertThat(Literals.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7B, 7",
        "0B, 0",
        "256KiB, 262144",
        "128MiB, 134217728",
        "1GiB, 1073741824",
        "9223372036854775807B, 9223372036854775807"
    })
    void size_is_read(String text, long bytes) {
        assertThat(Literals.sizeBytes(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7b",
                "7KB",
                "7kib",
                "1.5KiB",
                "-1B",
                "7 B",
                "9223372036854775808B",
                "9999999999999999999GiB",
                "99999999999999999999B"
            })
    void other_text_is_no_size(String text) {
        assertThat(Literals.sizeBytes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.812S, 812ms",
        "PT0.000412S, 0.412ms",
        "PT0.9999999S, 999.999ms",
        "PT1S, 1s",
        "PT1.31S, 1.31s",
        "PT1.9999S, 1.999s",
        "PT59S, 59s",
        "PT1M, 1m",
        "PT1M30S, 90s",
        "PT3M, 3m",
        "PT60M, 1h",
        "PT90M, 90m",
        "PT48H, 48h",
        "PT-0.812S, -812ms",
        "PT0.000000001S, 0ms"
    })
    void duration_is_shown(Duration duration, String text) {
        assertThat(Literals.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shown_duration_reads_back_to_the_microsecond(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++) {
            var duration = Duration.ofNanos(random.nextLong(1_000_000) * 1000);
            assertThat(Literals.duration(Literals.duration(duration))).contains(duration);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
    void longest_possible_duration_is_shown(long seconds) {
        assertThat(Literals.duration(Duration.ofSeconds(seconds))).isNotEmpty();
    }
}
