package dev.simrun.match;

import java.time.Duration;
import java.util.Locale;

/** Times as seconds, the same in every language and region. */
public final class Seconds {
    private Seconds() {}

    /** Such as {@code 0.042}. */
    public static String exact(Duration time) {
        long millis = time.toMillis();
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    /** Such as {@code 1.31s}. */
    public static String brief(Duration time) {
        long hundredths = (time.toMillis() + 5) / 10;
        return String.format(Locale.ROOT, "%d.%02ds", hundredths / 100, hundredths % 100);
    }
}
