package dev.simrun.run;

import dev.simrun.scenario.Clock;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Where the random numbers of cases come from: their identifiers and, by a virtual clock, the order of what may happen
 * at the same instant.
 *
 * @param given the first seed, if one was asked for
 * @param count how many seeds, one after the other, a case with a virtual clock is tried with
 */
public record Seeds(OptionalLong given, int count) {
    /** Nothing asked for: virtual cases are the same each time, real ones are not. */
    public static final Seeds USUAL = new Seeds(OptionalLong.empty(), 1);

    public Seeds {
        if (count < 1) {
            throw new IllegalArgumentException("no seed to try: " + count);
        }
    }

    int count(Clock clock) {
        return clock == Clock.VIRTUAL ? count : 1;
    }

    long seed(int index) {
        return given.orElse(0) + index;
    }

    SplittableRandom random(Clock clock, int index) {
        return clock == Clock.REAL && given.isEmpty() ? new SplittableRandom() : new SplittableRandom(seed(index));
    }

    /** What repeats a case: nothing needs to be said where the seed is the usual one. */
    OptionalLong replay(Clock clock, int index) {
        return given.isPresent() || count(clock) > 1 ? OptionalLong.of(seed(index)) : OptionalLong.empty();
    }
}
