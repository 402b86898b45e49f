package dev.simrun.run;

import dev.simrun.engine.View;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.match.EventTree;
import dev.simrun.match.Matcher;
import dev.simrun.match.Mismatch;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import dev.simrun.source.Node;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Looks for events that match, and waits for them as long as one can come. */
record EventSearch(LiveCase live) {
    private static final String LOST = "lost";
    private static final String PROCESS_EXIT = EventType.PROCESS_EXIT.wireName();

    /**
     * After which event a step looks.
     *
     * @param usual where it does not name a step that began then
     */
    long from(Step step, Optional<String> since, long usual) throws StepStop {
        if (since.isEmpty()) {
            return usual;
        }
        var began = live.began.get(since.get());
        if (began == null) {
            throw StepStop.errored(step, "the step \"" + since.get() + "\", since which it looks, was not carried out");
        }
        return began;
    }

    /**
     * Events that are looked for.
     *
     * @param matcher what is expected of them, with the names as they are now
     * @param type the one that they must have, if there is one
     * @param from the number of the newest event that is not looked at
     */
    record Sought(Expected event, Matcher matcher, Optional<EventType> type, long from) {
        static Sought of(Expected event, Matcher matcher, long from) {
            var type = text(event, "type").flatMap(EventType::named);
            return new Sought(event, matcher, type, from);
        }

        boolean fits(Event event) {
            return type.filter(it -> it != event.type()).isEmpty()
                    && isLookedFor(event)
                    && matcher.matches(EventTree.of(event));
        }

        /** An event that was lost is no delivery: it is found by those alone that ask about {@code lost}. */
        private boolean isLookedFor(Event found) {
            boolean lost = found.fact() instanceof Fact.ExtensionEvent given && given.lost();
            return !lost
                    || (event.node() instanceof Node.Mapping mapping
                            && mapping.entry(LOST).isPresent());
        }
    }

    /** What is not there any more can't be looked at: a count of it would be wrong. */
    void requireKept(Step step, long from, Optional<EventType> type) throws StepStop {
        var leftOut = live.timeline().leftOut();
        if (leftOut.after(from, type)) {
            throw StepStop.errored(
                    step,
                    "of what this step looks at, some is gone, as there was no room to keep "
                            + leftOut.text()
                            + ": narrow it with since");
        }
    }

    /** What was found, and the first of it. */
    record Found(int count, Optional<Event> first) {
        static Found of(List<Event> events) {
            return new Found(events.size(), events.stream().findFirst());
        }
    }

    List<Event> found(Sought sought) {
        return live.timeline().after(sought.from()).stream()
                .filter(sought::fits)
                .toList();
    }

    /**
     * Waits until what was found is enough, or until no more can come.
     *
     * @param enough asked of how many were found
     */
    Found await(Duration within, Sought sought, IntPredicate enough) throws InterruptedException {
        var count = new Count(sought);
        live.timeline().follow(sought.from(), count);
        try {
            var _ = live.environment.await(
                    within,
                    view -> enough.test(count.found.count)
                            || whyNever(view, sought.event()).isPresent());
            live.actors.drain();
        } finally {
            live.timeline().leave(count);
        }
        return count.found;
    }

    /** Waits as long as that for one to come. */
    Optional<Event> comes(Duration within, Sought sought) throws InterruptedException {
        var count = new Count(sought);
        live.timeline().follow(sought.from(), count);
        try {
            var _ = live.environment.await(within, _ -> count.found.count > 0);
        } finally {
            live.timeline().leave(count);
        }
        return count.found.first;
    }

    /** Looks at each event once, when it is recorded: later there may be no room for it. */
    private static final class Count implements Consumer<Event> {
        private final Sought sought;
        private volatile Found found = Found.of(List.of());

        Count(Sought sought) {
            this.sought = sought;
        }

        @Override
        public void accept(Event event) {
            if (sought.fits(event)) {
                found = new Found(found.count + 1, found.first.or(() -> Optional.of(event)));
            }
        }
    }

    /** When the event of that number was, since the case began; empty if it is not there, or not any more. */
    Optional<Duration> time(long seq) {
        return live.timeline().after(seq - 1).stream()
                .findFirst()
                .filter(event -> event.seq() == seq)
                .map(Event::at);
    }

    /** Of what was looked for from then on, until now. */
    Evidence evidence(Sought sought, Duration began) {
        return Evidence.NONE
                .about(actor(sought.event()))
                .awaitedIn(new Evidence.Window(began, live.environment.elapsed()));
    }

    /** What came closest to what was looked for: of the same type, with the least that differs. */
    Optional<Evidence.Nearest> nearest(Sought sought) {
        var matcher = sought.matcher();
        return live.timeline().after(sought.from()).stream()
                .filter(event ->
                        sought.type().filter(type -> type != event.type()).isEmpty())
                .min(Comparator.comparingInt(event -> distance(matcher.test(EventTree.of(event)))))
                .map(event -> new Evidence.Nearest(event, differences(event, matcher)));
    }

    /** Whose event it is says more than the rest of it, and what it was of more than when it came. */
    private static int distance(List<Mismatch> mismatches) {
        return mismatches.stream()
                .mapToInt(it -> switch (it.actualPath()) {
                    case "actor" -> 8;
                    case "at", "seq", "request_id", "deadline", "deadline_at", "duration" -> 1;
                    default -> 2;
                })
                .sum();
    }

    private static List<String> differences(Event event, Matcher matcher) {
        return matcher.test(EventTree.of(event)).stream()
                .map(Mismatch::actualPath)
                .distinct()
                .toList();
    }

    /** Why such an event can't happen any more, if it can't. */
    Optional<String> whyNever(Expected event) {
        return live.environment.look(view -> whyNever(view, event));
    }

    private Optional<String> whyNever(View view, Expected event) {
        if (view.phase() == Phase.TERMINATED) {
            return Optional.of("the environment has been shut down");
        }
        boolean nobody =
                view.phase() == Phase.NEW && live.initBegun() && view.is(Simulator::idle) && live.sending.get() == 0;
        if (nobody) {
            return Optional.of("no process runs; the next invocation begins init");
        }
        var actor = actor(event);
        if (actor.filter(name -> ended(view, name)).isPresent()) {
            return actor.map(name -> name + " has ended");
        }
        // What is frozen can still be killed, and the scenario's own requests are not frozen.
        boolean still = view.state().equals("frozen")
                && view.is(Simulator::idle)
                && live.sending.get() == 0
                && text(event, "type").filter(PROCESS_EXIT::equals).isEmpty();
        return still ? Optional.of("all actors are frozen, and no phase waits that would thaw them") : Optional.empty();
    }

    /** Whether events of that type are looked for. */
    static boolean isOf(Expected event, EventType type) {
        return text(event, "type").filter(type.wireName()::equals).isPresent();
    }

    static Optional<String> actor(Expected event) {
        return text(event, "actor");
    }

    private static Optional<String> text(Expected event, String field) {
        return event.node() instanceof Node.Mapping mapping ? mapping.text(field) : Optional.empty();
    }

    boolean ended(String actor) {
        return live.environment.look(view -> ended(view, actor));
    }

    private static boolean ended(View view, String actor) {
        return !view.alive(actor)
                && !view.is(Simulator::occupied)
                && view.events(0).stream()
                        .anyMatch(e -> e.fact() instanceof Fact.ProcessExit
                                && e.actor().equals(actor));
    }
}
