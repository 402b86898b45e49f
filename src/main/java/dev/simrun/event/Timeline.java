package dev.simrun.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The append-only record of one environment and the only source of truth for waits, checks and
 * reports. Safe for use by many threads: the lock that it is given guards it, which is that of its
 * case.
 */
public final class Timeline {
    /** More events than any scenario needs. Of more, the oldest are forgotten, and counted. */
    public static final int LIMIT = 200_000;

    private final int limit;
    private final Lock lock;
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long dropped;

    /** An empty timeline, guarded by that lock. */
    public Timeline(Lock lock) {
        this(lock, LIMIT);
    }

    /**
     * A timeline that keeps fewer events.
     *
     * @param limit how many at most; at times it keeps a quarter less
     */
    Timeline(Lock lock, int limit) {
        this.lock = lock;
        this.limit = limit;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Adds an event at the end and tells the listeners, in order. */
    public Event append(Duration at, int environment, String actor, Fact fact) {
        return locked(() -> {
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
        });
    }

    /** Calls the listener, with the lock held, for each event from now on: it is to be quick. */
    public void listen(Consumer<Event> listener) {
        var _ = locked(() -> listeners.add(listener));
    }

    /** The events after the one with that number, as far as they are kept; 0 for all. */
    public List<Event> after(long seq) {
        return locked(() -> {
            int from = (int) Math.min(Math.max(seq - dropped, 0), events.size());
            return List.copyOf(events.subList(from, events.size()));
        });
    }

    public List<Event> all() {
        return after(0);
    }

    /** The number of the newest event, 0 when there is none. */
    public long last() {
        return locked(() -> events.size() + dropped);
    }

    /** How many events, the oldest, were forgotten. */
    public long dropped() {
        return locked(() -> dropped);
    }
}
