package dev.simrun.run;

import dev.simrun.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a timeline has to say about a failure.
 *
 * @param actor whom it is about, if it is about one
 * @param marks the events that decided it, and that the reader should look at
 * @param awaited when what was expected was waited for
 * @param nearest what came closest to it
 */
public record Evidence(Optional<String> actor, List<Mark> marks, Optional<Window> awaited, Optional<Nearest> nearest) {
    public static final Evidence NONE = new Evidence(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

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
        return new Evidence(whom, marks, awaited, nearest);
    }

    Evidence marked(List<Mark> events) {
        return new Evidence(actor, events, awaited, nearest);
    }

    Evidence awaitedIn(Window window) {
        return new Evidence(actor, marks, Optional.of(window), nearest);
    }

    Evidence near(Optional<Nearest> event) {
        return new Evidence(actor, marks, awaited, event);
    }
}
