package dev.simrun.engine;

import dev.simrun.event.Event;
import dev.simrun.sim.Extension;
import dev.simrun.sim.Input;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Calls to the host, one after the other, from a thread that lives as long as there are any. The case's lock guards
 * them.
 */
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

    /** Whether the host has a living process for an actor. The lock must be held. */
    boolean alive(String actor) {
        return host.isDone() && host.join().alive(actor);
    }

    /** Has all told that a client wrote before a poll of its. The lock must not be held. */
    void heed(Input.Call call, View view) {
        switch (call) {
            case Input.RuntimeNext _, Input.RestoreNext _ -> polls(Event.RUNTIME);
            case Input.ExtensionNext next ->
                next.identifier()
                        .flatMap(id ->
                                time.locked(() -> view.extensions().byId(id).map(Extension::name)))
                        .ifPresent(this::polls);
            default -> {} // no phase ends with the others
        }
    }

    private void polls(String actor) {
        if (host.isDone()) {
            host.join().polls(actor);
        }
    }

    /** Does nothing once it is closed: the host ends its processes itself. The lock must be held. */
    void tell(Consumer<Host> what) {
        if (closed) {
            return;
        }
        waiting.add(what);
        if (thread.isEmpty()) {
            thread = Optional.of(time.start("simrun-host", this::run));
        }
    }

    private void run() {
        for (var call = next(); call.isPresent(); call = next()) {
            call.get().accept(host.join());
        }
    }

    private Optional<Consumer<Host>> next() {
        return time.locked(() -> {
            var call = Optional.ofNullable(waiting.poll());
            if (call.isEmpty()) {
                thread = Optional.empty();
            }
            return call;
        });
    }

    /** Takes no more; what was added is still called. The lock must be held. */
    void close() {
        closed = true;
    }

    /** Waits, in real time, for the end of the calls under way. */
    boolean await(Duration limit) throws InterruptedException {
        Optional<Thread> last = time.locked(() -> thread);
        return last.isEmpty() || last.get().join(limit);
    }
}
