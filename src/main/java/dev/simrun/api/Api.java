package dev.simrun.api;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.Optional;

/** The local APIs of one execution environment, seen from a connection. */
public interface Api {
    /**
     * Takes a request that {@link #upload} does not. Never throws for what a client may send: the answer then says what
     * is wrong.
     */
    Exchange begin(Request request);

    /** Is told of a request that was refused before it got here. Also after the end of the environment. */
    void refused(Unserved request);

    /** The line that tells the time by the case's clock, which every answer has. */
    Header date();

    /** The longest body, in bytes, that is kept; of a longer one the reader keeps one byte more. */
    int bodyLimitBytes();

    /**
     * Takes the head of a request whose body is to be passed on as it arrives; empty for all others.
     *
     * @param head without a body
     */
    default Optional<Upload> upload(Request head) {
        return Optional.empty();
    }

    /** A request whose body is on its way. */
    interface Upload extends Exchange {
        /**
         * Passes on a piece, and waits until the next one may come.
         *
         * @return false if the answer is there already: the rest of the body is not wanted
         */
        boolean piece(Bytes bytes) throws InterruptedException;

        /**
         * How many bytes may come as one piece, as they are kept until the body is whole; 0 if pieces are passed on.
         */
        default int keptBytes() {
            return 0;
        }

        /** The body is over; no piece comes after this. */
        void end(Headers trailers, BodyEnd bodyEnd) throws InterruptedException;
    }

    /** A request that was taken and whose answer may still be to come, as in a long poll. */
    interface Exchange {
        /** Blocks until the answer is there, without any limit (WIRE.md §1). */
        Answer await() throws InterruptedException;

        /**
         * Whether an answer is there that the client gets even if it has ended its side of the connection; all else is
         * kept from a client that seems to have left.
         */
        default boolean isAnswered() {
            return false;
        }

        /** Whether {@link #await} waits for nothing. */
        default boolean isReady() {
            return false;
        }

        /**
         * The client hung up before the answer reached it, which changes no state: a poll goes on waiting, and what it
         * is given is lost (WIRE.md §1). May come from any thread, also after {@link #await} returned; a second call
         * does nothing.
         */
        void abandon();

        /** The request is taken back, if it is a poll that still waits; whether it did. */
        default boolean withdraw() {
            abandon();
            return false;
        }

        /** How the answer, once it is there, is put on the connection. */
        default Delivery delivery() {
            return new Delivery.Whole();
        }
    }
}
