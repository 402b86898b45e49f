package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.simrun.event.Ending;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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

    private static final Native KILL = Native.function("kill");
    private static final Native WAITID = Native.function("waitid");
    private static final Native WAITPID = Native.function("waitpid");
    private static final Native READ = Native.wide("read");
    private static final Native WRITE = Native.wide("write");
    private static final Native POLL = Native.function("poll");
    private static final Native IOCTL = Native.variadic("ioctl");
    private static final Native CLOSE = Native.function("close");

    private Posix() {}

    /** Sends a signal (0: none, only looks) to a process, or for a negative id to a group. */
    static int kill(int pid, int signal) {
        return (int) repeated(KILL, pid, signal);
    }

    /** Blocks until the child is dead and leaves it unreaped, so that its id stays taken. */
    static int awaitDeath(int pid) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            int options = WEXITED | Platform.CURRENT.leaveUnreaped();
            return (int) repeated(WAITID, P_PID, pid, info.address(), options);
        }
    }

    /** Reaps a child and says how it ended. */
    static Ending reap(int pid) {
        try (var arena = Arena.ofConfined()) {
            var status = arena.allocate(JAVA_INT);
            long result = repeated(WAITPID, pid, status.address(), 0);
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
            var _ = repeated(POLL, polled.address(), 2, -1);
            return polled.get(JAVA_SHORT, POLLFD_BYTES + 6) != 0 ? second : first;
        }
    }

    /** How many bytes wait in a pipe. */
    static int bytesWaiting(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            long request = Platform.CURRENT.bytesWaiting();
            long result = repeated(IOCTL, descriptor, request, count.address());
            return result < 0 ? 0 : count.get(JAVA_INT, 0);
        }
    }

    static long read(int descriptor, MemorySegment buffer) {
        return repeated(READ, descriptor, buffer.address(), buffer.byteSize());
    }

    static long write(int descriptor, MemorySegment bytes) {
        return repeated(WRITE, descriptor, bytes.address(), bytes.byteSize());
    }

    /** The result of a call that is made again where a signal interrupts it. */
    private static long repeated(Native function, long... arguments) {
        long result;
        do {
            result = function.call(arguments);
        } while (result == -EINTR);
        return result;
    }

    static void close(int descriptor) {
        // never repeated: after EINTR the descriptor is closed on Linux and may be reused
        var _ = CLOSE.call(descriptor);
    }

    /** Two ends of a pipe, neither of which a child inherits. */
    record Pipe(int readEnd, int writeEnd) {
        static Pipe open() throws LaunchException {
            try (var arena = Arena.ofConfined()) {
                var ends = arena.allocate(JAVA_INT, 2);
                int result = (int) Opener.open(ends);
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
        private static final Native PIPE = Native.function(ATOMIC ? "pipe2" : "pipe");

        static long open(MemorySegment ends) {
            long result = PIPE.call(ends.address(), O_CLOEXEC);
            if (!ATOMIC) {
                var fcntl = Native.variadic("fcntl");
                for (int i = 0; i < 2 && result == 0; i++) {
                    result = fcntl.call(ends.getAtIndex(JAVA_INT, i), F_SETFD, FD_CLOEXEC);
                }
            }
            return result;
        }
    }
}
