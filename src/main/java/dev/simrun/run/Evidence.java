package dev.simrun.run;

import dev.simrun.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a timeline has to say about a failure.
 *
 * @param actor whom it is about, if it is about one
 * @param marks the events that decided it, and that the reader should look at
 * @param awaited where what was expected was looked for
 * @param nearest what came closest to it
 * @param expectedBy until when the last of the marked events would have been right, since the case began
 * @param late the number of the first event after the failure that would have been right
 */
public record Evidence(
        Optional<String> actor,
        List<Mark> marks,
        Optional<Window> awaited,
        Optional<Nearest> nearest,
        Optional<Duration> expectedBy,
        OptionalLong late) {
    public static final Evidence NONE = new Evidence(
            Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

    public Evidence {
        marks = List.copyOf(marks);
    }

    /**
     * An event to look at.
     *
     * @param seq of the event
     * @param text beside it, such as {@code +812ms}; may be empty
     */
    public record Mark(long seq, String text) {}

    /** A stretch of time, since the case began. */
    public record Window(Duration from, Duration to) {}

    /**
     * An event of the right type that was not as expected.
     *
     * @param differs the paths of what is different
     */
    public record Nearest(Event event, List<String> differs) {
        public Nearest {
            differs = List.copyOf(differs);
        }
    }

    Evidence about(Optional<String> whom) {
        return new Evidence(whom, marks, awaited, nearest, expectedBy, late);
    }

    Evidence marked(List<Mark> events) {
        return new Evidence(actor, events, awaited, nearest, expectedBy, late);
    }

    Evidence awaitedIn(Window window) {
        return new Evidence(actor, marks, Optional.of(window), nearest, expectedBy, late);
    }

    Evidence near(Optional<Nearest> event) {
        return new Evidence(actor, marks, awaited, event, expectedBy, late);
    }

    Evidence expectedBy(Optional<Duration> limit) {
        return new Evidence(actor, marks, awaited, nearest, limit, late);
    }

    Evidence late(OptionalLong seq) {
        return new Evidence(actor, marks, awaited, nearest, expectedBy, seq);
    }
}
