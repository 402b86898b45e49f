package dev.simrun.sim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an environment is shut down. On the wire the names are lower case (WIRE.md §3.4). */
public enum ShutdownReason {
    SPINDOWN,
    TIMEOUT,
    FAILURE;

    /** The form in SHUTDOWN events and timelines. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that name, in any case. */
    public static Optional<ShutdownReason> named(String text) {
        return Arrays.stream(values()).filter(r -> r.name().equalsIgnoreCase(text)).findFirst();
    }
}
