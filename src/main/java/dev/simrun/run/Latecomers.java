package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Timeline;
import dev.simrun.run.EventSearch.Sought;
import dev.simrun.source.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What came after all when a step had looked for it in vain. */
final class Latecomers {
    private final Map<Location, Watch> watches = new HashMap<>();

    /** Looks from now on for what the step at a place did not find. */
    void watch(Location step, Sought sought, Timeline timeline) {
        var watch = new Watch(sought);
        watches.put(step, watch);
        timeline.follow(timeline.last(), watch);
    }

    /** A failure with what came too late for it. */
    Failure told(Failure failure) {
        var watch = watches.get(failure.at());
        return watch == null ? failure : failure.with(failure.evidence().late(watch.came));
    }

    private static final class Watch implements Consumer<Event> {
        private final Sought sought;
        private volatile OptionalLong came = OptionalLong.empty();

        Watch(Sought sought) {
            this.sought = sought;
        }

        @Override
        public void accept(Event event) {
            if (came.isEmpty() && sought.fits(event)) {
                came = OptionalLong.of(event.seq());
            }
        }
    }
}
