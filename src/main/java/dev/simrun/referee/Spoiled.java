package dev.simrun.referee;

import dev.simrun.event.Fact;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The requests that faults spoiled, by method and path: each excuses one that would else be wrong, as its client did
 * not ask for what came of it.
 */
final class Spoiled {
    static final String NEXT = "GET /2018-06-01/runtime/invocation/next";

    private static final String EXTENSION_NEXT = "GET /2020-01-01/extension/event/next";

    /** How many are remembered. */
    private static final int LIMIT = 1000;

    private final Set<String> requests = new LinkedHashSet<>();

    /** A request was handed in twice, its client had no whole answer of it, or the environment did not get it. */
    void by(Fact.Fault fault) {
        if (fault.untaken() && fault.method().equals("POST")) {
            // To its client it was taken: that client goes on as if it had answered, or registered.
            add(fault.path().startsWith("/2020-01-01/") ? EXTENSION_NEXT : NEXT);
        }
        switch (fault.action()) {
            case DUPLICATE, DROP, RESET, TRUNCATE -> add(fault.method() + " " + fault.path());
            case ANSWER, DELAY, NETWORK -> {
                // The client has an answer: to send its request again is its own decision.
            }
        }
    }

    void add(String request) {
        requests.add(request);
        if (requests.size() > LIMIT) {
            requests.remove(requests.iterator().next());
        }
    }

    /** The runtime had its event in the end. */
    void eventWasHad() {
        requests.remove(NEXT);
    }

    /** Whether a request comes again because of a fault, not because the client is wrong. */
    boolean excuses(String request) {
        return requests.remove(request);
    }
}
