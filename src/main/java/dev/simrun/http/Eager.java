package dev.simrun.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Reads of a connection by a thread that looks for bytes for a moment, and lets others go first meanwhile, before it
 * waits for them: whoever answers at once then costs no switch of the system's, which takes longer than all that is
 * done for a request. Of one who was slower the last time nothing is expected, nor at first. For one thread.
 */
final class Eager {
    private static final long MOMENT_NANOS = 100_000;

    private final SocketChannel channel;
    private boolean quick;

    Eager(SocketChannel channel) {
        this.channel = channel;
    }

    /** As {@link SocketChannel#read} of a channel that blocks; nobody may read from it or write to it meanwhile. */
    int read(ByteBuffer into) throws IOException {
        long start = System.nanoTime();
        int count = quick ? poll(channel, into) : channel.read(into);
        while (count == 0 && isMoment(start)) {
            letOthersGo();
            count = poll(channel, into);
        }
        quick = count != 0 && isMoment(start);
        return count == 0 ? channel.read(into) : count;
    }

    /** What is there now in a channel that blocks: 0 if nothing is, -1 at the end. Nobody else may use it meanwhile. */
    static int poll(SocketChannel channel, ByteBuffer into) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(into);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** The scheduler of virtual threads takes turns, which is all that is relied on. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void letOthersGo() {
        Thread.yield();
    }

    /** Whether no more time has passed since then than one may wait without waiting. */
    static boolean isMoment(long start) {
        return System.nanoTime() - start < MOMENT_NANOS;
    }
}
