package dev.simrun.engine;

import dev.simrun.sim.Input.Timer;

import java.time.Instant;

/** An environment's timers. The lock must be held, so one that was cancelled never fires. */
public interface Timers {
    void set(Timer timer, Instant at);

    void cancel(Timer timer);
}
