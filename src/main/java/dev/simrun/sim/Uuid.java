package dev.simrun.sim;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers as Lambda gives them, from a source of randomness that may be seeded. */
public final class Uuid {
    private Uuid() {}

    /** A new UUID version 4, in lower case. */
    public static String from(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
