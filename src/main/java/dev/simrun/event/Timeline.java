package dev.simrun.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only record of one environment and the only source of truth for waits, checks and
 * reports. Safe for use by many threads.
 */
public final class Timeline {
    /** More events than any scenario needs. Of more, the oldest are forgotten, and counted. */
    public static final int LIMIT = 200_000;

    private final int limit;
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long dropped;

    public Timeline() {
        this(LIMIT);
    }

    /**
     * A timeline that keeps fewer events.
     *
     * @param limit how many at most; at times it keeps a quarter less
     */
    Timeline(int limit) {
        this.limit = limit;
    }

    /** Adds an event at the end and tells the listeners, in order. */
    public synchronized Event append(Duration at, int environment, String actor, Fact fact) {
        var event = new Event(events.size() + dropped + 1, at, environment, actor, fact);
        if (events.size() == limit) {
            // Many at once, as the others have to move up.
            int oldest = Math.max(1, limit / 4);
            events.subList(0, oldest).clear();
            dropped += oldest;
        }
        events.add(event);
        for (var listener : listeners) {
            listener.accept(event);
        }
        return event;
    }

    /** Calls the listener, under the timeline's lock, for each event from now on. */
    public synchronized void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** The events after the one with that number, as far as they are kept; 0 for all. */
    public synchronized List<Event> after(long seq) {
        int from = (int) Math.min(Math.max(seq - dropped, 0), events.size());
        return List.copyOf(events.subList(from, events.size()));
    }

    public List<Event> all() {
        return after(0);
    }

    /** The number of the newest event, 0 when there is none. */
    public synchronized long last() {
        return events.size() + dropped;
    }

    /** How many events, the oldest, were forgotten. */
    public synchronized long dropped() {
        return dropped;
    }
}
