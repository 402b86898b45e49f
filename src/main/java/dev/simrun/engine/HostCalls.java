package dev.simrun.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Calls to the host, one after the other, from a thread that lives as long as there are any. */
final class HostCalls {
    private final Time time;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    HostCalls(Time time) {
        this.time = time;
    }

    /**
     * Does nothing once it is closed: the host ends its processes itself. The lock must be held.
     */
    void add(Runnable call) {
        if (closed) {
            return;
        }
        waiting.add(call);
        if (thread.isEmpty()) {
            var fresh = time.thread("simrun-host", this::run);
            thread = Optional.of(fresh);
            fresh.start();
        }
    }

    private void run() {
        for (var call = next(); call.isPresent(); call = next()) {
            call.get().run();
        }
    }

    private Optional<Runnable> next() {
        time.lock().lock();
        try {
            var call = Optional.ofNullable(waiting.poll());
            if (call.isEmpty()) {
                thread = Optional.empty();
            }
            return call;
        } finally {
            time.lock().unlock();
        }
    }

    /** Takes no more; what was added is still called. The lock must be held. */
    void close() {
        closed = true;
    }

    /** Waits, in real time, for the end of the calls under way. */
    boolean await(Duration limit) throws InterruptedException {
        Optional<Thread> last;
        time.lock().lock();
        try {
            last = thread;
        } finally {
            time.lock().unlock();
        }
        return last.isEmpty() || last.get().join(limit);
    }
}
