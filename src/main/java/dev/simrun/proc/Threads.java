package dev.simrun.proc;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads that read and reap.
 *
 * @param factory of daemons of the platform: they block in native code, where a virtual thread keeps its carrier, and a
 *     few processes would take all of them from the HTTP handlers
 */
record Threads(ThreadFactory factory) {
    /** One that has not been started. */
    Thread named(String name, Runnable task) {
        var thread = factory.newThread(task);
        thread.setName(name);
        return thread;
    }
}
