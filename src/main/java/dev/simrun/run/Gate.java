package dev.simrun.run;

import dev.simrun.engine.Environment;

import java.time.Duration;

/** What holds a fake up while its environment is frozen, as SIGSTOP holds up a process. */
record Gate(Environment environment) {
    /** Longer than any case takes. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    boolean isShut() {
        return environment.freezing();
    }

    /** Returns when the environment is not frozen. */
    void pass() throws InterruptedException {
        pass(() -> {});
    }

    /** Does something, which can't take long, at a moment at which no freeze has begun. */
    void pass(Runnable action) throws InterruptedException {
        while (!unlessFreezing(action)) {
            var _ = environment.await(NO_LIMIT, () -> !environment.freezing());
        }
    }

    /** With the environment's lock held, no freeze comes between the question and the action. */
    private boolean unlessFreezing(Runnable action) {
        var lock = environment.time().lock();
        lock.lock();
        try {
            if (environment.freezing()) {
                return false;
            }
            action.run();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
