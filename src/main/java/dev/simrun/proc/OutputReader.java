package dev.simrun.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Reads one stream of a process until all its writers are gone or the reader is stopped. */
final class OutputReader {
    private static final int BUFFER_BYTES = 64 * 1024; // what a pipe holds

    private final int pipe;
    private final int stop;
    private final Lines lines;
    private final Thread thread;

    /** Held while lines are given out, so that those of a stream never overlap. */
    private final BlockLock delivery = new BlockLock();

    /** Guards the descriptor and the counts. */
    private final BlockLock lock = new BlockLock();

    private final Condition progress = lock.newCondition();
    private long taken;
    private long delivered;
    private boolean ended;

    /**
     * @param pipe the read end, which the reader closes
     * @param stop a descriptor that becomes readable when the reader must give up
     */
    OutputReader(int pipe, int stop, Lines lines, ThreadFactory threads) {
        this.pipe = pipe;
        this.stop = stop;
        this.lines = lines;
        this.thread = threads.newThread(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * Waits until all that is in the pipe now has been given out; what comes later does not prolong it. Calling it from
     * the listener would only wait for itself.
     *
     * @return whether that was so within the limit
     */
    boolean awaitRead(Duration limit) {
        try (var _ = lock.hold()) {
            long target = ended ? delivered : taken + Posix.bytesWaiting(pipe);
            long left = limit.toNanos();
            while (!ended && delivered < target) {
                if (left <= 0) {
                    return false;
                }
                left = progress.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives out an unfinished line, unless the listener is busy for longer than the limit. */
    void flush(Duration limit) {
        try {
            if (delivery.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    lines.flush();
                } finally {
                    delivery.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the reader flushes at the end of the stream
        }
    }

    private void run() {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(BUFFER_BYTES);
            var chunk = new byte[BUFFER_BYTES];
            for (int count = take(buffer); count > 0; count = take(buffer)) {
                MemorySegment.ofArray(chunk).copyFrom(buffer.asSlice(0, count));
                deliver(chunk, count);
            }
            deliver(chunk, 0);
        } finally {
            end();
        }
    }

    /** Not positive at the end. Reading under the lock keeps pipe and count in step. */
    private int take(MemorySegment buffer) {
        if (Posix.awaitReadable(pipe, stop) == stop) {
            return 0;
        }
        try (var _ = lock.hold()) {
            int count = (int) Posix.read(pipe, buffer);
            taken += Math.max(count, 0);
            return count;
        }
    }

    private void deliver(byte[] chunk, int count) {
        try (var _ = delivery.hold()) {
            if (count > 0) {
                lines.add(chunk, count);
            } else {
                lines.flush();
            }
        }
        try (var _ = lock.hold()) {
            delivered += count;
            progress.signalAll();
        }
    }

    private void end() {
        try (var _ = lock.hold()) {
            ended = true;
            Posix.close(pipe);
            progress.signalAll();
        }
    }
}
