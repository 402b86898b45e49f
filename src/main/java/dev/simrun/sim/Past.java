package dev.simrun.sim;

import dev.simrun.event.Refusal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The last invocations that the runtime may answer no more, and what an answer is told. */
final class Past {
    /** How many of each kind are remembered (WIRE.md §7). */
    private static final int REMEMBERED = 1000;

    private final Set<String> timedOut = new LinkedHashSet<>();
    private final Map<String, Refusal> others = new LinkedHashMap<>();

    /** An invocation ended by its time-out: the next post for it gets 410 (WIRE.md §11.2). */
    void timedOut(String requestId) {
        timedOut.add(requestId);
        if (timedOut.size() > REMEMBERED) {
            timedOut.remove(timedOut.iterator().next());
        }
    }

    /** It had its answer, whatever that was. */
    void answered(String requestId) {
        remember(requestId, Refusal.SECOND_ANSWER_AFTER_THE_END);
    }

    private void remember(String requestId, Refusal cause) {
        others.put(requestId, cause);
        if (others.size() > REMEMBERED) {
            others.remove(others.keySet().iterator().next());
        }
    }

    /** A retry of the caller's may have the id of an invocation that is over. */
    void begun(String requestId) {
        others.remove(requestId);
    }

    /** Why an answer is refused that is for no invocation that the runtime has. */
    Refusal refusal(String requestId) {
        if (timedOut.remove(requestId)) {
            remember(requestId, Refusal.LATE_ANSWER_AGAIN);
            return Refusal.LATE_ANSWER;
        }
        return others.getOrDefault(requestId, Refusal.UNKNOWN_REQUEST_ID);
    }
}
