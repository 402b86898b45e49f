package dev.simrun.http;

import dev.simrun.api.Api;

import io.helidon.webserver.CloseConnectionException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/** An accepted connection and the virtual thread that serves it. */
final class Connection {
    /** How long a client that was told of its mistake may take to read that; in milliseconds. */
    private static final int LINGER_MILLIS = 500;

    /** What is read and dropped meanwhile, in bytes. */
    private static final int LINGER_BYTES = 8 * 1024 * 1024;

    private final Socket socket;
    private final ClientInput input;
    private final AnswerWriter output;
    private final Api api;
    private final Consumer<Connection> ended;
    private final Thread thread;

    Connection(Socket socket, Api api, Consumer<Connection> ended) throws IOException {
        this.socket = socket;
        this.input = new ClientInput(socket.getInputStream());
        this.output = new AnswerWriter(socket);
        this.api = api;
        this.ended = ended;
        this.thread = Thread.ofVirtual().name("simrun connection").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Closes the socket without an answer. A handler that waits is interrupted. */
    void cut() {
        closeSocket();
        thread.interrupt();
    }

    void join(Duration limit) throws InterruptedException {
        thread.join(limit);
    }

    private void run() {
        try {
            HelidonHttp.serve(socket, input, reader -> new Exchanges(api, reader, input, output));
            // Helidon returns by itself only after a request that it refused.
            linger();
        } catch (CloseConnectionException e) {
            // The way in which a handler or the end of the input says that it is over.
        } catch (InterruptedException | UncheckedIOException e) {
            // By cut(), or a socket that was closed before it was served: it is over too.
        } finally {
            closeSocket();
            ended.accept(this);
        }
    }

    /** Closing with unread bytes would reset the connection, and the client lose the answer. */
    private void linger() {
        try {
            socket.shutdownOutput();
            socket.setSoTimeout(LINGER_MILLIS);
            input.skip(LINGER_BYTES, Duration.ofMillis(LINGER_MILLIS));
        } catch (IOException e) {
            // The client has closed first, or is slow: closing is what comes next anyway.
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody is left to tell; the descriptor is gone in any case.
        }
    }
}
