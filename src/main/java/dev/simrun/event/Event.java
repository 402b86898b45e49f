package dev.simrun.event;

import java.time.Duration;
import java.util.Optional;

/**
 * One fact of a timeline.
 *
 * @param seq position in the timeline, from 1
 * @param at time since the environment began
 * @param environment the number of the environment that it is of, from 1
 * @param actor {@code runtime}, an extension's name, or {@code environment}
 * @param fields what the fact tells; derived once, for all who look at it
 */
public record Event(long seq, Duration at, int environment, String actor, Fact fact, Value.Tree fields) {
    public static final String RUNTIME = "runtime";
    public static final String ENVIRONMENT = "environment";

    public Event(long seq, Duration at, int environment, String actor, Fact fact) {
        this(seq, at, environment, actor, fact, EventType.of(fact).fields(fact));
    }

    /** The fact, if it is of that type. */
    public <F extends Fact> Optional<F> as(Class<F> type) {
        return type.isInstance(fact) ? Optional.of(type.cast(fact)) : Optional.empty();
    }

    public EventType type() {
        return EventType.of(fact);
    }
}
