package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.simrun.event.Ending;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls around processes and pipes. Results are as the kernel gives them: not negative, or the negative
 * error code.
 */
final class Posix {
    static final int ESRCH = 3;
    static final int EINTR = 4;

    private static final int P_PID = 1;
    private static final int WEXITED = 4;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int SIGINFO_BYTES = 128;

    private static final FunctionDescriptor INT_INT_INT = of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor TRANSFER = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle KILL = Native.withErrno("kill", INT_INT_INT);
    private static final MethodHandle WAITID = Native.withErrno("waitid", of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle WAITPID = Native.withErrno("waitpid", of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle READ = Native.withErrno("read", TRANSFER);
    private static final MethodHandle WRITE = Native.withErrno("write", TRANSFER);
    private static final MethodHandle POLL = Native.withErrno("poll", of(ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle IOCTL = Native.variadic("ioctl", 2, of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle CLOSE = Native.withErrno("close", of(JAVA_INT));

    private Posix() {}

    private static FunctionDescriptor of(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    /** Sends a signal (0: none, only looks) to a process, or for a negative id to a group. */
    static int kill(int pid, int signal) {
        return (int) repeated(errno -> (int) KILL.invokeExact(errno, pid, signal));
    }

    /** Blocks until the child is dead and leaves it unreaped, so that its id stays taken. */
    static int awaitDeath(int pid) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            int options = WEXITED | Platform.CURRENT.leaveUnreaped();
            return (int) repeated(errno -> (int) WAITID.invokeExact(errno, P_PID, pid, info, options));
        }
    }

    /** Reaps a child and says how it ended. */
    static Ending reap(int pid) {
        try (var arena = Arena.ofConfined()) {
            var status = arena.allocate(JAVA_INT);
            long result = repeated(errno -> (int) WAITPID.invokeExact(errno, pid, status, 0));
            if (result != pid) {
                throw new IllegalStateException("waitpid(" + pid + ") gave " + result);
            }
            return Signal.ending(status.get(JAVA_INT, 0));
        }
    }

    /**
     * Waits without limit until one of two descriptors has something to read or has ended.
     *
     * @return that descriptor; the second one where both are ready
     */
    static int awaitReadable(int first, int second) {
        try (var arena = Arena.ofConfined()) {
            var polled = arena.allocate(2 * POLLFD_BYTES, Integer.BYTES);
            polled.set(JAVA_INT, 0, first);
            polled.set(JAVA_SHORT, 4, POLLIN);
            polled.set(JAVA_INT, POLLFD_BYTES, second);
            polled.set(JAVA_SHORT, POLLFD_BYTES + 4, POLLIN);
            var _ = repeated(errno -> (int) POLL.invokeExact(errno, polled, 2L, -1));
            return polled.get(JAVA_SHORT, POLLFD_BYTES + 6) != 0 ? second : first;
        }
    }

    /** How many bytes wait in a pipe. */
    static int bytesWaiting(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            long request = Platform.CURRENT.bytesWaiting();
            long result = repeated(errno -> (int) IOCTL.invokeExact(errno, descriptor, request, count));
            return result < 0 ? 0 : count.get(JAVA_INT, 0);
        }
    }

    static long read(int descriptor, MemorySegment buffer) {
        return transfer(READ, descriptor, buffer);
    }

    static long write(int descriptor, MemorySegment bytes) {
        return transfer(WRITE, descriptor, bytes);
    }

    private static long transfer(MethodHandle function, int descriptor, MemorySegment bytes) {
        return repeated(errno -> (long) function.invokeExact(errno, descriptor, bytes, bytes.byteSize()));
    }

    /** A system call, which leaves its error code in {@code errno}. */
    private interface Call {
        long with(MemorySegment errno) throws Throwable;
    }

    /** The result of a call that is made again where a signal interrupts it. */
    private static long repeated(Call call) {
        try (var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            long result;
            do {
                result = Native.result(call.with(errno), errno);
            } while (result == -EINTR);
            return result;
        } catch (Throwable thrown) {
            throw Native.impossible(thrown);
        }
    }

    static void close(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            // never repeated: after EINTR the descriptor is closed on Linux and may be reused
            int ignored = (int) CLOSE.invokeExact(Native.errno(arena), descriptor);
        } catch (Throwable thrown) {
            throw Native.impossible(thrown);
        }
    }

    /** Two ends of a pipe, neither of which a child inherits. */
    record Pipe(int readEnd, int writeEnd) {
        static Pipe open() throws LaunchException {
            try (var arena = Arena.ofConfined()) {
                var ends = arena.allocate(JAVA_INT, 2);
                int result = (int) Opener.open(ends, Native.errno(arena));
                if (result < 0) {
                    throw LaunchFailure.noPipe(-result);
                }
                return new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
            }
        }

        void close() {
            Posix.close(readEnd);
            Posix.close(writeEnd);
        }
    }

    /** macOS has no {@code pipe2}: there the two ends are inheritable for a moment. */
    private static final class Opener {
        private static final boolean ATOMIC = Native.exists("pipe2");
        private static final MethodHandle PIPE =
                ATOMIC ? Native.withErrno("pipe2", of(ADDRESS, JAVA_INT)) : Native.withErrno("pipe", of(ADDRESS));

        static long open(MemorySegment ends, MemorySegment errno) {
            try {
                if (ATOMIC) {
                    return Native.result((int) PIPE.invokeExact(errno, ends, O_CLOEXEC), errno);
                }
                long result = Native.result((int) PIPE.invokeExact(errno, ends), errno);
                var fcntl = Native.variadic("fcntl", 2, of(JAVA_INT, JAVA_INT, JAVA_INT));
                for (int i = 0; i < 2 && result == 0; i++) {
                    int end = ends.getAtIndex(JAVA_INT, i);
                    int returned = (int) fcntl.invokeExact(errno, end, F_SETFD, FD_CLOEXEC);
                    result = Native.result(returned, errno);
                }
                return result;
            } catch (Throwable thrown) {
                throw Native.impossible(thrown);
            }
        }
    }
}
