package dev.simrun.proc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tree of processes that was stopped and goes on. SIGCONT wakes each thread of it, and one that waited finds out
 * whether its time-out has passed meanwhile before it waits again: so much is over once each has been switched off its
 * processor once more. One that calculates may never be, and has no time-out. Used by one thread.
 */
public final class Resumed {
    private static final String SWITCHES = "ctxt_switches:";

    /** Of a processor's time, in the kernel's units of 10 ms: who has had so much does not look at a time-out. */
    private static final long CALCULATES = 2;

    /** Where {@code stat} has the time in user mode, and after it that in the kernel, counted from the state. */
    private static final int USER_TIME = 11;

    private record Task(int pid, String thread) {
        Seen seen() {
            var switches = ProcessTree.text(pid, "task/" + thread + "/status")
                    .lines()
                    .filter(line -> line.contains(SWITCHES))
                    .collect(Collectors.joining());
            var stat = ProcessTree.afterName(ProcessTree.text(pid, "task/" + thread + "/stat"))
                    .split(" ", -1);
            boolean isOver = stat.length < USER_TIME + 2 || "ZX".contains(stat[0]);
            return isOver
                    ? new Seen("", 0)
                    : new Seen(switches, Long.parseLong(stat[USER_TIME]) + Long.parseLong(stat[USER_TIME + 1]));
        }
    }

    /**
     * A thread at some time.
     *
     * @param switches how often it has been switched off, by itself or not; empty if it is gone or that can't be told
     * @param time of a processor that it has had
     */
    private record Seen(String switches, long time) {
        boolean hasRun(Seen before) {
            return !switches.equals(before.switches) || time - before.time >= CALCULATES;
        }
    }

    /** How each was when it was stopped, of those that have not run since. */
    private final Map<Task, Seen> waiting;

    private Resumed(Map<Task, Seen> waiting) {
        this.waiting = waiting;
    }

    /** The threads of stopped processes; to be made before they go on. Where that can't be told, none. */
    static Resumed of(ProcessTree stopped) {
        var waiting = new HashMap<Task, Seen>();
        stopped.members().stream()
                .map(ProcessTree.Member::pid)
                .flatMap(pid -> ProcessTree.threads(pid).map(thread -> new Task(pid, thread)))
                .forEach(task -> waiting.put(task, task.seen()));
        waiting.values().removeIf(seen -> seen.switches().isEmpty());
        return new Resumed(waiting);
    }

    /**
     * Waits until each thread that was stopped has run and waits again, was preempted, calculates, or has ended.
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
        waiting.entrySet().removeIf(it -> it.getKey().seen().hasRun(it.getValue()));
        return waiting.isEmpty();
    }
}
