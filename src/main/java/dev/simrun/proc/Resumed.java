package dev.simrun.proc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** How each was when it was stopped, of those that have not run since. */
    private final List<Task> waiting;

    private Resumed(List<Task> waiting) {
        this.waiting = waiting;
    }

    /**
     * A thread when it was stopped.
     *
     * @param switches how often it had been switched off, by itself or not
     * @param time of a processor that it had had
     */
    private record Task(int pid, String thread, String switches, long time) {
        static Stream<Task> of(int pid, String thread) {
            var switches = switches(pid, thread);
            return time(pid, thread).stream()
                    .filter(_ -> !switches.isEmpty())
                    .mapToObj(time -> new Task(pid, thread, switches, time));
        }

        boolean hasRun() {
            if (!switches(pid, thread).equals(switches)) {
                return true;
            }
            var now = time(pid, thread);
            return now.isEmpty() || now.getAsLong() - time >= CALCULATES;
        }

        /** Empty if it is gone or that can't be told. */
        private static String switches(int pid, String thread) {
            return ProcessTree.text(pid, "task/" + thread + "/status")
                    .lines()
                    .filter(line -> line.contains(SWITCHES))
                    .collect(Collectors.joining());
        }

        /** Empty if it has ended. */
        private static OptionalLong time(int pid, String thread) {
            var stat = ProcessTree.afterName(ProcessTree.text(pid, "task/" + thread + "/stat"))
                    .split(" ", -1);
            boolean ended = stat.length < USER_TIME + 2 || "ZX".contains(stat[0]);
            return ended
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(stat[USER_TIME]) + Long.parseLong(stat[USER_TIME + 1]));
        }
    }

    /** The threads of stopped processes; to be made before they go on. Where that can't be told, none. */
    static Resumed of(ProcessTree stopped) {
        var waiting = new ArrayList<Task>();
        stopped.members().stream()
                .map(ProcessTree.Member::pid)
                .flatMap(pid -> ProcessTree.threads(pid).flatMap(thread -> Task.of(pid, thread)))
                .forEach(waiting::add);
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
        waiting.removeIf(Task::hasRun);
        return waiting.isEmpty();
    }
}
