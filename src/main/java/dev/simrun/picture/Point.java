package dev.simrun.picture;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A point of a picture.
 *
 * @param at since the case began
 * @param event the position in the timeline, from 0, of the event that it stands for; none for the end of what had not
 *     ended, and for a deadline
 */
public record Point(Duration at, OptionalInt event) {
    static Point of(Duration at, int event) {
        return new Point(at, OptionalInt.of(event));
    }

    static Point without(Duration at) {
        return new Point(at, OptionalInt.empty());
    }

    /** The time from another to this one; negative if the other is later. */
    public Duration since(Point other) {
        return at.minus(other.at);
    }
}
