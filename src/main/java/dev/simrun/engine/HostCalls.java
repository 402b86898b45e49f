package dev.simrun.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a host is told, one thing after the other, from a thread of its own. */
final class HostCalls {
    private final CompletableFuture<Host> host = new CompletableFuture<>();
    private final ExecutorService calls =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("simrun-host").factory());

    void attach(Host actors) {
        host.complete(actors);
    }

    void tell(Consumer<Host> what) {
        try {
            calls.execute(() -> what.accept(host.join()));
        } catch (RejectedExecutionException closed) {
            // The environment was closed; the host ends its processes itself.
        }
    }

    /** Takes no further call. */
    void close() {
        calls.shutdown();
    }

    /** Waits for the calls under way. */
    boolean await(Duration limit) throws InterruptedException {
        return calls.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
