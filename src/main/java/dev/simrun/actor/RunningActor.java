package dev.simrun.actor;

import dev.simrun.event.Ending;
import dev.simrun.fake.FakeProcess;
import dev.simrun.proc.Debuggee;
import dev.simrun.proc.Resumed;
import dev.simrun.proc.RunningProcess;
import dev.simrun.proc.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A started actor. */
sealed interface RunningActor {
    boolean alive();

    void signal(String name);

    /**
     * Stops all that belongs to it, and waits until that is so.
     *
     * @param wanted false once it is in vain
     * @return whether it is stopped, or has ended
     */
    boolean freeze(Duration limit, BooleanSupplier wanted);

    /** Lets go on what {@link #freeze} stopped. */
    void thaw();

    /** The threads that {@link #freeze} stopped, if it has any. */
    Optional<Resumed> stopped();

    /** SIGKILL without a word in the timeline. */
    void kill();

    /** Ends it as a part of it ended. */
    void endLike(Ending ending);

    /** Waits until all that it wrote so far is in the timeline. */
    void drain();

    /** The same, and an unfinished last line is taken as it is. */
    void endOutput();

    Optional<Long> peakMemoryBytes();

    void awaitEnd(Duration limit);

    /** Where a debugger finds it, if it is a process that lives. */
    Optional<Debuggee> debuggee();

    /** A process; {@code ended} opens when it was reaped. */
    record Real(RunningProcess process, CountDownLatch ended) implements RunningActor {
        /** A process that writes for ever must not hold up its phase. */
        private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(1);

        @Override
        public boolean alive() {
            return ended.getCount() > 0;
        }

        @Override
        public void signal(String name) {
            Signal.of(name).ifPresent(process::signal);
        }

        @Override
        public boolean freeze(Duration limit, BooleanSupplier wanted) {
            return process.stop(limit, wanted);
        }

        @Override
        public void thaw() {
            process.signal(Signal.SIGCONT);
        }

        @Override
        public Optional<Resumed> stopped() {
            return Optional.of(process.stopped());
        }

        @Override
        public void kill() {
            process.signal(Signal.SIGKILL);
        }

        @Override
        public void endLike(Ending ending) {
            kill();
        }

        @Override
        public void drain() {
            var _ = process.awaitOutput(OUTPUT_LIMIT);
        }

        @Override
        public void endOutput() {
            var _ = process.endOutput(OUTPUT_LIMIT);
        }

        @Override
        public Optional<Long> peakMemoryBytes() {
            return process.peakMemoryBytes();
        }

        @Override
        public Optional<Debuggee> debuggee() {
            return process.debuggee();
        }

        @Override
        public void awaitEnd(Duration limit) {
            await(ended, limit);
        }
    }

    /** A fake; {@code ended} opens when it said how it ended. */
    record Fake(FakeProcess process, Gate gate, CountDownLatch ended) implements RunningActor {
        @Override
        public boolean alive() {
            return process.alive();
        }

        @Override
        public void signal(String name) {
            if (name.equals("SIGKILL") || !gate.isShut()) {
                process.signal(name);
            } else {
                var time = gate.environment().time();
                var _ = time.start("simrun-fake-signal", () -> deliver(name));
            }
        }

        /** As with a stopped process, a signal waits; only SIGKILL ends a frozen fake. */
        private void deliver(String name) {
            try {
                gate.pass();
                process.signal(name);
            } catch (InterruptedException nobodyInterrupts) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean freeze(Duration limit, BooleanSupplier wanted) {
            return true; // its gate is closed as soon as the environment says so
        }

        @Override
        public void thaw() {
            // Its gate is open again.
        }

        @Override
        public Optional<Resumed> stopped() {
            return Optional.empty();
        }

        @Override
        public void kill() {
            process.signal("SIGKILL");
        }

        @Override
        public void endLike(Ending ending) {
            process.end(ending);
        }

        @Override
        public void drain() {
            // A fake's lines are in the timeline when it goes on.
        }

        @Override
        public void endOutput() {
            // It writes whole lines.
        }

        @Override
        public Optional<Long> peakMemoryBytes() {
            return Optional.empty();
        }

        @Override
        public Optional<Debuggee> debuggee() {
            return Optional.empty();
        }

        @Override
        public void awaitEnd(Duration limit) {
            await(ended, limit);
        }
    }

    private static void await(CountDownLatch ended, Duration limit) {
        try {
            var _ = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
