package dev.simrun.api;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Request;

/** The local APIs of one execution environment, seen from a connection. */
public interface Api {
    /**
     * Takes a request. Never throws for what a client may send: the answer then says what is wrong.
     */
    Exchange begin(Request request);

    /** The longest body, in bytes, that is kept; of a longer one the reader keeps one byte more. */
    int bodyLimitBytes();

    /** A request that was taken and whose answer may still be to come, as in a long poll. */
    interface Exchange {
        /** Blocks until the answer is there, without any limit (WIRE.md §1). */
        Answer await() throws InterruptedException;

        /**
         * Whether an answer is there that the client gets even if it has ended its side of the
         * connection; all else is kept from a client that seems to have left.
         */
        default boolean isAnswered() {
            return false;
        }

        /**
         * The client left before the answer reached it. A waiting poll is forgotten; an event that
         * could not be delivered is kept for the next poll. May come from any thread, also after
         * {@link #await} returned; a second call does nothing.
         */
        void abandon();

        /** How the answer, once it is there, is put on the connection. */
        default Delivery delivery() {
            return new Delivery.Whole();
        }
    }
}
