package dev.simrun.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Calls to the host, one after the other, from a thread that lives as long as there are any. */
final class HostCalls {
    private final Time time;
    private final CompletableFuture<Host> host = new CompletableFuture<>();
    private final Queue<Consumer<Host>> waiting = new ArrayDeque<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    HostCalls(Time time) {
        this.time = time;
    }

    void attach(Host actors) {
        host.complete(actors);
    }

    /**
     * Does nothing once it is closed: the host ends its processes itself. The lock must be held.
     */
    void tell(Consumer<Host> what) {
        if (closed) {
            return;
        }
        waiting.add(what);
        if (thread.isEmpty()) {
            var fresh = time.thread("simrun-host", this::run);
            thread = Optional.of(fresh);
            fresh.start();
        }
    }

    private void run() {
        for (var call = next(); call.isPresent(); call = next()) {
            call.get().accept(host.join());
        }
    }

    private Optional<Consumer<Host>> next() {
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
