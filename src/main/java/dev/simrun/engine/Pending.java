package dev.simrun.engine;

import dev.simrun.sim.Input;
import dev.simrun.sim.Reply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A call that the environment took and whose reply may still be to come. */
public final class Pending {
    private final long call;
    private final Environment environment;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    Pending(long call, Environment environment) {
        this.call = call;
        this.environment = environment;
    }

    /** The number that the call is known by. */
    public long call() {
        return call;
    }

    void complete(Reply value) {
        reply.complete(value);
    }

    /** The reply, if it is there. */
    public Optional<Reply> now() {
        return Optional.ofNullable(reply.getNow(null));
    }

    /** Waits for the reply, without any limit. */
    public Reply await() throws InterruptedException {
        try {
            return environment.time().get(reply);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a reply never fails", impossible);
        }
    }

    /** The client has hung up. */
    public void abandon() {
        var _ = end(new Input.CallGone(call));
    }

    /** The call is taken back, if it still waits; whether it did. */
    public boolean withdraw() {
        return end(new Input.CallWithdrawn(call));
    }

    private boolean end(Input why) {
        environment.end(call, why);
        return reply.complete(new Reply.Closed());
    }
}
