package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.api.Unserved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The port of one environment, on loan from {@link Servers}: until it is closed, all connections to it are those of one
 * {@link Api}.
 */
public final class LocalServer implements AutoCloseable {
    /** How long {@link #close} waits for its threads; their sockets are closed by then. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Listener listener;
    private final Api api;
    private final Consumer<Throwable> broken;
    private final Consumer<Listener> giveBack;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    LocalServer(Listener listener, Api api, Consumer<Throwable> broken, Consumer<Listener> giveBack) {
        this.listener = listener;
        this.api = api;
        this.broken = broken;
        this.giveBack = giveBack;
        listener.lend(this);
    }

    public int port() {
        return listener.port();
    }

    Connection accept(Socket socket) {
        var connection = new Connection(socket, this);
        connections.add(connection);
        return connection;
    }

    void served(Connection connection) {
        connections.remove(connection);
    }

    Api api() {
        return api;
    }

    /** A request was refused; what is torn because the server closes is nobody's mistake. */
    void refused(Unserved request) {
        if (!closed.get()) {
            api.refused(request);
        }
    }

    /** Something was thrown that is a fault of ours. */
    void broke(Throwable thrown) {
        broken.accept(thrown);
    }

    /** The port stopped listening by itself, as it does when there is no file descriptor left. */
    void lost() {
        if (!closed.get()) {
            var cause = new IOException("port " + port() + " no longer listens: Too many open files");
            broken.accept(new UncheckedIOException(cause));
        }
    }

    /**
     * Closes all connections without an answer; exchanges that are waiting are abandoned. Must not be called with a
     * lock held that the API needs for that.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connections.forEach(Connection::cut);
        boolean sound = listener.takeBack();
        connections.forEach(Connection::cut); // those that were accepted meanwhile
        long start = System.nanoTime();
        try {
            for (var connection : connections) {
                connection.awaitEnd(CLOSE_LIMIT.minusNanos(System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // all is cut; only the waiting is shorter
        }
        if (sound) {
            giveBack.accept(listener);
        } else {
            listener.stop();
        }
    }
}
