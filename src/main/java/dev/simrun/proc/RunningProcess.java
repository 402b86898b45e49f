package dev.simrun.proc;

import dev.simrun.event.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that simrun started, alive or dead, with the group that it leads. */
public final class RunningProcess {
    /**
     * How long the news of a death waits for the listener to take what the process wrote before it. Normally that is
     * there within a millisecond.
     */
    private static final Duration LAST_OUTPUT_LIMIT = Duration.ofMillis(500);

    private final ProcessGroup group;
    private final List<OutputReader> readers;
    private final Consumer<Ending> onExit;
    private final Thread reaper;
    private final AtomicReference<@Nullable Ending> status = new AtomicReference<>();

    RunningProcess(ProcessGroup group, List<OutputReader> readers, Consumer<Ending> onExit, Threads threads) {
        this.group = group;
        this.readers = List.copyOf(readers);
        this.onExit = onExit;
        this.reaper = threads.named("simrun-reap-" + group.id(), this::awaitExit);
    }

    void begin() {
        readers.forEach(OutputReader::start);
        reaper.start();
    }

    /** The id of the process, of its group and of its session. Never reused by this object. */
    public long pid() {
        return group.id();
    }

    /** Where a debugger finds it; empty once it has ended. */
    public Optional<Debuggee> debuggee() {
        return exitStatus().isPresent() ? Optional.empty() : Optional.of(Debuggee.of(group.id()));
    }

    /** How it ended; empty while it lives. */
    public Optional<Ending> exitStatus() {
        return Optional.ofNullable(status.get());
    }

    /**
     * Signals the whole group, also when the leader has ended and others live on. SIGKILL, SIGSTOP and SIGCONT reach
     * (on Linux) descendants in other groups and sessions too. Does nothing when all are gone.
     */
    public void signal(Signal signal) {
        group.signal(signal);
    }

    /**
     * Stops (SIGSTOP) all processes of the tree and waits until they are stopped. What has ended is no hindrance.
     *
     * @param wanted false once it is in vain; asked now and then
     * @return whether all are stopped; on systems without {@code /proc}, whether it was wanted
     */
    public boolean stop(Duration limit, BooleanSupplier wanted) {
        var waits = new UncutWaits();
        boolean over = waits.until(limit, () -> !wanted.getAsBoolean() || group.stop());
        waits.restore();
        return over && wanted.getAsBoolean();
    }

    /** The threads that {@link #stop} stopped, before they are let go on (SIGCONT). */
    public Resumed stopped() {
        return Resumed.of(ProcessTree.of(group.id()));
    }

    /**
     * Waits until the listener has been given all that was written so far on both streams; after the death of the
     * process also an unfinished last line. What is written meanwhile does not prolong the wait. Not for use by the
     * listener itself.
     *
     * @return whether that was so within the limit; false also when interrupted
     */
    public boolean awaitOutput(Duration limit) {
        return exitStatus().isPresent() ? endOutput(limit) : awaitRead(System.nanoTime() + limit.toNanos());
    }

    /** The same, and in any case an unfinished last line is given out: what is written next is another. */
    public boolean endOutput(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean complete = awaitRead(end);
        readers.forEach(reader -> reader.flush(left(end)));
        return complete;
    }

    private boolean awaitRead(long end) {
        boolean complete = true;
        for (var reader : readers) {
            complete &= reader.awaitRead(left(end));
        }
        return complete;
    }

    /**
     * The sum of the most memory that each process of the tree has used so far, in bytes ({@code VmHWM}). Absent when
     * none is alive, and on systems without {@code /proc}.
     */
    public Optional<Long> peakMemoryBytes() {
        return group.isGone() ? Optional.empty() : ProcessTree.peakMemoryBytes(group.id());
    }

    boolean isReaped() {
        return exitStatus().isPresent();
    }

    /** Kills what is left of the tree; true when nothing is. */
    boolean killRest() {
        group.signal(Signal.SIGKILL);
        return !group.hasLiving();
    }

    /** Whether nothing of it is left: no process, no thread, no descriptor. */
    boolean isOver() {
        return isReaped()
                && (!reaper.isAlive() || reaper == Thread.currentThread())
                && readers.stream().noneMatch(OutputReader::isAlive)
                && !group.hasLiving();
    }

    private void awaitExit() {
        var ended = group.awaitExit();
        status.set(ended);
        awaitOutput(LAST_OUTPUT_LIMIT);
        onExit.accept(ended);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
