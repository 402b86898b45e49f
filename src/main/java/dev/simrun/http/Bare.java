package dev.simrun.http;

import io.helidon.common.GenericType;
import io.helidon.common.tls.ConfiguredTlsManager;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import io.helidon.http.media.EntityReader;
import io.helidon.http.media.EntityWriter;
import io.helidon.http.media.MediaContext;
import io.helidon.http.media.MediaContextConfig;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.StandardSocketOptions;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;

/**
 * A {@link WebServer} that is nothing but what it is told to be. Helidon's own builders first look for configuration,
 * services, mappers and routes, none of which a listener has, and which took most of its start.
 */
final class Bare extends WebServerConfig.BuilderBase<Bare, WebServerConfig> {
    Bare() {
        name(WebServer.DEFAULT_SOCKET_NAME)
                .shutdownHook(false)
                .putListenerSocketOption(StandardSocketOptions.SO_REUSEADDR, true)
                .tls(Tls.create(new NoTls().buildPrototype()))
                .mediaContext(new NoMedia())
                .contentEncoding(new NoEncodings())
                .routing(new NoRoutes());
    }

    WebServer start() {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader()); // where there are no services of Helidon's
        try {
            return WebServer.create(buildPrototype()).start();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Override
    public WebServerConfig buildPrototype() {
        return new ServerAsTold(this);
    }

    /** Looks for nothing. */
    @Override
    protected void preBuildPrototype() {}

    private static final class ServerAsTold extends WebServerConfigImpl {
        ServerAsTold(Bare builder) {
            super(builder);
        }
    }

    private static final class NoTls extends TlsConfig.BuilderBase<NoTls, TlsConfig> {
        @Override
        public TlsConfig buildPrototype() {
            return new TlsAsTold(enabled(false).manager(new NoManager()).sslParameters(new SSLParameters()));
        }

        private static final class TlsAsTold extends TlsConfigImpl {
            TlsAsTold(NoTls builder) {
                super(builder);
            }
        }

        /** Has to be there, and is not asked. */
        private static final class NoManager extends ConfiguredTlsManager {
            NoManager() {
                super("none", "none");
            }
        }
    }

    /** {@link Connection} reads and writes bytes. */
    private static final class NoMedia implements MediaContext {
        @Override
        public <T> EntityReader<T> reader(GenericType<T> type, Headers headers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> EntityWriter<T> writer(GenericType<T> type, Headers request, WritableHeaders<?> response) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> EntityReader<T> reader(GenericType<T> type, Headers request, Headers response) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> EntityWriter<T> writer(GenericType<T> type, WritableHeaders<?> request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaContextConfig prototype() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoEncodings implements ContentEncodingContext {
        @Override
        public boolean contentEncodingEnabled() {
            return false;
        }

        @Override
        public boolean contentDecodingEnabled() {
            return false;
        }

        @Override
        public boolean contentEncodingSupported(String encoding) {
            return false;
        }

        @Override
        public boolean contentDecodingSupported(String encoding) {
            return false;
        }

        @Override
        public ContentEncoder encoder(String encoding) {
            throw new NoSuchElementException(encoding);
        }

        @Override
        public ContentDecoder decoder(String encoding) {
            throw new NoSuchElementException(encoding);
        }

        @Override
        public ContentEncoder encoder(Headers headers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ContentEncodingContextConfig prototype() {
            throw new UnsupportedOperationException();
        }
    }

    /** Connections are served by {@link Connection}. */
    private static final class NoRoutes implements HttpRouting.Builder {
        @Override
        public HttpRouting build() {
            return new HttpRouting() {
                @Override
                public void route(ConnectionContext context, RoutingRequest request, RoutingResponse response) {
                    throw new IllegalStateException("a request was routed");
                }

                @Override
                public HttpSecurity security() {
                    return HttpSecurity.create();
                }
            };
        }

        @Override
        public HttpRouting.Builder register(HttpService... service) {
            return this;
        }

        @Override
        public HttpRouting.Builder register(String path, HttpService... service) {
            return this;
        }

        @Override
        public HttpRouting.Builder route(HttpRoute route) {
            return this;
        }

        @Override
        public HttpRouting.Builder addFilter(Filter filter) {
            return this;
        }

        @Override
        public HttpRouting.Builder addFeature(Supplier<? extends HttpFeature> feature) {
            return this;
        }

        @Override
        public <T extends Throwable> HttpRouting.Builder error(Class<T> type, ErrorHandler<? super T> handler) {
            return this;
        }

        @Override
        public HttpRouting.Builder maxReRouteCount(int count) {
            return this;
        }

        @Override
        public HttpRouting.Builder security(HttpSecurity security) {
            return this;
        }

        @Override
        public HttpRouting.Builder copy() {
            return this;
        }
    }
}
