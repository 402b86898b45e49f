package dev.simrun.sim;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers as Lambda gives them, from a source of randomness that may be seeded. */
public final class Uuid {
    private static final int LENGTH = 36;

    private Uuid() {}

    /** A new UUID version 4, in lower case. */
    public static String from(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Whether a text is a UUID as they are given out: five groups of lower-case digits. */
    static boolean isPlain(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char each = text.charAt(i);
            boolean digit = (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? each != '-' : !digit) {
                return false;
            }
        }
        return true;
    }
}
