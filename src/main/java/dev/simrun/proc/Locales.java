package dev.simrun.proc;

import java.lang.foreign.Arena;

/** What the C library knows of languages; it is asked once. */
final class Locales {
    private static final String LAMBDAS = "en_US.UTF-8";
    private static final String PLAIN = "C.UTF-8";

    /** {@code LC_CTYPE_MASK} of glibc and musl. */
    private static final int CHARACTERS = 1;

    static final String UTF_8 =
            Platform.CURRENT != Platform.LINUX || exists(LAMBDAS) || !exists(PLAIN) ? LAMBDAS : PLAIN;

    private Locales() {}

    private static boolean exists(String name) {
        try (var arena = Arena.ofConfined()) {
            long locale = Native.wide("newlocale")
                    .call(CHARACTERS, arena.allocateFrom(name).address(), 0);
            boolean found = locale != 0;
            if (found) {
                var _ = Native.function("freelocale").call(locale); // returns nothing
            }
            return found;
        }
    }
}
