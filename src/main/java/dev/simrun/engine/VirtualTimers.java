package dev.simrun.engine;

import dev.simrun.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The timers of an environment by a virtual clock, whose lock guards them. */
final class VirtualTimers implements Timers {
    private final Map<Timer, Instant> due = new TreeMap<>();
    private final InstantSource clock;
    private final Consumer<Timer> onFire;
    private boolean closed;

    VirtualTimers(InstantSource clock, Consumer<Timer> onFire) {
        this.clock = clock;
        this.onFire = onFire;
    }

    @Override
    public void set(Timer timer, Instant at) {
        if (!closed) {
            due.put(timer, at);
        }
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
        closed = true;
        due.clear();
    }

    Stream<Instant> due() {
        return due.values().stream();
    }

    /** What happens with each that has run out. */
    Stream<Runnable> runOut(Instant now) {
        return due.entrySet().stream().filter(it -> !it.getValue().isAfter(now)).map(it -> () -> fire(it.getKey()));
    }

    private void fire(Timer timer) {
        due.remove(timer);
        onFire.accept(timer);
    }
}
