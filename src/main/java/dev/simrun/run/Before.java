package dev.simrun.run;

import dev.simrun.event.Ending;
import dev.simrun.proc.Command;
import dev.simrun.proc.LaunchException;
import dev.simrun.proc.OutputListener.Line;
import dev.simrun.proc.Processes;
import dev.simrun.proc.RunningProcess;
import dev.simrun.proc.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Runs commands before the cases of a run, as processes of the run: none outlives it.
 *
 * @param stopped whether the run has been interrupted
 */
public record Before(Processes processes, BooleanSupplier stopped) {
    /** How often an interrupt is looked for meanwhile. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** What a command that is interrupted gets to clean up. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Of more lines the last are kept. */
    private static final int MOST_LINES = 1_000;

    /**
     * How a command went.
     *
     * @param failure how it ended, in words; empty if it went well, or the run was interrupted meanwhile
     * @param output the last lines of what it wrote on both streams, as they came
     * @param leftOut how many lines there were before those
     */
    public record Outcome(Optional<String> failure, List<String> output, long leftOut, Duration duration) {
        public Outcome {
            output = List.copyOf(output);
        }
    }

    /** Runs a command, however long it takes, until it has ended or the run is interrupted; then its group is gone. */
    public Outcome run(Command command) throws InterruptedException {
        long start = System.nanoTime();
        var output = new Output();
        var endings = new LinkedBlockingQueue<Ending>();
        Optional<String> failure;
        try {
            var process = processes.start(command, (_, lines) -> output.add(lines), endings::add);
            try {
                failure = ended(process, endings)
                        .filter(ending -> !ending.equals(new Ending.Code(0)))
                        .map(Ending::words);
            } finally {
                process.signal(Signal.SIGKILL);
            }
        } catch (LaunchException impossible) {
            failure = Optional.of(String.valueOf(impossible.getMessage()));
        }
        return output.outcome(failure, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Empty if it was interrupted. */
    private Optional<Ending> ended(RunningProcess process, LinkedBlockingQueue<Ending> endings)
            throws InterruptedException {
        while (!stopped.getAsBoolean()) {
            var ending = endings.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            if (ending != null) {
                return Optional.of(ending);
            }
        }
        process.signal(Signal.SIGTERM);
        var _ = endings.poll(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.empty();
    }

    /** The end of what was written; both streams add to it. */
    private static final class Output {
        private final Queue<String> last = new ConcurrentLinkedQueue<>();
        private final AtomicLong count = new AtomicLong();

        void add(List<Line> lines) {
            for (var line : lines) {
                last.add(line.text());
                if (count.incrementAndGet() > MOST_LINES) {
                    last.remove();
                }
            }
        }

        Outcome outcome(Optional<String> failure, Duration duration) {
            return new Outcome(failure, List.copyOf(last), Math.max(0, count.get() - MOST_LINES), duration);
        }
    }
}
