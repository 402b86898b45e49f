package dev.simrun.run;

import dev.simrun.engine.Environment;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.match.EventTree;
import dev.simrun.sim.Invocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * What invocations and phases come to: folds of the timeline. Each result comes with the fact that ends its phase, and
 * outlives its events. The case's lock guards it, under which the timeline tells what happens.
 */
final class Results {
    private final Map<String, Invoked> underWay = new HashMap<>();
    private final CompletableFuture<ObjectNode> init = new CompletableFuture<>();
    private final CompletableFuture<ObjectNode> end = new CompletableFuture<>();
    private CompletableFuture<ObjectNode> reset = new CompletableFuture<>();
    private CompletableFuture<ObjectNode> restore = new CompletableFuture<>();
    private final LastShutdown lastShutdown = new LastShutdown();
    private boolean resetting;
    private Optional<Witness> witness = Optional.empty();
    private Optional<String> notStarted = Optional.empty();
    private Optional<Event> shutdown = Optional.empty();

    /** Has somebody keep the bodies of invocations from now on, if there is somebody. */
    void overheard(Optional<Witness> by) {
        witness = by;
    }

    /** Hears an environment that has just been made. */
    static Results of(Environment environment) {
        var results = new Results();
        environment.timeline().listen(results::heard);
        return results;
    }

    private void heard(Event event) {
        lastShutdown.heard(event);
        switch (event.fact()) {
            case Fact.InvokeStart start -> invoked(start.requestId()).ifPresent(i -> i.began(start));
            case Fact.InvokeDone done -> invoked(done.requestId()).ifPresent(i -> i.done(done));
            case Fact.InvokeEnd over -> {
                invoked(over.requestId()).ifPresent(i -> i.ended(event));
                underWay.remove(over.requestId());
            }
            case Fact.InitDone _ -> initialised(event, Optional.empty());
            case Fact.InitError error -> initialised(event, error.advice());
            case Fact.RestoreDone _ -> {
                var restored = restore;
                restore = new CompletableFuture<>();
                restored.complete(EventTree.fields(event));
            }
            case Fact.ShutdownStart start -> resetting = start.reset();
            case Fact.ShutdownDone _ -> {
                shutdown = Optional.of(event);
                if (!resetting) {
                    end.complete(EventTree.fields(event));
                    reset.completeExceptionally(new Invoked.RefusedException("the environment was shut down before"));
                }
            }
            case Fact.Reset _ -> {
                var ended = reset;
                reset = new CompletableFuture<>();
                ended.complete(EventTree.fields(shutdown.orElseThrow()));
            }
            default -> {} // no result is made of the others
        }
    }

    private void initialised(Event event, Optional<String> advised) {
        notStarted = advised;
        init.complete(Trees.init(event));
    }

    /** Why the last init could not start a process, and what would do, until a step has found all as it should be. */
    Optional<String> notStarted() {
        return notStarted;
    }

    /** A step found all as it should be: what did not start was not to. */
    void asExpected() {
        notStarted = Optional.empty();
    }

    private Optional<Invoked> invoked(String requestId) {
        return Optional.ofNullable(underWay.get(requestId));
    }

    /** Hands in an invocation; whether somebody looks at its result, beside whether it is a success. */
    Invoked invoke(Environment environment, Invocation invocation, boolean lookedAt) {
        var invoked = new Invoked(invocation.requestId(), lookedAt);
        environment.time().locked(() -> {
            if (invoked(invocation.requestId()).filter(i -> !i.ended().isDone()).isEmpty()) {
                underWay.put(invocation.requestId(), invoked);
            }
            var caller = witness.map(it -> it.overhearing(invocation, invoked));
            environment.invoke(invocation, caller.orElse(invoked));
        });
        return invoked;
    }

    /** To be read with the case's lock held. */
    LastShutdown lastShutdown() {
        return lastShutdown;
    }

    /** Of the first init. */
    CompletableFuture<ObjectNode> init() {
        return init;
    }

    /** Of the environment's end. */
    CompletableFuture<ObjectNode> end() {
        return end;
    }

    /** Asks for a reset; the result is of the one that is under way when it begins. */
    CompletableFuture<ObjectNode> reset(Environment environment, ShutdownReason reason, boolean atOnce) {
        var asked = new CompletableFuture<ObjectNode>();
        environment.reset(reason, atOnce, () -> {
            var _ = reset.whenComplete((result, refused) -> {
                var _ = refused == null ? asked.complete(result) : asked.completeExceptionally(refused);
            });
        });
        return asked;
    }

    /** Of the restore that is under way or comes next. */
    CompletableFuture<ObjectNode> restore() {
        return restore;
    }
}
