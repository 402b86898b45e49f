package dev.simrun.match;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One place where an actual value is not what was expected.
 *
 * @param expectedPath keys and indices into the expected tree as written, operators included; it stops at a text for
 *     which the hook of {@link Matcher#parse} gave a value
 * @param actualPath the place in the actual value in the form of {@link ValuePath}; empty at its root
 * @param expected short rendering such as {@code less than 500ms}, at most {@value Show#LIMIT} characters
 * @param actual short rendering of what was found; {@code nothing} for an absent key
 * @param reason an optional extra such as {@code a duration needs a unit}; empty if there is none
 * @param limit the upper bound that a duration passed; empty where that is not what is wrong
 */
public record Mismatch(
        List<String> expectedPath,
        String actualPath,
        String expected,
        String actual,
        String reason,
        Optional<Duration> limit) {
    public Mismatch {
        expectedPath = List.copyOf(expectedPath);
    }

    /** One that passed no bound. */
    Mismatch(List<String> expectedPath, String actualPath, String expected, String actual, String reason) {
        this(expectedPath, actualPath, expected, actual, reason, Optional.empty());
    }
}
