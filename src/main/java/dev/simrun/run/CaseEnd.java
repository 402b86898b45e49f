package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.LeftOut;
import dev.simrun.source.Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** How a case comes to its end, whatever its threads do: what needs its lock is waited for so long and no longer. */
record CaseEnd(LiveCase live, StepThread thread, Breakdown breakdown) {
    /** Longer than the end of a case takes. */
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    /** The same where a thread was left behind, which may keep the case's lock for ever. */
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(3);

    /** All that happened; what simrun itself ends is not part of it. */
    Happened happened() {
        return within(() -> {
                    live.time.goOn();
                    live.actors.drain();
                    var timeline = live.timeline();
                    live.actors.firedRules().forEach(live.setUp::met);
                    return new Happened(timeline.all(), timeline.leftOut(), live.setUp.unmet(), live.setUp.met());
                })
                .orElse(Happened.NOTHING);
    }

    /**
     * What is known of it at its end.
     *
     * @param unmet what the case set up and did not meet
     * @param met where stands what the file has for all its cases, and this one met
     */
    record Happened(List<Event> events, LeftOut leftOut, List<Remark> unmet, Set<Location> met) {
        static final Happened NOTHING = new Happened(List.of(), LeftOut.NOTHING, List.of(), Set.of());
    }

    /** A failure with what is known of it since all has happened. */
    Failure told(Failure failure) {
        return live.latecomers.told(failure);
    }

    /** Whether a step can still be carried out. */
    boolean isReachable() {
        return !thread.isBroken()
                && (!thread.hasLeft()
                        || within(() -> live.time.locked(() -> true)).isPresent());
    }

    /** What needs the case's lock, which a thread may keep that was left behind. */
    private <T> Optional<T> within(Supplier<T> action) {
        var limit = thread.hasLeft() ? LOCK_LIMIT : END_LIMIT;
        var given = breakdown.worker().within(limit, action);
        if (given.isEmpty()) {
            breakdown.broke(new IllegalStateException("the case's lock is out of reach"));
        }
        return given;
    }

    /** Something of simrun itself broke: all that waits comes to its end. From any thread. */
    void broke(Throwable thrown) {
        thread.broke(thrown);
        Runnable close = // on a thread of its own, as the lock may be out of reach
                () -> {
                    live.environment.close();
                    live.time.close();
                };
        breakdown.worker().platform().newThread(close).start();
    }

    /** Ends all that belongs to it. */
    void close() {
        var _ = within(() -> {
            live.time.goOn();
            live.close();
            return true;
        });
    }
}
