package dev.simrun.api;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How an answer is put on its connection. */
public sealed interface Delivery {
    /** At once and whole. */
    record Whole() implements Delivery {}

    /** Not at all: the connection is reset. */
    record Reset() implements Delivery {}

    /** The first bytes, head included, and then the end of the connection. */
    record Truncated(long bytes) implements Delivery {}

    /** Whole, in pieces and no faster than that. */
    record Paced(OptionalLong bytesPerSecond, OptionalInt pieceBytes) implements Delivery {
        /** How long so many bytes take. */
        public Duration duration(long bytes) {
            return bytesPerSecond.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos((long) (bytes * 1e9 / bytesPerSecond.getAsLong()));
        }
    }
}
