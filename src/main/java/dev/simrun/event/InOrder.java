package dev.simrun.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order of what they are made of, as {@code Map.ofEntries} does not. */
public final class InOrder {
    private InOrder() {}

    /** These entries, in that order. */
    @SafeVarargs
    public static <V> Map<String, V> of(Map.Entry<String, V>... entries) {
        var map = new LinkedHashMap<String, V>();
        for (var entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(map);
    }
}
