package dev.simrun.scenario;

import dev.simrun.source.Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a fake does at one of its triggers.
 *
 * @param nth only the trigger's nth occurrence, from 1, counted over the whole case
 * @param payload only invocations with such a payload
 * @param print lines for the standard output, before the action
 * @param delay before the action; zero for none
 * @param delayFirst whether it comes before the lines, as written, and not after them
 * @param action empty for what happens without any rule
 */
public record Rule(
        Location at,
        When when,
        OptionalInt nth,
        Optional<Expected> payload,
        List<String> print,
        Duration delay,
        boolean delayFirst,
        Optional<Action> action) {
    public Rule {
        print = List.copyOf(print);
    }

    /** Whether it writes anything to the standard output. */
    public boolean prints() {
        return !print.isEmpty()
                || action.filter(it -> it instanceof Action.Do(var actions)
                                && actions.stream().anyMatch(Action.Print.class::isInstance))
                        .isPresent();
    }

    /** What a rule can be triggered by. */
    public enum When {
        START,
        INVOKE,
        SHUTDOWN
    }
}
