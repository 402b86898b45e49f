package dev.simrun.fake;

import java.time.Duration;

/** What surrounds a fake, as an operating system surrounds a process. */
public interface Stage {
    /** A new connection to the environment's API. */
    LambdaClient connect();

    /** Starts a thread of the fake's. */
    Thread start(String name, Runnable task);

    /** Whether a runtime is to wait for its restore before its first poll, as official ones do. */
    boolean snapStart();

    /** Writes a line to the fake's standard output. */
    void print(String line);

    /** Waits; under a virtual clock that takes no real time. */
    void pause(Duration length) throws InterruptedException;

    /** Waits for ever, which is until the fake is ended from outside. */
    void pause() throws InterruptedException;
}
