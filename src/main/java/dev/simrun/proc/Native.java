package dev.simrun.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Functions of the C library as method handles. Loading this class costs tens of milliseconds (linker and method
 * handles), so only the start of a first process may touch it.
 */
final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private Native() {}

    /** A function that returns its error code. */
    static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(symbol(name), type);
    }

    /** A function that leaves its error code in {@code errno}, whose first argument takes it. */
    static MethodHandle withErrno(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(symbol(name), type, ERRNO);
    }

    /** The same for a function whose arguments vary in number from that index on. */
    static MethodHandle variadic(String name, int from, FunctionDescriptor type) {
        return LINKER.downcallHandle(symbol(name), type, ERRNO, Linker.Option.firstVariadicArg(from));
    }

    static boolean exists(String name) {
        return LINKER.defaultLookup().find(name).isPresent();
    }

    /** Space for {@code errno}. */
    static MemorySegment errno(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    /** The result as the kernel gives it: not negative, or the negative error code. */
    static long result(long returned, MemorySegment errno) {
        return returned >= 0 ? returned : -errno.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    /** For what a downcall can't throw. */
    static IllegalStateException impossible(Throwable thrown) {
        return new IllegalStateException("a call of the C library failed", thrown);
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("no " + name + " here"));
    }
}
