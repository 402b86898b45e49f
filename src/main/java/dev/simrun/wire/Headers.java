package dev.simrun.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header lines in order. Names are compared without case, as HTTP asks (WIRE.md §1). */
public record Headers(List<Header> lines) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
    }

    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /** These lines and one more at the end. */
    public Headers with(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /** The value of the first line of that name. */
    public Optional<String> first(String name) {
        for (var line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }
}
