package dev.simrun.run;

import dev.simrun.engine.Caller;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.sim.CallerAnswer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** An invocation of a step and what comes of it. The case's lock guards it. */
final class Invoked implements Caller {
    private final String requestId;
    private final boolean lookedAt;
    private final CompletableFuture<ObjectNode> answered = new CompletableFuture<>();
    private final CompletableFuture<ObjectNode> ended = new CompletableFuture<>();
    private boolean coldStart;
    private Optional<Fact.InvokeDone> done = Optional.empty();

    /**
     * One that has not been handed in.
     *
     * @param lookedAt whether somebody sees what its caller gets, beside whether it is a success
     */
    Invoked(String requestId, boolean lookedAt) {
        this.requestId = requestId;
        this.lookedAt = lookedAt;
    }

    /** One that the Invoke API refuses with status 413; of it the environment never hears (WIRE.md §5.1). */
    static Invoked tooLarge(String requestId, long limitBytes) {
        var refused = new Invoked(requestId, true);
        refused.answered.complete(Trees.object()
                .put("request_id", requestId)
                .put("outcome", Outcome.ERROR.wireName())
                .put("error_type", "RequestTooLargeException")
                .put(
                        "error_message",
                        "Request must be smaller than " + limitBytes + " bytes for the InvokeFunction operation"));
        refused.ended.complete(Trees.object());
        return refused;
    }

    String requestId() {
        return requestId;
    }

    /** What the caller got, as soon as it is known. */
    CompletableFuture<ObjectNode> answered() {
        return answered;
    }

    /** What is known beside it when the phase is over, the environment's end included. */
    CompletableFuture<ObjectNode> ended() {
        return ended;
    }

    void began(Fact.InvokeStart start) {
        coldStart = start.coldStart();
    }

    void done(Fact.InvokeDone fact) {
        done = Optional.of(fact);
    }

    void ended(Event event) {
        ended.complete(Trees.ended(event, coldStart, lookedAt));
    }

    /** The body comes with its fact, and not in it: it may be large. */
    @Override
    public void answered(CallerAnswer answer) {
        answered.complete(Trees.of(done.orElseThrow(), answer, lookedAt));
    }

    @Override
    public void refused(String message) {
        var refusal = new RefusedException(message);
        answered.completeExceptionally(refusal);
        ended.completeExceptionally(refusal);
    }

    /** An invocation that the environment did not take. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message, null, false, false); // nobody asks where it comes from
        }
    }
}
