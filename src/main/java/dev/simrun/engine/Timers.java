package dev.simrun.engine;

import dev.simrun.sim.Input.Timer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * An environment's timers. The case's lock guards them and must be held, so one that was cancelled
 * never fires.
 */
public interface Timers {
    void set(Timer timer, Instant at);

    void cancel(Timer timer);

    /** Those that run, and how long each runs yet. */
    Map<Timer, Duration> left();

    /** Ends all, for ever. */
    void close();

    /** How long it is from an instant to those at which timers run out. */
    static Map<Timer, Duration> left(Map<Timer, Instant> due, Instant now) {
        var left = new EnumMap<Timer, Duration>(Timer.class);
        due.forEach((timer, at) -> left.put(timer, Duration.between(now, at)));
        return left;
    }
}
