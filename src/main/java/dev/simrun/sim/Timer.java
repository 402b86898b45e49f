package dev.simrun.sim;

import java.util.Optional;

/**
 * Something the simulator waits for; at most one of each runs.
 *
 * @param requestId the invocation it belongs to, if it is one's
 */
public record Timer(Kind kind, Optional<String> requestId) implements Comparable<Timer> {
    public Timer {
        if (requestId.isPresent() != kind.ofInvocation) {
            throw new IllegalArgumentException(kind + " of " + requestId);
        }
    }

    /** What is waited for. */
    public enum Kind {
        INIT(false),
        RESTORE(false),
        /** The function's time-out. */
        INVOKE(true),
        /** A chunk of a streamed response waits for its turn. */
        BANDWIDTH(true),
        /** A body ended too soon, and its process may be ending. */
        CUT(true),
        RUNTIME_STOP(false),
        SHUTDOWN(false),
        LAST_EXITS(false),
        /** A client that hung up while its process may be ending is told of then. */
        HANG_UP(false);

        private final boolean ofInvocation;

        Kind(boolean ofInvocation) {
            this.ofInvocation = ofInvocation;
        }
    }

    /** One of the environment. */
    public static Timer of(Kind kind) {
        return new Timer(kind, Optional.empty());
    }

    /** One of an invocation. */
    public static Timer of(Kind kind, String requestId) {
        return new Timer(kind, Optional.of(requestId));
    }

    @Override
    public int compareTo(Timer other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : requestId.orElse("").compareTo(other.requestId.orElse(""));
    }
}
