package dev.simrun.run;

import dev.simrun.scenario.Step;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A step that was reached.
 *
 * @param number how many of its list had been reached with it
 * @param key such as {@code invoke}
 * @param line where it stands in the file
 * @param inFinally whether it stands in {@code finally}
 * @param startedAt since the case began
 * @param firstEvent the number of the newest event when it began
 */
public record StepResult(
        int number,
        String key,
        Optional<String> label,
        int line,
        boolean inFinally,
        Verdict verdict,
        Duration startedAt,
        Duration duration,
        long firstEvent) {

    static StepResult of(Step step, Place place, Verdict verdict, Span span) {
        var common = step.common();
        return new StepResult(
                place.number(),
                common.key(),
                common.label().or(place::round),
                common.at().line(),
                place.inFinally(),
                verdict,
                span.startedAt().truncatedTo(ChronoUnit.MICROS),
                span.duration().truncatedTo(ChronoUnit.MICROS),
                span.firstEvent());
    }

    StepResult numbered(int reached) {
        return new StepResult(reached, key, label, line, inFinally, verdict, startedAt, duration, firstEvent);
    }

    /** When a step was carried out. */
    record Span(Duration startedAt, Duration duration, long firstEvent) {}
}
