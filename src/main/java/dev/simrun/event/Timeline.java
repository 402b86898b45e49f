package dev.simrun.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The append-only record of one case and the only source of truth for waits, checks and reports. Safe for use by many
 * threads: the lock that it is given guards it, which is that of its case.
 */
public final class Timeline {
    /** More events than any scenario needs. Of more some are left out, and counted. */
    public static final int LIMIT = 200_000;

    private final Lock lock;
    private final Room room;
    private final Kept kept;
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long last;
    private boolean closed;

    /** An empty timeline, guarded by that lock, with all the room that there is. */
    public Timeline(Lock lock) {
        this(lock, Room.ofHeap());
    }

    /** An empty timeline, guarded by that lock, that shares room with others. */
    public Timeline(Lock lock, Room room) {
        this(lock, room, LIMIT);
    }

    /**
     * A timeline that keeps fewer events.
     *
     * @param limit how many at most; at times it keeps a quarter less
     */
    Timeline(Lock lock, Room room, int limit) {
        this.lock = lock;
        this.room = room;
        this.kept = new Kept(limit, room);
        room.enter();
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
            var event = new Event(++last, at, environment, actor, fact);
            kept.add(event);
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

    /** Tells also of those after the one with that number, as far as they are kept. */
    public void follow(long seq, Consumer<Event> listener) {
        var _ = locked(() -> {
            kept.after(seq).forEach(listener);
            return listeners.add(listener);
        });
    }

    /** Tells the listener no more. */
    public void leave(Consumer<Event> listener) {
        var _ = locked(() -> listeners.remove(listener));
    }

    /** The events after the one with that number, as far as they are kept; 0 for all. */
    public List<Event> after(long seq) {
        return locked(() -> kept.after(seq));
    }

    public List<Event> all() {
        return after(0);
    }

    /** The number of the newest event, 0 when there is none. */
    public long last() {
        return locked(() -> last);
    }

    /** What there was no room for. */
    public LeftOut leftOut() {
        return locked(kept::leftOut);
    }

    /** Leaves its room to others; what it keeps can still be read. */
    public void close() {
        boolean first = locked(() -> {
            boolean open = !closed;
            closed = true;
            return open;
        });
        if (first) {
            room.leave();
        }
    }
}
