package dev.simrun.engine;

import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Effect.InvokeReport;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The invocations under way, by request id. The environment's lock guards it. */
final class Invocations {
    private final Map<String, Invoked> underWay = new HashMap<>();

    /** One more; it is refused at once if one with that request id is under way. */
    Invoked begin(String requestId) {
        var invoked = new Invoked(requestId, new CompletableFuture<>(), new CompletableFuture<>());
        if (underWay.putIfAbsent(requestId, invoked) != null) {
            refuse(invoked, "an invocation with this request id is outstanding");
        }
        return invoked;
    }

    void answered(String requestId, CallerAnswer answer) {
        find(requestId).answered().complete(answer);
    }

    void ended(String requestId, InvokeReport report) {
        find(requestId).ended().complete(report);
        underWay.remove(requestId);
    }

    void refused(String requestId, String message) {
        refuse(find(requestId), message);
        underWay.remove(requestId);
    }

    /** They stay known: the end of a process may still end them, which changes nothing then. */
    void refuseAll(String message) {
        underWay.values().forEach(invoked -> refuse(invoked, message));
    }

    private Invoked find(String requestId) {
        var invoked = underWay.get(requestId);
        if (invoked == null) {
            throw new IllegalStateException("no such invocation: " + requestId);
        }
        return invoked;
    }

    private static void refuse(Invoked invoked, String message) {
        var refusal = new InvokeRefusedException(message);
        invoked.answered().completeExceptionally(refusal);
        invoked.ended().completeExceptionally(refusal);
    }
}
