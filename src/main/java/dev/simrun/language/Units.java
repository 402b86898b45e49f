package dev.simrun.language;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Units as others write them. */
final class Units {
    private static final Pattern MEASURE = Pattern.compile("([0-9.]+)\\s*([a-z]+)");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("milliseconds", "ms"),
            Map.entry("millisecond", "ms"),
            Map.entry("msec", "ms"),
            Map.entry("seconds", "s"),
            Map.entry("second", "s"),
            Map.entry("secs", "s"),
            Map.entry("sec", "s"),
            Map.entry("minutes", "m"),
            Map.entry("minute", "m"),
            Map.entry("min", "m"),
            Map.entry("hours", "h"),
            Map.entry("hour", "h"),
            Map.entry("k", "KiB"),
            Map.entry("ki", "KiB"),
            Map.entry("mi", "MiB"),
            Map.entry("gi", "GiB"),
            Map.entry("kb", "KiB"),
            Map.entry("mb", "MiB"),
            Map.entry("gb", "GiB"),
            Map.entry("g", "GiB"),
            Map.entry("bytes", "B"));

    /** Hours, minutes and seconds in one word. */
    private static final Pattern COMPOUND = Pattern.compile("(?=.*\\d[hm]\\d)(\\d{1,4}h)?(\\d{1,4}m)?(\\d{1,4}s)?");

    private Units() {}

    private static String seconds(String compound) {
        return Duration.parse("PT" + compound).toSeconds() + "s";
    }

    /**
     * The measure with the unit that was probably meant.
     *
     * @param allowed such as {@code ms, s, m or h}
     */
    static Optional<String> meant(String text, String allowed) {
        if (COMPOUND.matcher(text.strip()).matches()) {
            return Optional.of(seconds(text.strip())).filter(_ -> allowed.startsWith("ms"));
        }
        var measure = MEASURE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!measure.matches()) {
            return Optional.empty();
        }
        var units = Arrays.asList(allowed.split(", | or ", -1));
        var found = measure.group(2);
        return units.stream()
                .filter(unit -> unit.equalsIgnoreCase(found) || unit.equals(UNITS.get(found)))
                .findFirst()
                .or(() -> Optional.of("MiB").filter(it -> found.equals("m") && units.contains(it)))
                .map(unit -> measure.group(1) + unit);
    }
}
