package dev.simrun.run;

import dev.simrun.scenario.Step;

import java.time.Duration;

/**
 * A step that was reached.
 *
 * @param inFinally whether it stands in {@code finally}
 * @param startedAt since the case began
 * @param firstEvent the number of the newest event when it began
 */
public record StepResult(
        Step step,
        boolean inFinally,
        Verdict verdict,
        Duration startedAt,
        Duration duration,
        long firstEvent) {}
