package dev.simrun.actor;

import dev.simrun.engine.Environment;
import dev.simrun.engine.View;
import dev.simrun.sim.Simulator;
import java.time.Duration;

/**
 * What holds a fake up: while its environment is frozen, as SIGSTOP holds up a process, and while the clock stands
 * still, as nothing that it does takes time.
 */
record Gate(Environment environment) {
    /** Longer than any case takes. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    boolean isShut() {
        return environment.time().held() || environment.is(Simulator::freezing);
    }

    /** Returns when it is open. */
    void pass() throws InterruptedException {
        pass(() -> {});
    }

    /** Does something, which can't take long, at a moment at which it is open. */
    void pass(Runnable action) throws InterruptedException {
        while (!unlessShut(action)) {
            environment.time().standStill();
            if (environment.look(View::freezing)) {
                var _ = environment.await(NO_LIMIT, view -> !view.freezing());
            }
        }
    }

    /** With the environment's lock held, nothing shuts it between the question and the action. */
    private boolean unlessShut(Runnable action) {
        return environment.time().locked(() -> {
            if (isShut()) {
                return false;
            }
            action.run();
            return true;
        });
    }
}
