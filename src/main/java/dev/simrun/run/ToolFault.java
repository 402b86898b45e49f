package dev.simrun.run;

import java.util.Objects;
import java.util.stream.Stream;

/** Something that was thrown and no scenario is to blame for: a bug of simrun's, or the machine's limit. */
public record ToolFault(Throwable thrown) {
    /** More causes than that make no sense; they may go in a circle. */
    private static final int CAUSES = 40;

    /** Whether it is a bug, which its trace tells more of. */
    public boolean isBug() {
        return !isOutOfFiles();
    }

    /** What it is and what to do, in words that may have control characters. */
    public String headline() {
        return isBug()
                ? "a bug in simrun, please report it with the scenario: " + thrown
                : "simrun may not have more files open at a time; raise the limit (ulimit -n)";
    }

    /** The JVM tells it in the message only, and wraps it in whatever it was about. */
    private boolean isOutOfFiles() {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES)
                .anyMatch(it -> String.valueOf(it.getMessage()).contains("Too many open files"));
    }
}
