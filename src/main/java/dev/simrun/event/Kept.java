package dev.simrun.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The events that a timeline has room for. Where they become too many, output goes first, and then the oldest of the
 * others; many at once, as the rest have to move up.
 */
final class Kept {
    /** About what an event and its fields take beside their texts, in bytes. */
    private static final int EVENT_BYTES = 600;

    /** For a character, where it is none of Latin-1. */
    private static final int CHARACTER_BYTES = 2;

    /** How much is forgotten before it is looked for: what is old is freed by nothing else while there is room. */
    private static final long FORGOTTEN_BYTES = 128L * 1024 * 1024;

    private final int limit;
    private final Room room;
    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private long forgottenBytes;
    private LeftOut leftOut = LeftOut.NOTHING;

    /**
     * Nothing yet.
     *
     * @param limit how many events at most
     * @param room for what they take
     */
    Kept(int limit, Room room) {
        this.limit = limit;
        this.room = room;
    }

    void add(Event event) {
        events.add(event);
        bytes += bytes(event);
        if (events.size() > limit || bytes > room.share()) {
            forget(limit - limit / 4, room.share() * 3 / 4);
        }
    }

    private void forget(int count, long most) {
        long newest = events.getLast().seq();
        drop(count, most, event -> event.fact() instanceof Fact.Log && event.seq() < newest);
        drop(count, most, event -> event.seq() < newest);
        if (forgottenBytes > FORGOTTEN_BYTES) {
            forgottenBytes = 0;
            System.gc();
        }
    }

    private void drop(int count, long most, Predicate<Event> which) {
        int[] left = {events.size()};
        events.removeIf(event -> {
            if ((left[0] <= count && bytes <= most) || !which.test(event)) {
                return false;
            }
            left[0]--;
            bytes -= bytes(event);
            forgottenBytes += bytes(event);
            leftOut = leftOut.and(event);
            return true;
        });
    }

    private static long bytes(Event event) {
        return EVENT_BYTES + CHARACTER_BYTES * characters(event);
    }

    /** Without the fields of those that there are many of, or whose texts are short. */
    private static long characters(Event event) {
        return switch (event.fact()) {
            case Fact.RuntimeNext _, Fact.RuntimeInvoke _, Fact.InvokeStart _, Fact.InvokeEnd _ -> 0;
            case Fact.ExtensionNext _, Fact.ExtensionEvent _, Fact.ExtensionAcknowledged _ -> 0;
            case Fact.ProcessStart _, Fact.ProcessSignal _, Fact.ProcessExit _, Fact.Freeze _, Fact.Thaw _ -> 0;
            case Fact.InitStart _, Fact.InitDone _, Fact.ShutdownStart _, Fact.ShutdownDone _, Fact.Reset _ -> 0;
            case Fact.ExtensionRegister register -> register.name().length();
            case Fact.RuntimeResponse response -> length(response.contentType()) + length(response.sentType());
            case Fact.InvokeDone done -> length(done.contentType()) + length(done.errorType());
            case Fact.Log log -> log.line().length();
            case Fact _ -> characters(event.fields());
        };
    }

    private static long length(Optional<String> text) {
        return text.map(String::length).orElse(0);
    }

    private static long characters(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.length();
            case Value.Json(String text) -> text.length();
            case Value.Tree(var fields) ->
                fields.values().stream().mapToLong(Kept::characters).sum();
            case Value.Items(var items) ->
                items.stream().mapToLong(Kept::characters).sum();
            case Value.Time _, Value.Whole _, Value.Flag _ -> 0;
        };
    }

    /** Those after the one with that number. */
    List<Event> after(long seq) {
        return List.copyOf(events.subList(position(seq), events.size()));
    }

    /** Of the first event with a higher number; there may be gaps between the numbers. */
    private int position(long seq) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).seq() <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    LeftOut leftOut() {
        return leftOut;
    }
}
