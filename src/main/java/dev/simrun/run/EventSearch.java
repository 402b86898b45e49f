package dev.simrun.run;

import dev.simrun.engine.View;
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
import java.util.function.IntPredicate;

/** Looks for events that match, and waits for them as long as one can come. */
final class EventSearch {
    private final LiveCase live;

    EventSearch(LiveCase live) {
        this.live = live;
    }

    long from(Optional<String> since, long usual) {
        return since.map(name -> live.began.getOrDefault(name, 0L)).orElse(usual);
    }

    /**
     * Events that are looked for.
     *
     * @param matcher what is expected of them, with the names as they are now
     * @param from the number of the newest event that is not looked at
     */
    record Sought(Expected event, Matcher matcher, long from) {}

    List<Event> found(Sought sought) {
        return live.timeline().after(sought.from()).stream()
                .filter(event -> sought.matcher().test(EventTree.of(event)).isEmpty())
                .toList();
    }

    /**
     * Waits until what was found is enough, or until no more can come.
     *
     * @param enough asked of how many were found
     */
    void await(Duration within, Sought sought, IntPredicate enough) throws InterruptedException {
        var count = new Count(sought);
        var _ =
                live.environment.await(
                        within, view -> enough.test(count.in(view)) || over(view, sought.event()));
        live.actors.drain();
    }

    /** Waits as long as that; whether one came. */
    boolean comes(Duration within, Sought sought) throws InterruptedException {
        var count = new Count(sought);
        return live.environment.await(within, view -> count.in(view) > 0);
    }

    /** How many there are, by one look at each event however often it is asked. */
    private static final class Count {
        private final Matcher matcher;
        private long seen;
        private int found;

        Count(Sought sought) {
            this.matcher = sought.matcher();
            this.seen = sought.from();
        }

        int in(View view) {
            for (var event : view.events(seen)) {
                found += matcher.test(EventTree.of(event)).isEmpty() ? 1 : 0;
                seen = event.seq();
            }
            return found;
        }
    }

    /** Whether such an event can't happen any more: its actor, or all, has ended. */
    boolean over(Expected event) {
        return live.environment.look(view -> over(view, event));
    }

    private static boolean over(View view, Expected event) {
        return view.phase() == Phase.TERMINATED
                || actor(event).filter(actor -> ended(view, actor)).isPresent();
    }

    static Optional<String> actor(Expected event) {
        if (event.node() instanceof Node.Mapping mapping
                && mapping.value("actor").orElse(null) instanceof Node.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        return Optional.empty();
    }

    boolean ended(String actor) {
        return live.environment.look(view -> ended(view, actor));
    }

    private static boolean ended(View view, String actor) {
        return !view.alive(actor)
                && !view.is(Simulator::occupied)
                && view.events(0).stream()
                        .anyMatch(e ->
                                e.fact() instanceof Fact.ProcessExit && e.actor().equals(actor));
    }
}
