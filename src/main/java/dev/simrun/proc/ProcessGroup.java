package dev.simrun.proc;

import dev.simrun.event.Ending;

/**
 * The group (and session) of one started process: what may be signalled and when no more.
 *
 * <p>A group's id can't become a new process's id while the group has members, nor while its leader is dead but
 * unreaped. So the leader is reaped under the lock, and a group that was seen empty after that is never signalled
 * again.
 */
final class ProcessGroup {
    private final int id;
    private final Runnable whenGone;
    private final BlockLock lock = new BlockLock();
    private boolean reaped;
    private boolean gone;

    ProcessGroup(int id, Runnable whenGone) {
        this.id = id;
        this.whenGone = whenGone;
    }

    int id() {
        return id;
    }

    /** Blocks until the leader is dead, and reaps it. */
    Ending awaitExit() {
        Posix.awaitDeath(id);
        try (var _ = lock.hold()) {
            var status = Posix.reap(id);
            reaped = true;
            if (isEmpty()) {
                forget();
            }
            return status;
        }
    }

    /**
     * Signals the group. What stops, continues or kills reaches all descendants, also those in groups and sessions of
     * their own.
     */
    void signal(Signal signal) {
        try (var _ = lock.hold()) {
            if (gone) {
                return;
            }
            if (reaped && (isReused() || isEmpty())) {
                forget();
                return;
            }
            if (reachesAll(signal)) {
                signalTree(signal);
            } else {
                Posix.kill(-id, signal.number());
            }
        }
    }

    /**
     * Signals the whole tree to stop and tells whether all of it has, also what was forked meanwhile: whoever looks
     * twice and sees the same stopped processes has missed none. Where there is no {@code /proc}, the signal is
     * trusted.
     */
    boolean stop() {
        signal(Signal.SIGSTOP);
        if (isGone()) {
            return true;
        }
        var tree = ProcessTree.of(id);
        return tree.isStopped() && ProcessTree.of(id).equals(tree);
    }

    /** Whether there is anybody to signal, zombies aside. */
    boolean hasLiving() {
        return !isGone() && !ProcessTree.of(id).members().isEmpty();
    }

    boolean isGone() {
        try (var _ = lock.hold()) {
            return gone;
        }
    }

    private static boolean reachesAll(Signal signal) {
        return signal == Signal.SIGKILL || signal == Signal.SIGSTOP || signal == Signal.SIGCONT;
    }

    private void signalTree(Signal signal) {
        var tree = ProcessTree.of(id);
        // The leader first: it must not see its children die and end by itself meanwhile.
        Posix.kill(-id, signal.number());
        tree.groups().forEach(group -> Posix.kill(-group, signal.number()));
        // And each by itself: it may have left its group since it was looked at.
        tree.members().forEach(member -> Posix.kill(member.pid(), signal.number()));
    }

    private boolean isEmpty() {
        return Posix.kill(-id, 0) == -Posix.ESRCH
                && ProcessTree.of(id).members().isEmpty();
    }

    /** With the leader reaped, a process of that id is a stranger: the group had vanished. */
    private boolean isReused() {
        return Posix.kill(id, 0) != -Posix.ESRCH;
    }

    private void forget() {
        gone = true;
        whenGone.run();
    }
}
