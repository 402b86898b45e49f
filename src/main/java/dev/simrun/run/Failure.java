package dev.simrun.run;

import dev.simrun.source.Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/**
 * Why a step did not pass.
 *
 * @param verdict failed, errored or interrupted
 * @param headline complete on its own, such as {@code assert_acknowledged: audit acknowledged 812ms after SHUTDOWN,
 *     expected less than 500ms}
 * @param at what was not met, or the step
 * @param stepNumber of the step in its list, from 1
 * @param stepCount how many steps that list has
 * @param inFinally whether the list is {@code finally}
 * @param misses what was not met, each with its place; empty where a step could not be carried out
 * @param notes further lines, such as what came nearest to what was waited for
 * @param evidence what the timeline has to say about it
 */
public record Failure(
        Verdict verdict,
        String headline,
        Location at,
        int stepNumber,
        int stepCount,
        boolean inFinally,
        List<Miss> misses,
        List<String> notes,
        Evidence evidence) {

    public Failure {
        misses = List.copyOf(misses);
        notes = List.copyOf(notes);
    }

    /**
     * One value that was not as expected.
     *
     * @param path of the actual value, such as {@code payload.items[0]}; empty for the whole
     * @param expected in words, such as {@code less than 500ms}
     * @param actual in words, such as {@code 812ms}
     * @param reason why it can't match, where that is not plain; else empty
     * @param value the actual value itself; missing where there is none
     * @param limit the upper bound that a duration passed; empty where that is not what is wrong
     */
    public record Miss(
            Location at,
            String path,
            String expected,
            String actual,
            String reason,
            JsonNode value,
            Optional<Duration> limit) {
        /** By how much a duration passed its upper bound. */
        Optional<Duration> over() {
            return value instanceof POJONode pojo && pojo.getPojo() instanceof Duration time
                    ? limit.map(time::minus)
                    : Optional.empty();
        }
    }

    /** The same where nothing is kept of what happened. */
    Failure withoutEvents() {
        return with(Evidence.NONE.about(evidence.actor()));
    }

    Failure with(Evidence other) {
        return new Failure(verdict, headline, at, stepNumber, stepCount, inFinally, misses, notes, other);
    }
}
