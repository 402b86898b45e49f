package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.EventTree;
import dev.simrun.match.Matcher;
import dev.simrun.scenario.Expected;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import dev.simrun.source.Node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks for events that match, and waits for them as long as one can come. */
final class EventSearch {
    private final LiveCase live;

    EventSearch(LiveCase live) {
        this.live = live;
    }

    long from(Optional<String> since, long usual) {
        return since.map(name -> live.began.getOrDefault(name, 0L)).orElse(usual);
    }

    List<Event> found(long from, Matcher matcher) {
        return live.timeline().after(from).stream()
                .filter(event -> matcher.test(EventTree.of(event)).isEmpty())
                .toList();
    }

    /** Waits until it holds, or until it no longer can. */
    void await(Duration within, Expected event, Condition condition) throws InterruptedException {
        var _ = live.environment.await(within, () -> condition.holds() || over(event));
        live.actors.drain();
    }

    /** Something that may come to hold. */
    interface Condition {
        boolean holds();
    }

    /** Whether such an event can't happen any more: its actor, or all, has ended. */
    boolean over(Expected event) {
        return live.environment.phase() == Phase.TERMINATED
                || actor(event).filter(this::ended).isPresent();
    }

    static Optional<String> actor(Expected event) {
        if (event.node() instanceof Node.Mapping mapping
                && mapping.value("actor").orElse(null) instanceof Node.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        return Optional.empty();
    }

    boolean ended(String actor) {
        return !live.actors.seenAlive(actor)
                && !live.environment.is(Simulator::occupied)
                && live.timeline().all().stream()
                        .anyMatch(e ->
                                e.fact() instanceof Fact.ProcessExit && e.actor().equals(actor));
    }
}
