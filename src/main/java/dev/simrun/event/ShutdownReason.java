package dev.simrun.event;

import java.util.Arrays;
import java.util.Optional;

/** Why an environment is shut down. On the wire the names are lower case (WIRE.md §3.4). */
public enum ShutdownReason implements Word {
    SPINDOWN,
    TIMEOUT,
    FAILURE;

    /** The reason of that name, in any case. */
    public static Optional<ShutdownReason> named(String text) {
        return Arrays.stream(values())
                .filter(r -> r.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
