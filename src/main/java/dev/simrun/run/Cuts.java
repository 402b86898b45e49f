package dev.simrun.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Why the thread of the steps is interrupted, if it is: the first cause counts. For any thread. */
final class Cuts {
    private final AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());
    private volatile boolean closing;
    private volatile boolean inFinally;

    /** Whether all is to end but {@code finally}. */
    boolean closing() {
        return closing;
    }

    void close() {
        closing = true;
    }

    boolean inFinally() {
        return inFinally;
    }

    void enterFinally() {
        inFinally = true;
        cut.set(Optional.empty());
    }

    /** Whether there is a cause. */
    boolean any() {
        return cut.get().isPresent();
    }

    /** Notes a cause; false if there is one already. */
    boolean add(Cut why) {
        return cut.compareAndSet(Optional.empty(), Optional.of(why));
    }

    /** The cause, which has cut a step off: where all is to end, it holds for those after it too. */
    Cut take() {
        var why = cut.get().orElseThrow();
        if (!closing || inFinally) {
            cut.set(Optional.empty());
        }
        return why;
    }

    /** A step has ended by itself: what was meant for it alone came too late. */
    void stepEnded() {
        if (cut.get().filter(Cut::passing).isPresent()) {
            cut.set(Optional.empty());
        }
    }
}
