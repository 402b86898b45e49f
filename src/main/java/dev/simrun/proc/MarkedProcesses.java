package dev.simrun.proc;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processes that are known by an entry of the environment that they were started with. So a daemon is found that has
 * left its session and whose parent has ended, unless it was given another environment. Where there is no
 * {@code /proc}, none is found.
 */
final class MarkedProcesses {
    /** What the watcher's shell can compare without quoting. */
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z_]+=[A-Za-z0-9_.:]*[0-9]");

    private MarkedProcesses() {}

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
        return ProcessTree.pids()
                .filter(pid -> environment(pid).anyMatch(entries::contains))
                .boxed()
                .toList();
    }

    /** Nothing also for a zombie, and for a process of somebody else. */
    private static Stream<String> environment(int pid) {
        return Stream.of(ProcessTree.text(pid, "environ").split("\0"));
    }
}
