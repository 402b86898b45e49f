package dev.simrun.proc;

import dev.simrun.event.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All real processes of one run of simrun. None survives it: {@link #close} kills them, and a watcher does when simrun
 * itself is killed.
 *
 * <p>Cheap until the first start, which loads the foreign-function interface (tens of milliseconds) and starts the
 * watcher. Safe for use by many threads.
 */
public final class Processes implements AutoCloseable {
    private static final Duration REAP_LIMIT = Duration.ofSeconds(5);
    private static final Duration STRAGGLER_LIMIT = Duration.ofSeconds(1);
    private static final Duration THREAD_LIMIT = Duration.ofSeconds(1);

    private final Threads threads;
    private final BlockLock closing = new BlockLock();

    /** Guards what follows; held during a start, never while a callback runs. */
    private final BlockLock lock = new BlockLock();

    private final List<RunningProcess> started = new ArrayList<>();
    private final Watcher watcher = new Watcher();

    /** A pipe whose end stops all readers; made by the first start. */
    private Optional<Posix.Pipe> stop = Optional.empty();

    private boolean closed;

    /** None yet. The threads that read and reap must be daemons of the platform. */
    public Processes(ThreadFactory threads) {
        this.threads = new Threads(threads);
    }

    /** Whether real processes can be started on this system. */
    public static boolean supported() {
        return Platform.CURRENT != Platform.OTHER;
    }

    /** Why a command can't be started, as far as the files there tell; nothing is started. */
    public static Optional<String> obstacle(Command command) {
        try {
            var _ = ProgramLookup.find(command);
            return Optional.empty();
        } catch (LaunchException impossible) {
            return Optional.of(String.valueOf(impossible.getMessage()));
        }
    }

    /**
     * The locale that Lambda gives to processes, {@code en_US.UTF-8}, where this machine has it; else {@code C.UTF-8},
     * as programs that don't find theirs complain of it (bash, Perl) or take all for ASCII (Java).
     */
    public static String utf8Locale() {
        return Locales.UTF_8;
    }

    /**
     * Starts a process as the leader of a session and group of its own, with default signal dispositions,
     * {@code /dev/null} as standard input and no other inherited descriptor.
     *
     * @param listener is told what the process and its descendants write
     * @param onExit is called once, by a thread of its own, after the process was reaped and what it wrote was given to
     *     the listener; descendants may live on and hold the output open
     * @throws LaunchException when it can't be started
     * @throws IllegalStateException when closed
     */
    public RunningProcess start(Command command, OutputListener listener, Consumer<Ending> onExit)
            throws LaunchException {
        if (!supported()) {
            throw LaunchFailure.unsupported(command);
        }
        var program = ProgramLookup.find(command);
        try (var _ = lock.hold()) {
            if (closed) {
                throw new IllegalStateException("closed, can't start " + command.argv());
            }
            watcher.start();
            if (stop.isEmpty()) {
                stop = Optional.of(Posix.Pipe.open());
            }
            var pipes = OutputPipes.open();
            int pid = launch(program, command, pipes);
            var readers = pipes.read(pid, stop.get().readEnd(), listener, threads);
            var group = new ProcessGroup(pid, () -> watcher.remove(pid));
            var process = new RunningProcess(group, readers, onExit, threads);
            started.removeIf(RunningProcess::isOver);
            started.add(process);
            process.begin();
            return process;
        }
    }

    /**
     * Has everything that was started with this entry in its environment taken for a process of simrun: daemons whose
     * parent has ended and that lead their own sessions, too.
     *
     * @param entry {@code NAME=value}, of letters, digits and {@code _.:}, a digit last; nothing that a process of
     *     somebody else can have
     */
    public void mark(String entry) {
        watcher.mark(entry);
    }

    /** Kills what is left of what has the entry, which nobody is known by any more. */
    public void killMarked(String entry) {
        if (hasStarted()) {
            var waits = new UncutWaits();
            waits.until(STRAGGLER_LIMIT, () -> MarkedProcesses.killAll(Set.of(entry)));
            waits.restore();
        }
        watcher.unmark(entry);
    }

    private boolean hasStarted() {
        try (var _ = lock.hold()) {
            return stop.isPresent();
        }
    }

    private int launch(Path program, Command command, OutputPipes pipes) throws LaunchException {
        int pid = Spawn.start(program, command, pipes.streams());
        if (pid < 0) {
            pipes.close();
            throw LaunchFailure.of(program, -pid);
        }
        try {
            watcher.add(pid);
            return pid;
        } catch (LaunchException unwatched) {
            Posix.kill(-pid, Signal.SIGKILL.number());
            Posix.reap(pid);
            pipes.close();
            throw unwatched;
        }
    }

    /**
     * Kills every group that still exists, the last started first, reaps all, waits shortly for the rest of the output
     * and the exit callbacks, and ends the watcher. The caller must hold no lock that a callback needs. A second call
     * waits for the first and does nothing.
     */
    @Override
    public void close() {
        try (var _ = closing.hold()) {
            var processes = takeAll();
            processes.forEach(process -> process.signal(Signal.SIGKILL));
            var waits = new UncutWaits();
            waits.until(REAP_LIMIT, () -> processes.stream().allMatch(RunningProcess::isReaped));
            for (var process : processes) {
                waits.until(STRAGGLER_LIMIT, process::killRest);
            }
            if (hasStarted()) {
                waits.until(STRAGGLER_LIMIT, () -> MarkedProcesses.killAll(watcher.entries()));
            }
            endThreads(processes, waits);
            watcher.end();
            waits.restore();
        }
    }

    private List<RunningProcess> takeAll() {
        try (var _ = lock.hold()) {
            closed = true;
            var newestFirst = List.copyOf(started.reversed());
            started.clear();
            return newestFirst;
        }
    }

    /**
     * Readers end by themselves once all writers are dead. A daemon that has left its session may still hold a pipe
     * open: such readers are stopped.
     */
    private void endThreads(List<RunningProcess> processes, UncutWaits waits) {
        BooleanSupplier ended = () -> processes.stream().allMatch(RunningProcess::isOver);
        boolean all = waits.until(THREAD_LIMIT, ended);
        if (stop.isPresent()) {
            Posix.close(stop.get().writeEnd());
            if (all || waits.until(THREAD_LIMIT, ended)) {
                Posix.close(stop.get().readEnd());
            } // else a reader hangs in its listener and will look at this descriptor once more
            stop = Optional.empty();
        }
    }
}
