package dev.simrun.engine;

import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An environment's timers. The lock must be held, so one that was cancelled never fires. */
public interface Timers {
    void set(Timer timer, Instant at);

    void cancel(Timer timer);

    /** Those that run, and how long each runs yet. */
    Map<Timer, Duration> left();

    /** Ends them for ever, and none of another environment. */
    void close();

    /** How long it is from an instant to those at which timers run out. */
    static Map<Timer, Duration> left(Map<Timer, Instant> due, Instant now) {
        var left = new TreeMap<Timer, Duration>();
        due.forEach((timer, at) -> left.put(timer, Duration.between(now, at)));
        return left;
    }
}
