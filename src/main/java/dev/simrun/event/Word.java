package dev.simrun.event;

import java.util.Locale;

/** One of a closed list of words, as an enum. */
public interface Word {
    /** The constant's name. */
    String name();

    /** The form in scenarios, events and on the wire. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
