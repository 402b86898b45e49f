package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A function of the C library that takes at most six integers or addresses. Loading this class costs tens of
 * milliseconds (linker and method handles), so only the start of a first process may touch it.
 *
 * <p>All are called with six of 64 bits, whatever they take: these come in registers, of which a function looks at
 * those that it knows of, and of each at as many bits as it knows of. For every other list of types Java would make a
 * dozen classes at run time, which took half of the start of a first process.
 *
 * @param symbol where it is
 * @param isWide whether it returns 64 bits, not 32
 * @param varies whether its arguments from the third on vary in number
 */
record Native(MemorySegment symbol, boolean isWide, boolean varies) {
    private static final int MOST = 6;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), ERRNO);

    /** On macOS arguments that vary in number do not come in registers. */
    private static final class OnTheStack {
        static final MethodHandle CALL = LINKER.downcallHandle(
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                ERRNO,
                Linker.Option.firstVariadicArg(2));
    }

    /** One that returns an {@code int}. */
    static Native function(String name) {
        return new Native(find(name), false, false);
    }

    /** One that returns a {@code long} or an address. */
    static Native wide(String name) {
        return new Native(find(name), true, false);
    }

    /** One that returns an {@code int}, and takes three arguments here, and others elsewhere. */
    static Native variadic(String name) {
        return new Native(find(name), false, true);
    }

    static boolean exists(String name) {
        return LINKER.defaultLookup().find(name).isPresent();
    }

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("no " + name + " here"));
    }

    /**
     * Calls it.
     *
     * @return what it returned, or the negative error code where that was negative
     */
    long call(long... arguments) {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(Linker.Option.captureStateLayout());
            long returned = returned(errno, Arrays.copyOf(arguments, MOST));
            long result = isWide ? returned : (int) returned; // the other bits are anything
            return result >= 0 ? result : -errno.get(JAVA_INT, ERRNO_OFFSET);
        }
    }

    private long returned(MemorySegment errno, long[] all) {
        try {
            return varies && Platform.CURRENT == Platform.MACOS
                    ? (long) OnTheStack.CALL.invokeExact(symbol, errno, all[0], all[1], all[2])
                    : (long) CALL.invokeExact(symbol, errno, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (Throwable thrown) {
            throw new IllegalStateException("a call of the C library failed", thrown);
        }
    }
}
