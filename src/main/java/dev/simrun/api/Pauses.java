package dev.simrun.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time passes while an answer is held back. */
public interface Pauses {
    /** The time of the real clock. */
    Pauses REAL =
            new Pauses() {
                @Override
                public void pause(Duration length) throws InterruptedException {
                    var _ = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
                }

                @Override
                public void pause() throws InterruptedException {
                    new CountDownLatch(1).await();
                }
            };

    void pause(Duration length) throws InterruptedException;

    /** Until the thread is interrupted. */
    void pause() throws InterruptedException;
}
