package dev.simrun.repl;

import dev.simrun.event.Event;
import dev.simrun.scenario.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Where a case is to stop, numbered in the order in which they were set. The prompt's thread changes them; any thread
 * may ask for the one at an event.
 */
final class Breakpoints {
    private final List<Breakpoint> all = new CopyOnWriteArrayList<>();
    private int last;

    /** What a breakpoint waits for. */
    sealed interface Where {
        /** The first step that begins at that line or below it. */
        record Line(int line) implements Where {}

        /** Every step with that key. */
        record Key(String key) implements Where {}

        /** Every such event, as it was typed after the word {@code on}. */
        record On(String typed, Predicate<Event> event) implements Where {}

        default String text() {
            return switch (this) {
                case Line(int line) -> "line " + line;
                case Key(String key) -> "every " + key;
                case On on -> "on " + on.typed();
            };
        }
    }

    /** A breakpoint; one that is there {@code once} is gone when it was hit. */
    record Breakpoint(int number, Where where, boolean once) {}

    Breakpoint add(Where where, boolean once) {
        var fresh = new Breakpoint(++last, where, once);
        all.add(fresh);
        return fresh;
    }

    boolean remove(int number) {
        return all.removeIf(one -> one.number() == number);
    }

    List<Breakpoint> list() {
        return List.copyOf(all);
    }

    /** The breakpoint before a step; the one before that begins at a line, or 0. */
    Optional<Breakpoint> before(Step step, int previousLine) {
        return hit(where -> switch (where) {
            case Where.Line(int line) ->
                previousLine < line && line <= step.common().from().line();
            case Where.Key(String key) -> step.common().key().equals(key);
            case Where.On _ -> false;
        });
    }

    /** The breakpoint at an event; one that is there once is kept until it was told of. */
    Optional<Breakpoint> at(Event event) {
        return hit(where -> where instanceof Where.On on && on.event().test(event));
    }

    private Optional<Breakpoint> hit(Predicate<Where> holds) {
        return all.stream().filter(one -> holds.test(one.where())).findFirst();
    }

    /** Removes it if it was there once only. */
    void told(Breakpoint one) {
        if (one.once()) {
            all.remove(one);
        }
    }
}
