import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The limit that invocations are measured against: Helidon's server, and behind it a handler that finds the end of each
 * request and answers with bytes that were made before, those that simrun answers with. It judges and remembers
 * nothing.
 *
 * <p>Usage: {@code Bare PAYLOAD_BYTES}. Prints its port; ends with its standard input.
 */
public final class Bare implements ServerConnectionSelector {
    private static final Logger HELIDON = Logger.getLogger("io.helidon");
    private static final String DATE = "Date: Sat, 01 Jan 2000 00:00:00 GMT\r\n";
    private static final byte[] ACCEPTED = ascii("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n" + DATE
            + "Content-Length: 16\r\n\r\n{\"status\":\"OK\"}\n");

    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final byte[] event;

    private Bare(int payloadBytes) {
        event = event(payloadBytes);
    }

    public static void main(String[] args) throws IOException {
        HELIDON.setLevel(Level.OFF);
        var bare = new Bare(Integer.parseInt(args[0]));
        var server = WebServer.builder()
                .host("127.0.0.1")
                .connectionOptions(bare.options())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .concurrencyLimitDiscoverServices(false)
                .addConnectionSelector(bare)
                .build()
                .start();
        System.out.println(server.port());
        System.in.read();
        server.stop();
        System.exit(0);
    }

    /** As simrun's server answers: a short body with its length, a longer one in one chunk. */
    private static byte[] event(int payloadBytes) {
        var body = "\"" + "x".repeat(Math.max(0, payloadBytes - 2)) + "\"";
        var short2 = payloadBytes <= 2 ? "{}" : body;
        boolean chunked = short2.length() > 2048;
        var head = "HTTP/1.1 200 OK\r\n"
            + "Content-Type: application/json\r\n"
            + "Lambda-Runtime-Aws-Request-Id: 8a3b6c1e-0f5d-4c2a-9b7e-1d2c3b4a5f60\r\n"
            + "Lambda-Runtime-Deadline-Ms: 1700000000000\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:function\r\n"
            + "Lambda-Runtime-Invocation-Id: 8a3b6c1e-0f5d-4c2a-9b7e-1d2c3b4a5f61\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-6553f100-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0\r\n"
                + DATE;
        return ascii(
                chunked
                        ? head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(short2.length()) + "\r\n"
                                + short2 + "\r\n0\r\n\r\n"
                        : head + "Content-Length: " + short2.length() + "\r\n\r\n" + short2);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private SocketOptions options() {
        var usual = SocketOptions.builder().tcpNoDelay(true).build();
        return (SocketOptions) java.lang.reflect.Proxy.newProxyInstance(
                Bare.class.getClassLoader(), new Class<?>[] {SocketOptions.class}, (_, method, arguments) -> {
                    if (method.getName().equals("configureSocket") && arguments[0] instanceof SocketChannel channel) {
                        accepted.add(channel.socket());
                    }
                    return method.invoke(usual, arguments);
                });
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Connection(accepted.remove());
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

    private final class Connection implements ServerConnection {
        private static final int READ_BYTES = 64 * 1024;

        private final Socket socket;
        private final byte[] buffer = new byte[READ_BYTES];

        Connection(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void handle(Limit limit) {
            try (socket) {
                var input = socket.getInputStream();
                var output = socket.getOutputStream();
                var head = new ByteArrayOutputStream();
                while (true) {
                    head.reset();
                    String text;
                    int end;
                    do {
                        int count = input.read(buffer);
                        if (count < 0) {
                            return;
                        }
                        head.write(buffer, 0, count);
                        text = head.toString(StandardCharsets.ISO_8859_1);
                        end = text.indexOf("\r\n\r\n");
                    } while (end < 0);
                    int body = text.length() - end - 4;
                    int length = text.indexOf("Content-Length: ");
                    if (length > 0 && length < end) {
                        int until = text.indexOf('\r', length);
                        int left = Integer.parseInt(text.substring(length + 16, until)) - body;
                        var whole = new ByteArrayOutputStream();
                        while (left > 0) {
                            int count = input.read(buffer);
                            whole.write(buffer, 0, count);
                            left -= count;
                        }
                        output.write(ACCEPTED);
                    } else {
                        output.write(event);
                    }
                }
            } catch (IOException over) {
                // the client has ended
            }
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {}
    }
}
