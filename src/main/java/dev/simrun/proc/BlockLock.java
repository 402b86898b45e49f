package dev.simrun.proc;

import java.util.concurrent.locks.ReentrantLock;

/** A lock that is held for a block: {@code try (var _ = lock.hold())}. */
final class BlockLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    /** Held until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    Held hold() {
        lock();
        return this::unlock;
    }
}
