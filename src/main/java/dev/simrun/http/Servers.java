package dev.simrun.http;

import dev.simrun.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * The listeners of a run. Each environment borrows one for itself and gives it back: a start takes its time, and a
 * {@code WebServer} of Helidon 4.5.0 leaves a thread behind when it is stopped.
 */
public final class Servers implements AutoCloseable {
    private final Deque<CompletableFuture<Listener>> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** Starts a listener beside whatever the caller does next. */
    public void prepare() {
        idle.add(CompletableFuture.supplyAsync(
                Listener::new,
                task -> Thread.ofVirtual().name("simrun listener").start(task)));
    }

    /**
     * A port that is the API's alone until it is closed.
     *
     * @param broken is told what is thrown while the API is asked, on the thread that asks
     * @throws IOException if there is no free port or no file descriptor
     */
    public LocalServer open(Api api, Consumer<Throwable> broken) throws IOException {
        try {
            var listener = Optional.ofNullable(idle.poll())
                    .map(CompletableFuture::join)
                    .orElseGet(Listener::new);
            return new LocalServer(listener, api, broken, this::takeBack);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unbound) {
                throw unbound.getCause();
            }
            throw e;
        } catch (UncheckedIOException unbound) {
            throw unbound.getCause();
        }
    }

    private void takeBack(Listener listener) {
        idle.add(CompletableFuture.completedFuture(listener));
        if (closed) {
            close();
        }
    }

    /** Stops all that are not borrowed, and the others when they are given back. */
    @Override
    public void close() {
        closed = true;
        for (var next = idle.poll(); next != null; next = idle.poll()) {
            var _ = next.thenAccept(Listener::stop); // also of one whose start isn't over
        }
    }
}
