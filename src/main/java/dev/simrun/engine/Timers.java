package dev.simrun.engine;

import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An environment's timers. The lock must be held, so one that was cancelled never fires. */
public final class Timers {
    private final Map<Timer, Instant> due = new TreeMap<>();
    private final InstantSource clock;
    private final Consumer<Timer> onFire;
    private final Consumer<Instant> onSet;
    private boolean closed;

    /**
     * None yet.
     *
     * @param onSet told when one will run out
     */
    Timers(InstantSource clock, Consumer<Timer> onFire, Consumer<Instant> onSet) {
        this.clock = clock;
        this.onFire = onFire;
        this.onSet = onSet;
    }

    void set(Timer timer, Instant at) {
        if (!closed) {
            due.put(timer, at);
            onSet.accept(at);
        }
    }

    void cancel(Timer timer) {
        due.remove(timer);
    }

    /** Those that run, and how long each runs yet. */
    Map<Timer, Duration> left() {
        var now = clock.instant();
        var left = new TreeMap<Timer, Duration>();
        due.forEach((timer, at) -> left.put(timer, Duration.between(now, at)));
        return left;
    }

    /** Ends them for ever, and none of another environment. */
    void close() {
        closed = true;
        due.clear();
    }

    Stream<Instant> due() {
        return due.values().stream();
    }

    /** Adds what happens with each that has run out. */
    void runOut(Instant now, List<Runnable> all) {
        for (var each : due.entrySet()) {
            if (!each.getValue().isAfter(now)) {
                var timer = each.getKey();
                all.add(() -> fire(timer));
            }
        }
    }

    /** Whether one has run out. */
    boolean isDue(Instant now) {
        return due.values().stream().anyMatch(at -> !at.isAfter(now));
    }

    private void fire(Timer timer) {
        due.remove(timer);
        onFire.accept(timer);
    }
}
