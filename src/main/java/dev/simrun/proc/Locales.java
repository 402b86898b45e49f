package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;

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
        var make = Native.function("newlocale", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
        var free = Native.function("freelocale", FunctionDescriptor.ofVoid(ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var locale = (MemorySegment) make.invokeExact(CHARACTERS, arena.allocateFrom(name), MemorySegment.NULL);
            boolean found = !locale.equals(MemorySegment.NULL);
            if (found) {
                free.invokeExact(locale);
            }
            return found;
        } catch (Throwable thrown) {
            throw Native.impossible(thrown);
        }
    }
}
