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

    private record Task(int pid, String thread) {
        /** How often it has been switched off, by itself or not; empty if it is gone or that can't be told. */
        String switches() {
            return ProcessTree.text(pid, "task/" + thread + "/status")
                    .lines()
                    .filter(line -> line.contains(SWITCHES))
                    .collect(Collectors.joining());
        }
    }

    /** How often each had been switched off when it was stopped, of those that have not been since. */
    private final Map<Task, String> waiting;

    private Resumed(Map<Task, String> waiting) {
        this.waiting = waiting;
    }

    /** The threads of stopped processes; to be made before they go on. Where that can't be told, none. */
    static Resumed of(ProcessTree stopped) {
        var waiting = new HashMap<Task, String>();
        stopped.members().stream()
                .map(ProcessTree.Member::pid)
                .flatMap(pid -> ProcessTree.threads(pid).map(thread -> new Task(pid, thread)))
                .forEach(task -> waiting.put(task, task.switches()));
        waiting.values().removeIf(String::isEmpty);
        return new Resumed(waiting);
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
        waiting.entrySet().removeIf(it -> !it.getKey().switches().equals(it.getValue()));
        return waiting.isEmpty();
    }
}
