package dev.simrun.fake;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;

/** A client of the local APIs: over a socket in real time, direct calls in virtual time. */
public interface LambdaClient extends AutoCloseable {
    /**
     * Sends a request and waits, without any limit, for what it gets. An interrupt ends the wait.
     *
     * @throws IOException if nothing listens or the answer is not HTTP
     */
    Answer send(Request request) throws IOException, InterruptedException;

    /**
     * Begins a request whose body follows in pieces. It must end before another request is sent.
     *
     * @param head without a body
     * @throws IOException if nothing listens
     */
    Sending begin(Request head) throws IOException, InterruptedException;

    /** A request that is being sent. */
    interface Sending {
        /** Sends a piece, unless it has no bytes; waits where it is not taken yet. */
        void piece(Bytes bytes) throws IOException, InterruptedException;

        /** Ends the body and waits for the answer. */
        Answer end(Headers trailers) throws IOException, InterruptedException;

        /** Leaves the body as it is, as a client that dies does, until that was noticed. */
        Answer cut() throws IOException, InterruptedException;
    }

    /** Closes the connection; a call that is waiting ends. */
    @Override
    void close();
}
