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
        // The condition holds the environment's lock: no freeze comes between it and the action.
        var _ =
                environment.await(
                        NO_LIMIT,
                        () -> {
                            if (environment.freezing()) {
                                return false;
                            }
                            action.run();
                            return true;
                        });
    }
}
