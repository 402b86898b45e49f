package dev.simrun.run;

import dev.simrun.engine.Worker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What broke of simrun itself in a run: the first thing that one of our threads threw. It ends all cases that run, and
 * the run. Safe for use by many threads.
 */
final class Breakdown {
    private final AtomicReference<Optional<Throwable>> first = new AtomicReference<>(Optional.empty());
    private final List<Consumer<Throwable>> concerned = new CopyOnWriteArrayList<>();
    private final Worker worker = new Worker(this::broke);

    /** Makes the threads of the run. */
    Worker worker() {
        return worker;
    }

    Optional<Throwable> first() {
        return first.get();
    }

    /** Something was thrown that nobody was to throw. */
    void broke(Throwable thrown) {
        first.compareAndSet(Optional.empty(), Optional.of(thrown));
        concerned.forEach(each -> each.accept(thrown));
    }

    /** Tells somebody of it, also where it has happened already, and perhaps twice. */
    void tell(Consumer<Throwable> somebody) {
        concerned.add(somebody);
        first().ifPresent(somebody);
    }

    void tellNoMore(Consumer<Throwable> somebody) {
        concerned.remove(somebody);
    }
}
