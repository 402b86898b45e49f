package dev.simrun.proc;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Processes that are known by an entry of the environment that they were started with. So a daemon
 * is found that has left its session and whose parent has ended, unless it was given another
 * environment. Where there is no {@code /proc}, none is found.
 */
final class Marked {
    /** What the watcher's shell can compare without quoting. */
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z_]+=[A-Za-z0-9_.:]*[0-9]");

    private Marked() {}

    static void requireEntry(String entry) {
        if (!ENTRY.matcher(entry).matches()) {
            throw new IllegalArgumentException("not an entry to know processes by: " + entry);
        }
    }

    /** Kills those that there are, and tells whether there were none. */
    static boolean killAll(Set<String> entries) {
        var pids = entries.isEmpty() ? List.<Integer>of() : living(entries);
        pids.forEach(pid -> Posix.kill(pid, Signal.SIGKILL.number()));
        return pids.isEmpty();
    }

    private static List<Integer> living(Set<String> entries) {
        var names = new File("/proc").list((_, name) -> Character.isDigit(name.charAt(0)));
        return Arrays.stream(names == null ? new String[0] : names)
                .filter(pid -> environment(pid).stream().anyMatch(entries::contains))
                .map(Integer::valueOf)
                .toList();
    }

    /** Empty also for a zombie, and for a process of somebody else. */
    private static List<String> environment(String pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", pid, "environ"));
            return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException notToBeSeen) {
            return List.of();
        }
    }
}
