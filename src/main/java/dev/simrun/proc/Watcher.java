package dev.simrun.proc;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A shell in a session of its own that kills what simrun started once simrun is gone, whatever ended it. It holds the
 * read end of a pipe whose only write end is simrun's, so simrun's death is the end of its input.
 *
 * <p>A process is unprotected from its start until its group is written to the pipe, some microseconds;
 * {@code posix_spawn} offers nothing to close that gap.
 */
final class Watcher {
    /**
     * Works in dash, bash and busybox, with nothing but built-in commands. {@code kill -KILL -- -1} is refused by dash.
     * The look into /proc finds groups of the same sessions and of descendants; without /proc it finds nothing. Actors
     * often end by themselves once simrun is gone, and then nothing leads to the descendants that have left their
     * sessions: those are known by an entry of their environment. Reading it is slow in a shell, so only what is
     * younger than the shell is looked at. What was killed may still be seen for a moment, so the passes are many.
     */
    private static final String SCRIPT = """
        trap '' HUP INT TERM QUIT
        groups=' '
        entries=' '
        while read -r line; do
          case $line in
            =*) entries="$entries${line#=} " ;;
            !*) entry=${line#!}
                case $entries in
                  *" $entry "*) entries="${entries%%" $entry "*} ${entries#*" $entry "}" ;;
                esac ;;
            +*) groups="$groups${line#+} " ;;
            -*) id=${line#-}
                case $groups in
                  *" $id "*) groups="${groups%%" $id "*} ${groups#*" $id "}" ;;
                esac ;;
          esac
        done
        [ "$groups$entries" = '  ' ] && exit 0
        born() {
          birth=''
          read -r line <"/proc/$1/stat" || return
          set -- ${line##*) }
          [ "$1" = Z ] || birth=${20}
        }
        marked() {
          while read -r line || [ -n "$line" ]; do
            for entry in $entries; do
              case $line in
                *"$entry"[0-9]*) ;;
                *"$entry"*) return 0 ;;
              esac
            done
          done <"/proc/$1/environ"
          return 1
        }
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
        [ "$entries" != ' ' ] && born $$ && [ -n "$birth" ] || exit 0
        since=$birth
        found=yes
        passes=0
        while [ -n "$found" ] && [ "$passes" -lt 1000 ]; do
          found=''
          passes=$((passes + 1))
          for folder in /proc/[0-9]*; do
            pid=${folder#/proc/}
            born "$pid"
            [ -n "$birth" ] && [ "$birth" -ge "$since" ] && marked "$pid" || continue
            kill -KILL "$pid" && found=yes
          done
        done
        """;

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Command COMMAND =
            new Command(List.of("sh", "-c", SCRIPT, "simrun-watcher"), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"));

    private final BlockLock lock = new BlockLock();
    private final Set<Integer> groups = new TreeSet<>();
    private final Set<String> entries = new TreeSet<>();
    private Optional<Shell> shell = Optional.empty();

    private record Shell(int pid, int pipe) {}

    /** Starts the shell unless it was started before. */
    void start() throws LaunchException {
        try (var _ = lock.hold()) {
            if (shell.isEmpty()) {
                shell = Optional.of(spawn());
                entries.forEach(entry -> tell("=" + entry + "\n"));
            }
        }
    }

    /** Has a group killed when simrun ends. Replaces a shell that somebody has killed. */
    void add(int group) throws LaunchException {
        try (var _ = lock.hold()) {
            groups.add(group);
            if (!tell("+" + group + "\n")) {
                end();
                start();
                groups.forEach(each -> tell("+" + each + "\n"));
            }
        }
    }

    /** A group that is gone; its id may soon belong to a stranger. */
    void remove(int group) {
        try (var _ = lock.hold()) {
            if (groups.remove(group)) {
                tell("-" + group + "\n");
            }
        }
    }

    /** Has all killed that have this entry in their environment, too. Starts no shell. */
    void mark(String entry) {
        MarkedProcesses.requireEntry(entry);
        try (var _ = lock.hold()) {
            if (entries.add(entry)) {
                tell("=" + entry + "\n");
            }
        }
    }

    /** An entry that a stranger may soon have. */
    void unmark(String entry) {
        try (var _ = lock.hold()) {
            if (entries.remove(entry)) {
                tell("!" + entry + "\n");
            }
        }
    }

    Set<String> entries() {
        try (var _ = lock.hold()) {
            return Set.copyOf(entries);
        }
    }

    /** Ends the shell and reaps it; nothing is watched after that. */
    void end() {
        try (var _ = lock.hold()) {
            shell.ifPresent(running -> {
                Posix.kill(-running.pid(), Signal.SIGKILL.number());
                Posix.reap(running.pid());
                Posix.close(running.pipe());
            });
            shell = Optional.empty();
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
