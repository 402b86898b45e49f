package dev.simrun.http;

import dev.simrun.api.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Puts answers on a connection: whole, or as a fault has them arrive. */
final class AnswerWriter {
    /** How many pieces a second an answer is sent in whose speed alone is given. */
    private static final int PIECES_PER_SECOND = 50;

    private final Socket socket;
    private final OutputStream output;

    AnswerWriter(Socket socket) throws IOException {
        this.socket = socket;
        this.output = socket.getOutputStream();
    }

    void write(byte[] bytes) throws IOException {
        output.write(bytes);
    }

    /** Writes an answer; whether the connection goes on after it. */
    boolean write(AnswerText text, Delivery delivery) throws IOException, InterruptedException {
        return switch (delivery) {
            case Delivery.Whole _ -> {
                text.writeTo(output);
                yield true;
            }
            case Delivery.Reset _ -> {
                socket.setSoLinger(true, 0); // what makes the close a reset
                socket.close();
                yield false;
            }
            case Delivery.Truncated(long limit) -> {
                var bytes = text.whole().toArray();
                output.write(bytes, 0, (int) Math.min(limit, bytes.length));
                yield false;
            }
            case Delivery.Paced paced -> {
                write(text.whole().toArray(), paced);
                yield true;
            }
        };
    }

    void close() {
        close(socket);
    }

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody is left to tell; the descriptor is gone in any case.
        }
    }

    /** A piece goes out when its last byte would have arrived at that speed. */
    private void write(byte[] bytes, Delivery.Paced paced) throws IOException, InterruptedException {
        long rate = paced.bytesPerSecond().orElse(Long.MAX_VALUE);
        int piece = paced.pieceBytes().orElse(Math.clamp(rate / PIECES_PER_SECOND, 1, Integer.MAX_VALUE));
        long start = System.nanoTime();
        for (int sent = 0; sent < bytes.length; ) {
            int count = Math.min(piece, bytes.length - sent);
            long due = (long) ((sent + count) * 1e9 / rate);
            pause(due - (System.nanoTime() - start));
            output.write(bytes, sent, count);
            sent += count;
        }
    }

    private static void pause(long nanos) throws InterruptedException {
        if (nanos > 0) {
            var _ = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
