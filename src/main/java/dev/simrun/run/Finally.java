package dev.simrun.run;

import dev.simrun.run.Progress.Ended;
import dev.simrun.scenario.Steps;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out the steps of {@code finally}: all of them, whatever comes of each. */
record Finally(StepThread thread, CaseEnd end) {
    /** How long they may take together. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What each of them may take in any case: they tidy up. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    void run(Steps steps, Consumer<Ended> told) throws InterruptedException {
        thread.enterFinally();
        var limit = new Allowance(LIMIT, LEAST, "finally did not end within %s");
        for (int i = 0; i < steps.size() && end.isReachable(); i++) {
            thread.begin(Next.in(steps, i, true), _ -> Optional.empty());
            if (thread.await(limit) instanceof Ended ended) {
                told.accept(ended);
            }
        }
    }
}
