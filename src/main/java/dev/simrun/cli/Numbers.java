package dev.simrun.cli;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Whole numbers that options take. */
final class Numbers {
    private Numbers() {}

    /**
     * What an option was given, if it was.
     *
     * @throws ExitException if it is no number, or too small or large
     */
    static OptionalLong ofLong(Parsed given, String name, long least, long most) throws ExitException {
        var text = given.value(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.get().matches("\\d{1,19}")) {
            var number = new BigInteger(text.get());
            if (number.bitLength() < Long.SIZE && number.longValue() >= least && number.longValue() <= most) {
                return OptionalLong.of(number.longValue());
            }
        }
        throw given.wrong(name, "takes a whole number from " + least + " to " + most + ", not \"" + text.get() + "\"");
    }

    /** The same where it is a small one. */
    static OptionalInt of(Parsed given, String name, int least, int most) throws ExitException {
        var number = ofLong(given, name, least, most);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /** A number that may have a fraction. */
    static OptionalDouble decimal(Parsed given, String name, double least, double most) throws ExitException {
        var text = given.value(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (text.get().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            double number = Double.parseDouble(text.get());
            if (number >= least && number <= most) {
                return OptionalDouble.of(number);
            }
        }
        throw given.wrong(
                name,
                "takes a number from %s to %s, such as 2.5, not \"%s\""
                        .formatted(shown(least), shown(most), text.get()));
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
