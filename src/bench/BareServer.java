import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
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
 * <p>Usage: {@code BareServer PAYLOAD_BYTES}. Prints its port; ends with its standard input.
 */
public final class BareServer implements ServerConnectionSelector {
    /** Helidon takes the level from it for as long as somebody holds on to it. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private static final String DATE = "Date: Sat, 01 Jan 2000 00:00:00 GMT\r\n";

    /** A body up to here has its length in the head; a longer one comes in one chunk. */
    private static final int LONGEST_WITH_LENGTH = 2048;

    private static final byte[] ACCEPTED = ascii("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n" + DATE
            + "Content-Length: 16\r\n\r\n{\"status\":\"OK\"}\n");

    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final byte[] event;

    private BareServer(int payloadBytes) {
        event = event(payloadBytes < 4 ? "{}" : "\"" + "x".repeat(payloadBytes - 2) + "\"");
    }

    public static void main(String[] args) throws IOException {
        HELIDON.setLevel(Level.OFF);
        var bare = new BareServer(Integer.parseInt(args[0]));
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
        var _ = System.in.read();
        server.stop();
        System.exit(0);
    }

    private static byte[] event(String body) {
        var head = "HTTP/1.1 200 OK\r\n"
                + "Content-Type: application/json\r\n"
                + "Lambda-Runtime-Aws-Request-Id: 8a3b6c1e-0f5d-4c2a-9b7e-1d2c3b4a5f60\r\n"
                + "Lambda-Runtime-Deadline-Ms: 1700000000000\r\n"
                + "Lambda-Runtime-Invoked-Function-Arn:"
                + " arn:aws:lambda:us-east-1:123456789012:function:my-function\r\n"
                + "Lambda-Runtime-Invocation-Id: 8a3b6c1e-0f5d-4c2a-9b7e-1d2c3b4a5f61\r\n"
                + "Lambda-Runtime-Trace-Id:"
                + " Root=1-6553f100-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0\r\n"
                + DATE;
        if (body.length() <= LONGEST_WITH_LENGTH) {
            return ascii(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        }
        var chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        return ascii(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The usual options, which hand over each socket: a connection is read and written without Helidon's buffers. */
    private SocketOptions options() {
        var usual = SocketOptions.builder().tcpNoDelay(true).build();
        return (SocketOptions) Proxy.newProxyInstance(
                BareServer.class.getClassLoader(), new Class<?>[] {SocketOptions.class}, (_, method, arguments) -> {
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

    /** Answers one request after the other, none of which is sent before the answer to the one before. */
    private final class Connection implements ServerConnection {
        private static final String LENGTH = "Content-Length: ";
        private static final String END = "\r\n\r\n";

        private final Socket socket;
        private final byte[] buffer = new byte[64 * 1024];

        Connection(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void handle(Limit limit) {
            try (socket) {
                var input = socket.getInputStream();
                var output = socket.getOutputStream();
                for (var head = head(input); !head.isEmpty(); head = head(input)) {
                    int length = head.indexOf(LENGTH);
                    if (length < 0) {
                        output.write(event);
                    } else {
                        int end = head.indexOf(END);
                        int bytes =
                                Integer.parseInt(head.substring(length + LENGTH.length(), head.indexOf('\r', length)));
                        skip(input, bytes - (head.length() - end - END.length()));
                        output.write(ACCEPTED);
                    }
                }
            } catch (IOException over) {
                // The client has ended.
            }
        }

        /** What has come when the head is there as a whole, so perhaps some of the body; empty at the end. */
        private String head(InputStream input) throws IOException {
            int filled = 0;
            while (true) {
                int count = input.read(buffer, filled, buffer.length - filled);
                if (count < 0) {
                    return "";
                }
                filled += count;
                var text = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
                if (text.contains(END)) {
                    return text;
                }
            }
        }

        private void skip(InputStream input, int bytes) throws IOException {
            int left = bytes;
            while (left > 0) {
                int count = input.read(buffer, 0, Math.min(left, buffer.length));
                left = count < 0 ? 0 : left - count;
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
