package dev.simrun.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An accepted connection, served by the virtual thread that Helidon starts for it. */
final class Connection implements ServerConnection {
    /** How long a client that was told of its mistake may take to read that. */
    private static final Duration LINGER = Duration.ofMillis(500);

    /** What is read and dropped meanwhile, in bytes. */
    private static final int LINGER_BYTES = 8 * 1024 * 1024;

    private final Socket socket;
    private final Input input;
    private final LocalServer owner;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Thread> server = Optional.empty();
    private volatile boolean cut;

    /** One that is not served yet. */
    Connection(Socket socket, LocalServer owner) {
        this.socket = socket;
        this.input = new Input();
        this.owner = owner;
    }

    @Override
    public void handle(Limit unlimited) {
        server = Optional.of(Thread.currentThread());
        try {
            if (!cut) {
                new Exchanges(owner, input, new AnswerWriter(socket)).serve();
                linger();
            }
        } catch (IOException | InterruptedException over) {
            // The client no longer reads, or cut() has ended this.
        } catch (RuntimeException | Error thrown) {
            owner.broke(thrown);
        } finally {
            AnswerWriter.close(socket);
            owner.served(this);
            ended.countDown();
        }
    }

    /** What comes through the socket. A broken connection has ended: nobody is there to read of it. */
    private final class Input implements Exchanges.Input {
        private final Eager eager = new Eager(socket.getChannel());

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return socket.getInputStream().read(into, offset, length);
            } catch (IOException broken) {
                return -1;
            }
        }

        @Override
        public int readSoon(byte[] into, int offset, int length) {
            try {
                return eager.read(ByteBuffer.wrap(into, offset, length));
            } catch (IOException broken) {
                return -1;
            }
        }

        @Override
        public int poll(byte[] into) {
            try {
                return Eager.poll(socket.getChannel(), ByteBuffer.wrap(into));
            } catch (IOException broken) {
                return -1;
            }
        }
    }

    /** Closing with unread bytes would reset the connection, and the client lose the answer. */
    private void linger() throws IOException {
        long start = System.nanoTime();
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER.toMillisPart());
        var dropped = new byte[16 * 1024];
        for (int left = LINGER_BYTES; left > 0; ) {
            int count = input.read(dropped, 0, dropped.length);
            boolean late = System.nanoTime() - start > LINGER.toNanos();
            left = count < 0 || late ? 0 : left - count;
        }
    }

    /** Closes the socket without an answer. A handler that waits is interrupted. */
    void cut() {
        cut = true;
        AnswerWriter.close(socket);
        var serving = server;
        if (serving.isPresent()) {
            serving.get().interrupt();
        } else {
            ended.countDown();
        }
    }

    void awaitEnd(Duration limit) throws InterruptedException {
        var _ = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Never idle: long polls have no time-out (WIRE.md §1). */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /** By Helidon, when it listens no longer. */
    @Override
    public void close(boolean interrupt) {
        owner.lost();
        cut();
    }
}
