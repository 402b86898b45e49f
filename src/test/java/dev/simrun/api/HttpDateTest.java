package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    @Test
    void each_day_of_a_year_is_what_the_locales_data_make_of_it() {
        var format = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        var first = Instant.parse("2026-01-01T01:02:03Z");
        for (int day = 0; day < 366; day++) {
            var time = first.plus(Duration.ofDays(day)).plusSeconds(day);
            assertThat(HttpDate.of(time)).isEqualTo(format.format(time));
        }
    }
}
