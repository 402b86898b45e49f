package dev.simrun.http;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Sends bytes that need not be a request, and reads what comes back. */
public final class RawExchange {
    private RawExchange() {}

    /**
     * Sends bytes on a connection of their own, and waits without limit until the other side has
     * answered or closed.
     *
     * @throws java.io.EOFException if the connection ended in the middle of an answer
     * @throws IOException if there is no connection, or the answer isn't HTTP
     */
    public static Answer send(InetSocketAddress address, Bytes bytes)
            throws IOException, InterruptedException {
        try (var channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(address.getHostString(), address.getPort()));
            write(channel, ByteBuffer.wrap(bytes.toArray()));
            return new ResponseReader(channel).read(isHead(bytes));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("while sending").initCause(e);
        }
    }

    /** The other side may answer and close before it has read all. */
    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (java.nio.channels.ClosedChannelException e) {
            throw e; // by an interrupt
        } catch (IOException e) {
            // The answer, or its absence, says more.
        }
    }

    private static boolean isHead(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1).startsWith("HEAD ");
    }
}
