package dev.simrun.fake;

import dev.simrun.wire.Answer;
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

    /** Closes the connection; a call that is waiting ends. */
    @Override
    void close();
}
