package dev.simrun.run;

import dev.simrun.run.Progress.Ended;
import java.util.Optional;

/** Whether a case has checked anything: one whose every check was skipped shows nothing. */
final class Checks {
    private boolean made;
    private Optional<Failure> skipped = Optional.empty();

    /** A step of the case has ended. */
    void ended(Ended ended, int number, int count) {
        var step = ended.step();
        if (!step.common().checks()) {
            return;
        }
        if (ended.result().verdict() != Verdict.SKIPPED) {
            made = true;
        } else if (skipped.isEmpty()) {
            skipped = Optional.of(StepStop.errored(step, "it was skipped by its if, as was every check of this case")
                    .failure(number, count, false));
        }
    }

    /** Why the case does not count, if every check was skipped. */
    Optional<Failure> nothingChecked() {
        return made ? Optional.empty() : skipped;
    }
}
