package dev.simrun.cli;

import dev.simrun.engine.Worker;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something once a second until it is closed. */
final class Ticker implements AutoCloseable {
    private final Runnable action;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Throwable> broken = Optional.empty();

    private Ticker(Runnable action) {
        this.action = action;
    }

    /**
     * Begins with it.
     *
     * @param wanted without it nothing is ever done
     */
    static Ticker start(boolean wanted, Runnable action) {
        var ticker = new Ticker(action);
        if (!wanted) {
            return ticker;
        }
        new Worker(thrown -> ticker.broken = Optional.of(thrown))
                .thread("simrun-clock", ticker::tick)
                .start();
        return ticker;
    }

    private void tick() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                action.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt(); // nobody does, and the clock is no more
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (broken.isPresent()) {
            throw new IllegalStateException("the clock broke", broken.get());
        }
    }
}
