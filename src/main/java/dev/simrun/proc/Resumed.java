package dev.simrun.proc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tree of processes that was stopped and goes on. SIGCONT wakes each thread of it, and one that waited finds out
 * whether its time-out has passed meanwhile before it waits again: so much is over once each has been switched off its
 * processor once more. Used by one thread.
 */
public final class Resumed {
    private static final String SWITCHES = "ctxt_switches:";

    /** By thread, how often each had been switched off when it was stopped, of those that have not been since. */
    private final Map<String, String> waiting;

    private Resumed(Map<String, String> waiting) {
        this.waiting = waiting;
    }

    /** The threads of stopped processes; to be made before they go on. Where that can't be told, none. */
    static Resumed of(ProcessTree stopped) {
        var switches = new HashMap<String, String>();
        for (var member : stopped.members()) {
            ProcessTree.threads(member.pid()).forEach(thread -> {
                var count = switches(member.pid(), thread);
                if (!count.isEmpty()) {
                    switches.put(member.pid() + "/" + thread, count);
                }
            });
        }
        return new Resumed(switches);
    }

    /**
     * Waits until each thread that was stopped has run and waits again, was preempted, or has ended.
     *
     * @return whether that was so within the limit
     */
    public boolean awaitRun(Duration limit) {
        var waits = new UncutWaits();
        boolean all = waits.until(limit, this::haveRun);
        waits.restore();
        return all;
    }

    private boolean haveRun() {
        waiting.entrySet().removeIf(thread -> {
            int slash = thread.getKey().indexOf('/');
            int pid = Integer.parseInt(thread.getKey().substring(0, slash));
            return !switches(pid, thread.getKey().substring(slash + 1)).equals(thread.getValue());
        });
        return waiting.isEmpty();
    }

    private static String switches(int pid, String thread) {
        return ProcessTree.text(pid, "task/" + thread + "/status")
                .lines()
                .filter(line -> line.contains(SWITCHES))
                .collect(Collectors.joining());
    }
}
