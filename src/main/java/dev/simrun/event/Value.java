package dev.simrun.event;

import java.time.Duration;
import java.util.List;

/** What a field of an event holds. */
public sealed interface Value {
    record Text(String text) implements Value {}

    record Time(Duration time) implements Value {}

    record Number(long number) implements Value {}

    record Flag(boolean set) implements Value {}

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A document that a client sent, as JSON. */
    record Json(String text) implements Value {}
}
