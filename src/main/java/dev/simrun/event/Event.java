package dev.simrun.event;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One fact of a timeline. Most are never looked into: what a fact tells is derived when somebody first asks. */
public final class Event {
    public static final String RUNTIME = "runtime";
    public static final String ENVIRONMENT = "environment";

    private final long seq;
    private final Duration at;
    private final int environment;
    private final String actor;
    private final Fact fact;

    /** Of two threads that ask at once each may derive the same. */
    private volatile Value.@Nullable Tree fields;

    /**
     * An event.
     *
     * @param seq position in the timeline, from 1
     * @param at time since the environment began
     * @param environment the number of the environment that it is of, from 1
     * @param actor {@code runtime}, an extension's name, or {@code environment}
     */
    public Event(long seq, Duration at, int environment, String actor, Fact fact) {
        this.seq = seq;
        this.at = at;
        this.environment = environment;
        this.actor = actor;
        this.fact = fact;
    }

    /** Its position in the timeline, from 1. */
    public long seq() {
        return seq;
    }

    /** When it was, since the environment began. */
    public Duration at() {
        return at;
    }

    /** The number of the environment that it is of, from 1. */
    public int environment() {
        return environment;
    }

    /** {@code runtime}, an extension's name, or {@code environment}. */
    public String actor() {
        return actor;
    }

    public Fact fact() {
        return fact;
    }

    /** What the fact tells. */
    public Value.Tree fields() {
        var known = fields;
        if (known == null) {
            known = EventType.of(fact).fields(fact);
            fields = known;
        }
        return known;
    }

    /** The fact, if it is of that type. */
    public <F extends Fact> Optional<F> as(Class<F> type) {
        return type.isInstance(fact) ? Optional.of(type.cast(fact)) : Optional.empty();
    }

    public EventType type() {
        return EventType.of(fact);
    }

    @Override
    public String toString() {
        return seq + " " + at + " " + actor + " " + fact;
    }
}
