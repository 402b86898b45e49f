package dev.simrun.match;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations and sizes as the scenario language writes them: {@code 500ms}, {@code 1.5s}, {@code 3m}, {@code 1h};
 * {@code 7B}, {@code 256KiB}, {@code 128MiB}, {@code 1GiB}. The unit is required; signs and blanks are refused.
 */
public final class Literals {
    /** The longest duration that can be written. */
    public static final Duration LONGEST = Duration.ofHours(10_000);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19})(B|KiB|MiB|GiB)");
    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LONGEST_NANOS = nanos(LONGEST);
    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);
    private static final BigDecimal NANOS_PER_HOUR = BigDecimal.valueOf(3_600_000_000_000L);
    private static final Map<String, BigDecimal> NANOS_PER_UNIT =
            Map.of("ms", NANOS_PER_MILLI, "s", NANOS_PER_SECOND, "m", NANOS_PER_MINUTE, "h", NANOS_PER_HOUR);
    private static final Map<String, Integer> SHIFT_PER_UNIT = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    private Literals() {}

    /** The duration a text stands for; empty if it is none, or finer than 1ns, or over 10000h. */
    public static Optional<Duration> duration(String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var unit = NANOS_PER_UNIT.getOrDefault(parts.group(2), BigDecimal.ONE);
        var nanos = new BigDecimal(parts.group(1)).multiply(unit).stripTrailingZeros();
        if (nanos.scale() > 0 || nanos.compareTo(LONGEST_NANOS) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(nanos.longValueExact()));
    }

    /** The number of bytes a text stands for; empty if it is no size or does not fit a long. */
    public static Optional<Long> sizeBytes(String text) {
        var parts = SIZE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var bytes = new BigInteger(parts.group(1)).shiftLeft(SHIFT_PER_UNIT.getOrDefault(parts.group(2), 0));
        return bytes.bitLength() < Long.SIZE ? Optional.of(bytes.longValueExact()) : Optional.empty();
    }

    /**
     * A duration as one reads it: {@code 0.412ms} and {@code 812ms} below a second, else {@code 1.31s}; whole minutes
     * as {@code 3m}, whole hours as {@code 1h}. Digits after the third decimal are dropped, not rounded, so that
     * nothing just below a limit is shown as the limit.
     */
    public static String duration(Duration duration) {
        return shown(duration, 3);
    }

    /** A duration to the last nanosecond, else as {@link #duration(Duration)} has it. */
    static String exact(Duration duration) {
        return shown(duration, 9);
    }

    private static String shown(Duration duration, int decimals) {
        return duration.isNegative()
                ? "-" + unsigned(nanos(duration).negate(), decimals)
                : unsigned(nanos(duration), decimals);
    }

    private static String unsigned(BigDecimal nanos, int decimals) {
        for (var unit : new String[] {"h", "m"}) {
            var perUnit = NANOS_PER_UNIT.getOrDefault(unit, BigDecimal.ONE);
            var whole = nanos.divideAndRemainder(perUnit);
            if (nanos.signum() > 0 && whole[1].signum() == 0) {
                return whole[0].toBigInteger() + unit;
            }
        }
        return nanos.compareTo(NANOS_PER_SECOND) < 0
                ? decimal(nanos, NANOS_PER_MILLI, decimals) + "ms"
                : decimal(nanos, NANOS_PER_SECOND, decimals) + "s";
    }

    private static String decimal(BigDecimal nanos, BigDecimal unit, int decimals) {
        return nanos.divide(unit, decimals, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigDecimal.valueOf(duration.getNano()));
    }
}
