package dev.simrun.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of what clients do against the protocol. */
public enum RefereeMode {
    /** Nobody looks. */
    OFF,
    /** It is told, and the verdict stays. */
    WARN,
    /** A case in which it happens fails. */
    FAIL;

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RefereeMode> named(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
