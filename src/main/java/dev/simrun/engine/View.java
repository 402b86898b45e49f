package dev.simrun.engine;

import dev.simrun.event.Event;
import dev.simrun.event.Timeline;
import dev.simrun.sim.Extensions;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a condition may look at: all that the case's lock guards, which is held meanwhile, and nothing that has a lock
 * of its own.
 */
public final class View {
    private final Simulator simulator;
    private final Timeline timeline;
    private final HostCalls host;

    View(Simulator simulator, Timeline timeline, HostCalls host) {
        this.simulator = simulator;
        this.timeline = timeline;
        this.host = host;
    }

    /** The events after the one with that number, as far as they are kept; 0 for all. */
    public List<Event> events(long after) {
        return timeline.after(after);
    }

    /** Asks the state machine, as in {@code is(Simulator::over)}. */
    public boolean is(Predicate<Simulator> question) {
        return question.test(simulator);
    }

    public Phase phase() {
        return simulator.phase();
    }

    /** The name in scenarios of what the environment is doing. */
    public String state() {
        return simulator.state();
    }

    /** Whether a freeze has begun and not ended: no actor may do anything. */
    public boolean freezing() {
        return simulator.freezing();
    }

    /** The extensions as they are; nothing of them may be kept. */
    public Extensions extensions() {
        return simulator.extensions();
    }

    /** Whether an extension of that name has registered. */
    public boolean registered(String extension) {
        return extensions().byName(extension).isPresent();
    }

    /** Whether an actor has been started and has not ended. */
    public boolean alive(String actor) {
        return host.alive(actor);
    }
}
