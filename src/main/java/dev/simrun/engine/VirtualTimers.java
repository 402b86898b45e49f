package dev.simrun.engine;

import dev.simrun.sim.Input.Timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The timers of one environment in virtual time. The case's lock guards them. */
final class VirtualTimers implements Timers {
    private final InstantSource clock;
    private final Consumer<Timer> onFire;
    private final Map<Timer, Instant> due = new EnumMap<>(Timer.class);

    VirtualTimers(InstantSource clock, Consumer<Timer> onFire) {
        this.clock = clock;
        this.onFire = onFire;
    }

    @Override
    public void set(Timer timer, Instant at) {
        due.put(timer, at);
    }

    @Override
    public void cancel(Timer timer) {
        due.remove(timer);
    }

    @Override
    public Map<Timer, Duration> left() {
        return Timers.left(due, clock.instant());
    }

    @Override
    public void close() {
        due.clear();
    }

    Stream<Instant> instants() {
        return due.values().stream();
    }

    /** Those that have run out: each can be let do what it is for. */
    List<Runnable> fired(Instant now) {
        return due.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .<Runnable>map(timer -> () -> fire(timer))
                .toList();
    }

    private void fire(Timer timer) {
        due.remove(timer);
        onFire.accept(timer);
    }
}
