package dev.simrun.proc;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A shell in a session of its own that kills what simrun started once simrun is gone, whatever
 * ended it. It holds the read end of a pipe whose only write end is simrun's, so simrun's death is
 * the end of its input.
 *
 * <p>A process is unprotected from its start until its group is written to the pipe, some
 * microseconds; {@code posix_spawn} offers nothing to close that gap.
 */
final class Watcher {
    /**
     * Works in dash, bash and busybox, with nothing but built-in commands. {@code kill -KILL -- -1}
     * is refused by dash. The look into /proc finds groups of the same sessions and of descendants;
     * without /proc it finds nothing.
     */
    private static final String SCRIPT =
            """
            trap '' HUP INT TERM QUIT
            groups=' '
            while read -r line; do
              case $line in
                +*) groups="$groups${line#+} " ;;
                -*) id=${line#-}
                    case $groups in
                      *" $id "*) groups="${groups%%" $id "*} ${groups#*" $id "}" ;;
                    esac ;;
              esac
            done
            [ "$groups" = ' ' ] && exit 0
            members=' '
            before=''
            while [ "$groups$members" != "$before" ]; do
              before=$groups$members
              for stat in /proc/[0-9]*/stat; do
                read -r line <"$stat" || continue
                pid=${line%% *}
                set -- ${line##*) }
                [ $# -gt 4 ] || continue
                case "$groups $members" in
                  *" $3 "*|*" $4 "*) ;;
                  *) case $members in *" $2 "*) ;; *) continue ;; esac ;;
                esac
                case $groups in *" $3 "*) ;; *) groups="$groups$3 " ;; esac
                case $members in *" $pid "*) ;; *) members="$members$pid " ;; esac
              done
            done
            for id in $groups; do kill -KILL "-$id"; done
            """;

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Command COMMAND =
            new Command(
                    List.of("sh", "-c", SCRIPT, "simrun-watcher"),
                    Path.of("/"),
                    Map.of("PATH", "/usr/bin:/bin"));

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Integer> groups = new TreeSet<>();
    private Optional<Shell> shell = Optional.empty();

    private record Shell(int pid, int pipe) {}

    /** Starts the shell unless it was started before. */
    void start() throws LaunchException {
        lock.lock();
        try {
            if (shell.isEmpty()) {
                shell = Optional.of(spawn());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has a group killed when simrun ends. Replaces a shell that somebody has killed. */
    void add(int group) throws LaunchException {
        lock.lock();
        try {
            groups.add(group);
            if (!tell("+" + group + "\n")) {
                end();
                start();
                groups.forEach(each -> tell("+" + each + "\n"));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A group that is gone; its id may soon belong to a stranger. */
    void remove(int group) {
        lock.lock();
        try {
            if (groups.remove(group)) {
                tell("-" + group + "\n");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the shell and reaps it; nothing is watched after that. */
    void end() {
        lock.lock();
        try {
            shell.ifPresent(running -> {
                Posix.kill(-running.pid(), Signal.SIGKILL.number());
                Posix.reap(running.pid());
                Posix.close(running.pipe());
            });
            shell = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static Shell spawn() throws LaunchException {
        var pipe = Posix.Pipe.open();
        var none = OptionalInt.empty();
        var streams = new Spawn.Streams(OptionalInt.of(pipe.readEnd()), none, none);
        int pid = Spawn.start(SHELL, COMMAND, streams);
        Posix.close(pipe.readEnd());
        if (pid < 0) {
            Posix.close(pipe.writeEnd());
            throw LaunchFailure.of(SHELL, -pid);
        }
        return new Shell(pid, pipe.writeEnd());
    }

    private boolean tell(String line) {
        if (shell.isEmpty()) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            // in one piece, as lines are far shorter than what a pipe takes at once
            var bytes = arena.allocateFrom(line);
            return Posix.write(shell.get().pipe(), bytes.asSlice(0, bytes.byteSize() - 1)) > 0;
        }
    }
}
