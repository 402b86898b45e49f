package dev.simrun.http;

import dev.simrun.fake.LambdaClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client with one keep-alive connection and no time-out, opened with the first request and again when the server has
 * closed it meanwhile. Takes one request at a time; {@link #close} may come from any thread.
 *
 * <p>No request is ever sent twice: a connection that ended while idle is noticed before sending, and one that ends
 * afterwards without a byte of an answer is {@link Answer.Closed}, which is what a long poll gets when its environment
 * ends.
 */
public final class LeanClient implements LambdaClient {
    private final String host;
    private final int port;
    private volatile boolean closed;
    private volatile @Nullable SocketChannel channel;

    private LeanClient(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** A client of a port on this machine. */
    public static LeanClient to(int port) {
        return new LeanClient("127.0.0.1", port);
    }

    /** A client of another address. That it is a loopback address is for the caller to check. */
    public static LeanClient to(String host, int port) {
        return new LeanClient(host, port);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Headers are sent as given. {@code Host} and the framing are added where they are missing: a length with any
     * body and with POST, PUT and PATCH, chunks where there are trailers. An answer may have 64 KiB of headers and 256
     * MiB of body. After {@link #close} it is {@code Closed}.
     */
    @Override
    public Answer send(Request request) throws IOException, InterruptedException {
        boolean head = request.method().equals("HEAD");
        return answering(() -> exchange(RequestText.of(request, host + ":" + port), head));
    }

    /**
     * {@inheritDoc}
     *
     * <p>It goes in chunks, one for each piece, with headers as given but for {@code Host} and the framing.
     */
    @Override
    public Sending begin(Request head) throws IOException, InterruptedException {
        var nowhere = new Chunks(Optional.empty(), true);
        return call(
                () -> {
                    var open = connection();
                    boolean unsent = write(open, RequestText.head(head, host + ":" + port));
                    return new Chunks(Optional.of(open), unsent);
                },
                nowhere);
    }

    /** What goes through the socket. */
    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }

    private synchronized <T> T call(Call<T> call, T whenClosed) throws IOException, InterruptedException {
        try {
            return closed ? whenClosed : call.make();
        } catch (ClosedByInterruptException e) {
            disconnect();
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("while sending").initCause(e);
        } catch (IOException e) {
            disconnect();
            if (closed) {
                return whenClosed;
            }
            throw e;
        }
    }

    private Answer answering(Call<Answer> call) throws IOException, InterruptedException {
        return call(call, new Answer.Closed());
    }

    private Answer exchange(ByteBuffer bytes, boolean head) throws IOException {
        var open = connection();
        boolean unsent = write(open, bytes);
        return answer(open, head, unsent);
    }

    /**
     * Sends bytes that need not be a request.
     *
     * @throws java.io.EOFException if the connection ended in the middle of an answer
     * @throws IOException if there is no connection, or the answer isn't HTTP
     */
    public Answer send(Bytes bytes) throws IOException, InterruptedException {
        return answering(
                () -> exchange(ByteBuffer.wrap(bytes.toArray()), bytes.text().startsWith("HEAD ")));
    }

    private Answer answer(SocketChannel open, boolean head, boolean unsent) throws IOException {
        var reader = new AnswerReader((into, offset, length) -> open.read(ByteBuffer.wrap(into, offset, length)));
        var answer = reader.read(head);
        if (unsent || !reader.canGoOn()) {
            disconnect();
        }
        return answer;
    }

    /** Whether bytes stayed unsent: a server may answer and close before it has read all. */
    private boolean write(SocketChannel open, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            return false;
        } catch (java.nio.channels.ClosedChannelException e) {
            throw e; // by close() or an interrupt, not by the server
        } catch (IOException e) {
            return true; // the answer, or its absence, says more
        }
    }

    private SocketChannel connection() throws IOException {
        var open = channel;
        if (open != null && isIdle(open)) {
            return open;
        }
        disconnect();
        var fresh = SocketChannel.open();
        channel = fresh;
        if (closed) {
            fresh.close();
        }
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        fresh.connect(new InetSocketAddress(host, port));
        return fresh;
    }

    /** Whether the connection is open with nothing to read, as it should be between requests. */
    private static boolean isIdle(SocketChannel open) throws IOException {
        try {
            return Eager.poll(open, ByteBuffer.allocate(1)) == 0;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return false; // reset by the server meanwhile
        }
    }

    private void disconnect() {
        var open = channel;
        channel = null;
        closeQuietly(open);
    }

    private static void closeQuietly(@Nullable SocketChannel open) {
        if (open != null) {
            AnswerWriter.close(open);
        }
    }

    /** A body on its way; without a connection where the client was closed before it began. */
    private final class Chunks implements Sending {
        private final Optional<SocketChannel> open;
        private boolean unsent;

        Chunks(Optional<SocketChannel> open, boolean unsent) {
            this.open = open;
            this.unsent = unsent;
        }

        @Override
        public void piece(Bytes bytes) throws IOException, InterruptedException {
            if (!unsent && !bytes.isEmpty()) {
                unsent = call(() -> write(open.orElseThrow(), RequestText.chunk(bytes)), true);
            }
        }

        @Override
        public Answer end(Headers trailers) throws IOException, InterruptedException {
            return answering(() -> {
                var connection = open.orElseThrow();
                unsent = unsent || write(connection, RequestText.end(trailers));
                return answer(connection, false, unsent);
            });
        }

        @Override
        public Answer cut() throws IOException, InterruptedException {
            return answering(() -> {
                var connection = open.orElseThrow();
                if (!unsent) {
                    connection.shutdownOutput();
                }
                return answer(connection, false, true);
            });
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(channel);
    }
}
