package dev.simrun.run;

import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * A step that was reached.
 *
 * @param key such as {@code invoke}
 * @param line where it stands in the file
 * @param inFinally whether it stands in {@code finally}
 * @param startedAt since the case began
 * @param firstEvent the number of the newest event when it began
 */
public record StepResult(
        String key,
        Optional<String> label,
        int line,
        boolean inFinally,
        Verdict verdict,
        Duration startedAt,
        Duration duration,
        long firstEvent) {

    static StepResult of(Step step, boolean inFinally, Verdict verdict, Span span) {
        var common = step.common();
        return new StepResult(
                common.key(),
                common.label().or(common::round),
                common.at().line(),
                inFinally,
                verdict,
                span.startedAt(),
                span.duration(),
                span.firstEvent());
    }

    /** When a step was carried out. */
    record Span(Duration startedAt, Duration duration, long firstEvent) {}
}
