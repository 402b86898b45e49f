package dev.simrun.run;

import dev.simrun.scenario.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.node.ObjectNode;

/** The phases that steps began and did not wait for, in the order in which they began. For any thread. */
final class Background {
    /** By the name that the result is bound to, the last of each. */
    private final Map<String, Phase> named = new ConcurrentHashMap<>();

    private final Queue<Phase> unjudged = new ConcurrentLinkedQueue<>();

    /** What of a phase is still to be judged, before {@code finally} begins. */
    enum Due {
        /** All, when it ends. */
        ALL,
        /** Whether it ended in order, if it has ended by then: its caller's answer has been looked at. */
        ENDING,
        NOTHING
    }

    /**
     * What began a phase.
     *
     * @param place of the step
     * @param after the number of the newest event then
     */
    record Origin(Step step, Place place, long after) {}

    /** A phase and what comes of it. */
    static final class Phase {
        private final Origin origin;
        private final CompletableFuture<ObjectNode> answered;
        private final CompletableFuture<ObjectNode> ended;
        private volatile boolean joined;
        private volatile Due due;

        private Phase(
                Origin origin, CompletableFuture<ObjectNode> answered, CompletableFuture<ObjectNode> ended, Due due) {
            this.origin = origin;
            this.answered = answered;
            this.ended = ended;
            this.due = due;
        }

        /** Which began it. */
        Step step() {
            return origin.step();
        }

        /** Where that stands. */
        Place place() {
            return origin.place();
        }

        /** The number of the newest event when it began. */
        long begunAfter() {
            return origin.after();
        }

        /** What the caller gets; of a phase without one, all that it comes to. */
        CompletableFuture<ObjectNode> answered() {
            return answered;
        }

        /** What is known beside it when the phase is over. */
        CompletableFuture<ObjectNode> ended() {
            return ended;
        }

        Due due() {
            return due;
        }

        /** A step looks at its result; what stands beside its own step is judged nevertheless. */
        void join(Due left) {
            joined = true;
            if (step().common().expect().isEmpty()) {
                due = left;
            }
        }

        /** It is being judged, once and for all. */
        void judged() {
            due = Due.NOTHING;
        }
    }

    /** An invocation, whose caller is answered before its phase is over. */
    void add(Origin origin, Invoked invoked) {
        add(new Phase(origin, invoked.answered(), invoked.ended(), Due.ALL));
    }

    void add(Origin origin, CompletableFuture<ObjectNode> result) {
        add(origin, result, Due.ALL);
    }

    /** A poll for an event: there need be none before the environment ends. */
    void addPoll(Origin origin, CompletableFuture<ObjectNode> result) {
        add(origin, result, origin.step().common().expect().isPresent() ? Due.ALL : Due.NOTHING);
    }

    private void add(Origin origin, CompletableFuture<ObjectNode> result, Due due) {
        add(new Phase(origin, result, result.thenApply(_ -> Trees.object()), due));
    }

    private void add(Phase phase) {
        unjudged.add(phase);
        phase.step().common().as().ifPresent(name -> named.put(name, phase));
    }

    /** Those of which something is still to be judged. */
    List<Phase> unjudged() {
        if (!unjudged.isEmpty()) {
            unjudged.removeIf(phase -> phase.due == Due.NOTHING);
        }
        return List.copyOf(unjudged);
    }

    /** The last one that is bound to that name. */
    Optional<Phase> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** Those that no step has looked at. */
    List<Phase> unjoined() {
        return unjudged().stream().filter(phase -> !phase.joined).toList();
    }

    Set<String> names() {
        return named.keySet();
    }
}
