package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import java.time.Duration;
import java.util.Optional;

/**
 * What every step has: its place and its modifiers.
 *
 * @param at the step's key
 * @param type what its key says of it
 * @param from where the step begins: its first key, or its opening brace
 * @param label the modifier {@code name}
 * @param as the name that the result is bound to
 * @param condition the modifier {@code if}: the step is passed over where it does not hold
 * @param expect what the result must match
 * @param waits false if the step starts its phase and goes on ({@code wait: false})
 * @param within how long an {@code expect_*} waits
 */
public record Common(
        Location at,
        StepType type,
        Location from,
        Optional<String> label,
        Optional<String> as,
        Optional<PathChecks> condition,
        Optional<Expected> expect,
        boolean waits,
        Duration within) {
    /** How long an {@code expect_*} waits when nothing else is said. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** The step's key, such as {@code invoke}. */
    public String key() {
        return type.key();
    }

    /** Whether the result must be a success: {@code expect} does not say what else it is. */
    public boolean mustSucceed() {
        return !type.success().isEmpty() && expect.filter(this::namesSuccess).isEmpty();
    }

    private boolean namesSuccess(Expected expected) {
        return expected.node() instanceof Node.Mapping mapping
                && mapping.keys().anyMatch(key -> type.success().contains(key.text()));
    }
}
