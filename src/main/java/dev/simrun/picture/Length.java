package dev.simrun.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** A length of time for the eye: about three digits, and always a unit. */
public final class Length {
    private static final double MICRO = 1e-6;
    private static final double MILLI = 1e-3;

    /** From here on minutes are told. */
    private static final int SECONDS = 120;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Length() {}

    /** Such as {@code 24.4 ms}, {@code 1.98 s} or {@code 15 min 0 s}. */
    public static String of(Duration time) {
        double seconds = Math.abs(time.toNanos() / 1e9);
        var sign = time.isNegative() ? "-" : "";
        if (seconds < MICRO / 2) {
            return "0 ms";
        }
        if (seconds < MILLI) {
            return sign + Math.round(seconds / MICRO) + " µs";
        }
        if (seconds < 1) {
            var digits = BigDecimal.valueOf(seconds / MILLI).round(THREE_DIGITS);
            return sign + plain(digits) + " ms";
        }
        if (seconds < SECONDS) {
            var digits = BigDecimal.valueOf(seconds).setScale(seconds < 10 ? 2 : 1, RoundingMode.HALF_UP);
            return sign + plain(digits) + " s";
        }
        long minutes = (long) seconds / 60;
        var rest = BigDecimal.valueOf(seconds - 60.0 * minutes).setScale(1, RoundingMode.DOWN);
        return sign + minutes + " min " + plain(rest) + " s";
    }

    private static String plain(BigDecimal digits) {
        return digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
    }

    /** A number with its thousands apart, and what there are so many of, such as {@code 10,000 lines}. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
