package dev.simrun.event;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a field of an event holds. */
public sealed interface Value {
    record Text(String text) implements Value {}

    record Time(Duration time) implements Value {}

    record Whole(long number) implements Value {}

    record Flag(boolean set) implements Value {}

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Tree(Map<String, Value> fields) implements Value {
        public Tree {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A document that a client sent, as JSON. */
    record Json(String text) implements Value {}
}
