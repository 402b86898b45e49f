package dev.simrun.picture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A failure in the picture.
 *
 * @param at when its step ended
 * @param lane the position of the lane that it belongs to, from 0; none where it is about nobody
 * @param events positions in the timeline of what decided it, the decisive one last
 * @param nearest the position of what came closest to what was expected
 * @param awaited where it was looked for and not found
 * @param expectedBy until when it would have been right; the last of {@code events} is what came too late
 */
public record Pin(
        String headline,
        Duration at,
        OptionalInt lane,
        List<Integer> events,
        OptionalInt nearest,
        Optional<Window> awaited,
        Optional<Duration> expectedBy) {
    public Pin {
        events = List.copyOf(events);
    }

    /** A stretch of time. */
    public record Window(Duration from, Duration to) {}
}
