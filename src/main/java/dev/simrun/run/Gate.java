package dev.simrun.run;

import dev.simrun.engine.Environment;

import java.time.Duration;

/** What holds a fake up while its environment is frozen, as SIGSTOP holds up a process. */
record Gate(Environment environment) {
    /** Longer than a case takes; who waits for so long waits on. */
    private static final Duration LONG = Duration.ofDays(365);

    boolean isShut() {
        return environment.freezing();
    }

    /** Returns when the environment is not frozen. */
    void pass() throws InterruptedException {
        pass(() -> {});
    }

    /** Does something, which can't take long, at a moment at which no freeze has begun. */
    void pass(Runnable action) throws InterruptedException {
        while (!done(action)) {
            var _ = environment.await(LONG, () -> !isShut());
        }
    }

    private boolean done(Runnable action) {
        var lock = environment.time().lock();
        lock.lock(); // no freeze begins between the look and the action
        try {
            if (isShut()) {
                return false;
            }
            action.run();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
