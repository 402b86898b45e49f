package dev.simrun.http;

import dev.simrun.api.Api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The listener of one environment: a loopback port of its own in front of an {@link Api}. Nothing
 * here has a time-out, as AWS asks for long polls (WIRE.md §1).
 *
 * <p>It accepts by itself and hands each connection to Helidon's HTTP/1.1, rather than starting a
 * Helidon {@code WebServer}: that one keeps a timer thread, and through it the whole listener, for
 * ever after it was stopped, and a suite starts hundreds of environments in a run. Without it an
 * environment needs no platform thread at all, and closing cuts each socket at once.
 */
public final class LocalServer implements AutoCloseable {
    /** Connections that wait to be accepted; more are refused by the kernel. */
    private static final int BACKLOG = 1024;

    /** How long {@link #close} waits for its threads; their sockets are closed by then. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The pause after a failed accept: the process has no file descriptor left for now. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(10);

    private final Api api;
    private final ServerSocket listener;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean closed;

    private LocalServer(Api api, ServerSocket listener) {
        this.api = api;
        this.listener = listener;
        this.acceptor = Thread.ofVirtual().name("simrun accept").unstarted(this::accept);
    }

    /**
     * Listens on 127.0.0.1, on a free port.
     *
     * @throws IOException if there is no free port or no file descriptor
     */
    public static LocalServer start(Api api) throws IOException {
        var listener = new ServerSocket();
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            listener.bind(new InetSocketAddress(loopback, 0), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var server = new LocalServer(api, listener);
        server.acceptor.start();
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The address as in {@code AWS_LAMBDA_RUNTIME_API}: {@code 127.0.0.1:43210}. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    private void accept() {
        HelidonHttp.load(); // while the caller goes on, and before a client waits for it
        while (!closed) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // Closed by close(), or out of file descriptors: then others may free some.
                if (!closed) {
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        Connection connection;
        try {
            socket.setTcpNoDelay(true);
            connection = new Connection(socket, api, connections::remove);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        connections.add(connection);
        connection.start();
        if (closed) {
            connection.cut();
        }
    }

    /**
     * Stops listening and closes all connections without an answer; exchanges that are waiting are
     * abandoned. Must not be called with a lock held that the API needs for that.
     */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException("the listener on port " + port() + " stays open", e);
        }
        connections.forEach(Connection::cut);
        long start = System.nanoTime();
        try {
            acceptor.join(CLOSE_LIMIT); // what it still accepts it cuts, too
            for (var connection : connections) {
                connection.join(CLOSE_LIMIT.minusNanos(System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // all is cut; only the waiting is shorter
        }
    }
}
