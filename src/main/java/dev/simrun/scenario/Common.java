package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param within how long an {@code expect_*} waits, where that is said
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
        Optional<Duration> within) {
    /** How long an {@code expect_*} waits when nothing else is said. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** The step's key, such as {@code invoke}. */
    public String key() {
        return type.key();
    }

    /** Whether it says what must be, beside what must always be. */
    public boolean checks() {
        return type.looks() || expect.isPresent();
    }

    /** What the result must be beside what is expected of it. */
    public Set<Default> defaults() {
        return expect.map(this::defaultsBeside).orElse(type.defaults());
    }

    /** What the result must be beside the fields of some expectation, which is a mapping. */
    public Set<Default> defaultsBeside(Expected expected) {
        return expected.node() instanceof Node.Mapping fields
                ? type.defaults().stream()
                        .filter(one -> one.standsBeside(fields))
                        .collect(Collectors.toUnmodifiableSet())
                : type.defaults();
    }

    /** How long it waits, where it has a limit of its own. */
    public Duration limit() {
        return within.orElse(USUAL_WAIT);
    }
}
