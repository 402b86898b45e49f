package dev.simrun.engine;

import dev.simrun.event.Fact;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Invocation;
import java.util.concurrent.CompletableFuture;

/** An invocation that a test hands in, and what comes of it. */
public record Invoked(
        String requestId, CompletableFuture<CallerAnswer> answered, CompletableFuture<Fact.InvokeEnd> ended)
        implements Caller {

    /** Hands in an invocation. */
    public static Invoked by(Environment environment, Invocation invocation) {
        var id = invocation.requestId();
        var invoked = new Invoked(id, new CompletableFuture<>(), new CompletableFuture<>());
        environment
                .timeline()
                .listen(event -> event.as(Fact.InvokeEnd.class)
                        .filter(end -> end.requestId().equals(id))
                        .ifPresent(invoked.ended::complete));
        environment.invoke(invocation, invoked);
        return invoked;
    }

    @Override
    public void answered(CallerAnswer answer) {
        answered.complete(answer);
    }

    @Override
    public void refused(String message) {
        var refusal = new IllegalStateException(message);
        answered.completeExceptionally(refusal);
        ended.completeExceptionally(refusal);
    }
}
