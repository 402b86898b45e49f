package dev.simrun.scenario;

import dev.simrun.source.Location;

import java.time.Duration;
import java.util.Optional;

/**
 * What every step has: its place and its modifiers.
 *
 * @param at the step's key
 * @param from where the step begins: its first key, or its opening brace
 * @param key the step's key, such as {@code invoke}
 * @param label the modifier {@code name}
 * @param as the name that the result is bound to
 * @param condition the modifier {@code if}: the step is passed over where it does not hold
 * @param expect what the result must match
 * @param waits false if the step starts its phase and goes on ({@code wait: false})
 * @param within how long an {@code expect_*} waits
 */
public record Common(
        Location at,
        Location from,
        String key,
        Optional<String> label,
        Optional<String> as,
        Optional<PathChecks> condition,
        Optional<Expected> expect,
        boolean waits,
        Duration within) {
    /** How long an {@code expect_*} waits when nothing else is said. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(5);
}
