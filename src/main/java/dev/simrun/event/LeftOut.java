package dev.simrun.event;

import java.util.Optional;

/**
 * What a timeline had no room for.
 *
 * @param lines how many lines of output
 * @param lastLine the number of the newest of them, 0 without one
 * @param others how many other events
 * @param lastOther the number of the newest of them, 0 without one
 */
public record LeftOut(long lines, long lastLine, long others, long lastOther) {
    public static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0);

    /** With one event more; those of each kind come in their order. */
    LeftOut and(Event event) {
        return event.fact() instanceof Fact.Log
                ? new LeftOut(lines + 1, event.seq(), others, lastOther)
                : new LeftOut(lines, lastLine, others + 1, event.seq());
    }

    public boolean isNothing() {
        return lines + others == 0;
    }

    /**
     * Whether there is something of it after the event with that number.
     *
     * @param type of what is looked at; empty for all
     */
    public boolean after(long seq, Optional<EventType> type) {
        return (type.filter(it -> it != EventType.LOG).isEmpty() && lastLine > seq)
                || (type.filter(it -> it == EventType.LOG).isEmpty() && lastOther > seq);
    }

    /** Such as {@code 3 lines of output and 1 other event}. */
    public String text() {
        var output = lines == 1 ? "1 line of output" : lines + " lines of output";
        var rest = others == 1 ? "1 other event" : others + " other events";
        if (others == 0) {
            return output;
        }
        return lines == 0 ? rest.replace("other ", "") : output + " and " + rest;
    }
}
