package dev.simrun.repl;

import java.util.Optional;

/** Waits that another thread can end, those to come too; nothing but such waits is interrupted. */
final class Interruptible {
    private Optional<Thread> waiting = Optional.empty();
    private boolean interrupted;

    /** Begins a wait of the calling thread; false if there is to be none any more. */
    synchronized boolean begin() {
        if (!interrupted) {
            waiting = Optional.of(Thread.currentThread());
        }
        return !interrupted;
    }

    synchronized void end() {
        waiting = Optional.empty();
        var _ = Thread.interrupted(); // it came at the last moment
    }

    synchronized void interrupt() {
        interrupted = true;
        waiting.ifPresent(Thread::interrupt);
    }

    synchronized boolean interrupted() {
        return interrupted;
    }
}
