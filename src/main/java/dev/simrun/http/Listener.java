package dev.simrun.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.features.HelidonFeatures;
import io.helidon.common.features.api.HelidonFlavor;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A loopback port that a {@link WebServer} of Helidon's listens on. A connection is one of the server that has borrowed
 * it when the connection is accepted, and of nobody else.
 */
final class Listener implements ServerConnectionSelector {
    /** Connections that wait to be accepted; more are refused by the kernel. */
    private static final int BACKLOG = 1024;

    /** Beyond these they wait: Helidon stops listening once there is no file descriptor left. */
    private static final int CONNECTIONS = 1000;

    /** How long it may take until all who have connected are accepted; in milliseconds. */
    private static final int SETTLE_MILLIS = 2000;

    /** Nothing of Helidon's is printed; held here, since loggers are kept by weak references. */
    private static final Logger SILENCED = Logger.getLogger("io.helidon");

    static {
        SILENCED.setLevel(Level.OFF);
        // The features of another flavour than the server's are not looked for.
        HelidonFeatures.flavor(HelidonFlavor.MP);
        // Nothing is deserialized here: no jar is looked through for what may be.
        System.setProperty("helidon.serialFilter.ignoreFiles", "true");
    }

    /** By the port of the client, which tells them apart as long as they are open. */
    private final Map<Integer, Connection> accepted = new ConcurrentHashMap<>();

    private final InetSocketAddress address;
    private final WebServer server;
    private volatile Optional<LocalServer> borrower = Optional.empty();

    /**
     * Listens on 127.0.0.1, on a free port.
     *
     * @throws UncheckedIOException if there is no free port or no file descriptor
     */
    Listener() {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        server = new Bare()
                .address(loopback)
                .backlog(BACKLOG)
                .maxTcpConnections(CONNECTIONS)
                .connectionOptions(new Accepting())
                .shutdownGracePeriod(Duration.ZERO)
                .addConnectionSelector(this)
                .start();
        if (!server.isRunning()) {
            throw new UncheckedIOException(new IOException("no port or no file descriptor is free"));
        }
        address = new InetSocketAddress(loopback, server.port());
    }

    int port() {
        return address.getPort();
    }

    void lend(LocalServer to) {
        borrower = Optional.of(to);
    }

    /**
     * Takes no more connections for the borrower, and returns when those who connected before were accepted:
     * connections are in the order in which they come. Whether it can be lent again.
     */
    boolean takeBack() {
        borrower = Optional.empty();
        try (var last = SocketChannel.open()) {
            last.socket().connect(address, SETTLE_MILLIS);
            last.socket().setSoTimeout(SETTLE_MILLIS);
            return last.socket().getInputStream().read() < 0;
        } catch (IOException e) {
            return false;
        } finally {
            accepted.clear(); // of what was closed too soon for Helidon to ask for it
        }
    }

    void stop() {
        server.stop();
    }

    private void accept(SocketChannel channel) {
        var socket = channel.socket();
        var owner = borrower.orElseThrow(() -> new IllegalStateException("nobody's port"));
        accepted.put(socket.getPort(), owner.accept(socket));
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return Optional.ofNullable(accepted.remove(context.remotePeer().port())).orElseThrow();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    /** The usual options; a connection's context does not hand out its socket, this is handed it. */
    private final class Accepting implements SocketOptions {
        private final SocketOptions usual =
                SocketOptions.builder().tcpNoDelay(true).build();

        @Override
        public void configureSocket(SocketChannel channel) {
            usual.configureSocket(channel);
            accept(channel);
        }

        @Override
        public Map<SocketOption<?>, Object> socketOptions() {
            return usual.socketOptions();
        }

        @Override
        public Duration connectTimeout() {
            return usual.connectTimeout();
        }

        @Override
        public Duration readTimeout() {
            return usual.readTimeout();
        }

        @Override
        public Optional<Integer> socketReceiveBufferSize() {
            return usual.socketReceiveBufferSize();
        }

        @Override
        public Optional<Integer> socketSendBufferSize() {
            return usual.socketSendBufferSize();
        }

        @Override
        public boolean socketReuseAddress() {
            return usual.socketReuseAddress();
        }

        @Override
        public boolean socketKeepAlive() {
            return usual.socketKeepAlive();
        }

        @Override
        public boolean tcpNoDelay() {
            return usual.tcpNoDelay();
        }
    }
}
