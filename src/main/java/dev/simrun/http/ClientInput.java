package dev.simrun.http;

import io.helidon.webserver.CloseConnectionException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The bytes of a connection. While a handler waits they are read ahead, because only a read tells
 * that the client has left; what comes early is kept for the next request.
 */
final class ClientInput implements Supplier<byte[]> {
    /** The client has sent all it will. Passes through Helidon unanswered. */
    static final class EndOfInput extends CloseConnectionException {
        private static final long serialVersionUID = 1;

        EndOfInput() {
            super("end of input");
        }
    }

    private static final int READ_BYTES = 16 * 1024;

    /** A client that sends more than this ahead is not watched until its requests are taken. */
    private static final int AHEAD_BYTES = 256 * 1024;

    private final InputStream source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private final byte[] buffer = new byte[READ_BYTES];
    private int aheadBytes;
    private boolean reading;
    private boolean ended;
    private @Nullable Runnable onEnd;

    ClientInput(InputStream source) {
        this.source = source;
    }

    /**
     * The next bytes, at least one. Waits for them without limit, since a connection may idle.
     *
     * @throws EndOfInput if the client closed or the connection broke
     */
    @Override
    public byte[] get() {
        lock.lock();
        try {
            while (ahead.isEmpty() && reading) {
                changed.awaitUninterruptibly(); // ends with the socket, which cut() closes
            }
            var next = ahead.poll();
            if (next != null) {
                aheadBytes -= next.length;
                return next;
            }
            if (ended) {
                throw new EndOfInput();
            }
        } finally {
            lock.unlock();
        }
        var bytes = read();
        if (bytes.length == 0) {
            throw new EndOfInput();
        }
        return bytes;
    }

    /** Calls back, once and on any thread, when the input ends before {@link #unwatch}. */
    void watch(Runnable callback) {
        boolean already;
        lock.lock();
        try {
            already = ended;
            onEnd = already ? null : callback;
            if (!already && !reading && aheadBytes < AHEAD_BYTES) {
                reading = true;
                Thread.ofVirtual().name("simrun read-ahead").start(this::readAhead);
            }
        } finally {
            lock.unlock();
        }
        if (already) {
            callback.run();
        }
    }

    void unwatch() {
        lock.lock();
        try {
            onEnd = null;
        } finally {
            lock.unlock();
        }
    }

    /** Reads and drops up to a number of bytes, in about the given time. */
    void skip(int limitBytes, Duration limit) throws IOException {
        lock.lock();
        try {
            if (reading) {
                return;
            }
        } finally {
            lock.unlock();
        }
        long start = System.nanoTime();
        int left = limitBytes;
        while (left > 0 && System.nanoTime() - start < limit.toNanos()) {
            int count = source.read(buffer);
            left = count < 0 ? 0 : left - count;
        }
    }

    private void readAhead() {
        boolean more = true;
        while (more) {
            more = keep(read());
        }
    }

    private boolean keep(byte[] bytes) {
        Runnable gone = null;
        lock.lock();
        try {
            if (bytes.length == 0) {
                ended = true;
                gone = onEnd;
                onEnd = null;
            } else {
                ahead.add(bytes);
                aheadBytes += bytes.length;
            }
            reading = !ended && onEnd != null && aheadBytes < AHEAD_BYTES;
            changed.signalAll();
            return reading;
        } finally {
            lock.unlock();
            if (gone != null) {
                gone.run();
            }
        }
    }

    /** Empty at the end. A broken connection has ended as well: nobody is there to read of it. */
    private byte[] read() {
        try {
            int count = source.read(buffer);
            return count <= 0 ? new byte[0] : Arrays.copyOf(buffer, count);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
