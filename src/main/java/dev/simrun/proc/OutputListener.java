package dev.simrun.proc;

import dev.simrun.event.Fact;
import java.util.List;

/** Is told each line that a process writes. */
@FunctionalInterface
public interface OutputListener {
    /** A longer line arrives in parts of at most this many bytes. */
    int LINE_LIMIT_BYTES = 1024 * 1024;

    /**
     * A line.
     *
     * @param text without its {@code \n} or {@code \r\n}, read as UTF-8 with U+FFFD for what is malformed
     * @param cut whether it is a part of a line, and the next one goes on with it
     */
    record Line(String text, boolean cut) {}

    /**
     * Lines that were there at the same time. Each stream has a thread of its own and its calls never overlap; those of
     * the two streams may. While this method waits the process can fill its pipe (64 KiB) and then waits too.
     */
    void lines(Fact.Log.Stream stream, List<Line> lines);
}
