package dev.simrun.run;

import dev.simrun.scenario.Step;

/**
 * What cuts a step off.
 *
 * @param passing whether it is about the step that runs and no other
 */
record Cut(Verdict verdict, String message, boolean passing) {
    static final Cut INTERRUPTED = new Cut(Verdict.INTERRUPTED, "interrupted", false);

    /** How a step ends that is cut off. */
    StepStop stop(Step step) {
        return StepStop.of(verdict, step, message);
    }
}
