package dev.simrun.api;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A time as HTTP has it (RFC 9110 §5.6.7), which wants both digits of a day. The names of days and months are told, as
 * Java reads a locale's data to know them.
 */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendText(DAY_OF_WEEK, names(DayOfWeek.values()))
            .appendLiteral(", ")
            .appendValue(DAY_OF_MONTH, 2)
            .appendLiteral(' ')
            .appendText(MONTH_OF_YEAR, names(Month.values()))
            .appendPattern(" uuuu HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** The first three letters, by the number from 1 on. */
    private static Map<Long, String> names(Enum<?>[] all) {
        var names = new HashMap<Long, String>();
        for (var one : all) {
            var name = one.name();
            names.put(names.size() + 1L, name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
