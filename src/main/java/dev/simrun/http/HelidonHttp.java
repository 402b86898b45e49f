package dev.simrun.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.context.Context;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.PlainSocket;
import io.helidon.common.socket.SocketWriter;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Helidon's HTTP/1.1 connection on a socket of ours, with one route. This and {@link WireReader}
 * are all that leans on what Helidon keeps inside; both are tested against the pinned 4.5.0.
 */
final class HelidonHttp {
    /**
     * Also a request line's limit: Python's client sends headers of up to 1 MiB (CLIENTS.md §1).
     */
    static final int HEADERS_LIMIT_BYTES = 2 * 1024 * 1024;

    private static final int REQUEST_LINE_LIMIT_BYTES = 64 * 1024;

    /** Nothing of Helidon's is printed; held here, since loggers are kept by weak references. */
    private static final Logger SILENCED = Logger.getLogger("io.helidon");

    private static final ServerConnectionSelector HTTP;
    private static final ListenerContext LISTENER;

    static {
        // Else the first request looks for services in every jar, for tens of milliseconds.
        var none =
                ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .build();
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(none).registry());
        // Clients send raw UTF-8 and encodings that are none of our business: the API decides.
        var config =
                Http1Config.builder()
                        .maxHeadersSize(HEADERS_LIMIT_BYTES)
                        .maxPrologueLength(REQUEST_LINE_LIMIT_BYTES)
                        .validateRequestHeaders(false)
                        .validatePrologue(false)
                        .validatePath(false)
                        .build();
        HTTP = Http1ConnectionSelector.builder().config(config).build();
        LISTENER = new Listener();
    }

    private HelidonHttp() {}

    /** Loads what the first connection would otherwise wait for. */
    static void load() {
        SILENCED.setLevel(Level.OFF);
    }

    /**
     * Serves requests until the client or the route ends the connection. Returns after a request
     * that was refused with a 400 or the like; the socket stays open.
     *
     * @param route makes the one route from the reader of this connection's bytes
     * @throws io.helidon.webserver.CloseConnectionException if it ended in any other way
     */
    static void serve(Socket socket, ClientInput input, Function<WireReader, HttpRouting> route)
            throws InterruptedException {
        var reader = new WireReader(input);
        var link = new Link(PlainSocket.server(socket, "client", "simrun"), reader, route);
        HTTP.connection(link).handle(FixedLimit.create());
    }

    /** What Helidon asks of a listener; only the limits, encodings and error answers are used. */
    private static final class Listener implements ListenerContext {
        private final Context context = Context.create();
        private final MediaContext media =
                MediaContext.builder()
                        .mediaSupportsDiscoverServices(false)
                        .registerDefaults(false)
                        .build();
        private final ContentEncodingContext encodings =
                ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build();
        private final DirectHandlers errors = DirectHandlers.create();
        private final ListenerConfig config =
                ListenerConfig.builder()
                        .protocolsDiscoverServices(false)
                        .concurrencyLimitDiscoverServices(false)
                        .buildPrototype();

        @Override
        public Context context() {
            return context;
        }

        @Override
        public MediaContext mediaContext() {
            return media;
        }

        @Override
        public ContentEncodingContext contentEncodingContext() {
            return encodings;
        }

        @Override
        public DirectHandlers directHandlers() {
            return errors;
        }

        @Override
        public ListenerConfig config() {
            return config;
        }

        @Override
        public ExecutorService executor() {
            throw new UnsupportedOperationException("no task is started");
        }
    }

    /** One connection as Helidon sees it, with a router whose only route takes all. */
    private static final class Link implements ConnectionContext, Router {
        private final PlainSocket socket;
        private final PeerInfo remote;
        private final DataReader reader;
        private final DataWriter writer;
        private final HttpRouting route;

        Link(PlainSocket socket, WireReader reader, Function<WireReader, HttpRouting> route) {
            this.socket = socket;
            this.remote = socket.remotePeer();
            this.reader = reader;
            this.writer = SocketWriter.create(socket);
            this.route = route.apply(reader);
        }

        @Override
        public ListenerContext listenerContext() {
            return LISTENER;
        }

        @Override
        public ExecutorService executor() {
            return LISTENER.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return writer;
        }

        @Override
        public DataReader dataReader() {
            return reader;
        }

        @Override
        public Router router() {
            return this;
        }

        @Override
        public PeerInfo remotePeer() {
            return remote;
        }

        @Override
        public PeerInfo localPeer() {
            return socket.localPeer();
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String socketId() {
            return socket.socketId();
        }

        @Override
        public String childSocketId() {
            return socket.childSocketId();
        }

        @Override
        public <T extends Routing> T routing(Class<T> type, T otherwise) {
            return type.isInstance(route) ? type.cast(route) : otherwise;
        }

        @Override
        public List<? extends Routing> routings() {
            return List.of(route);
        }

        @Override
        public void beforeStart() {}

        @Override
        public void afterStop() {}
    }
}
