package dev.simrun.proc;

import java.util.Locale;

/** The system that simrun runs on, and what its C library numbers differently. */
enum Platform {
    LINUX,
    MACOS,
    OTHER;

    static final Platform CURRENT = of(System.getProperty("os.name", ""));

    private static Platform of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return LINUX;
        }
        return lower.startsWith("mac") ? MACOS : OTHER;
    }

    /** {@code POSIX_SPAWN_SETSID}; on macOS also {@code POSIX_SPAWN_CLOEXEC_DEFAULT} (0x4000). */
    int sessionFlags() {
        return this == MACOS ? 0x0400 | 0x4000 : 0x80;
    }

    /** {@code WNOWAIT}: leaves the dead process in place. */
    int leaveUnreaped() {
        return this == MACOS ? 0x20 : 0x0100_0000;
    }

    /** {@code FIONREAD}: how many bytes wait in a pipe. */
    long bytesWaiting() {
        return this == MACOS ? 0x4004_667fL : 0x541bL;
    }
}
