package dev.simrun.proc;

import dev.simrun.event.Fact;

/** Is told each line that a process writes. */
@FunctionalInterface
public interface OutputListener {
    /** A longer line arrives in parts of at most this many bytes. */
    int LINE_LIMIT_BYTES = 1024 * 1024;

    /**
     * One line, without its {@code \n} or {@code \r\n}, read as UTF-8 with U+FFFD for what is
     * malformed. Each stream has a thread of its own and its calls never overlap; those of the two
     * streams may. While this method waits the process can fill its pipe (64 KiB) and then waits
     * too.
     *
     * @param cut whether it is a part of a line, and the next one goes on with it
     */
    void line(Fact.Log.Stream stream, String line, boolean cut);
}
