package dev.simrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs: without them it is skipped, but not where all is to be checked. */
public final class Tools {
    private Tools() {}

    /** Skips the test where a program is missing; with {@code CI=true} fails it. */
    public static void require(String... programs) {
        var missing = missing(programs);
        if (isCi()) {
            missing.ifPresent(Assertions::fail);
        }
        missing.ifPresent(Assumptions::abort);
    }

    /** Skips the test where a program is missing, on any machine. */
    static void skipWithout(String... programs) {
        missing(programs).ifPresent(Assumptions::abort);
    }

    private static Optional<String> missing(String... programs) {
        var missing =
                Arrays.stream(programs).filter(program -> !isOnPath(program)).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("not on the PATH: " + String.join(", ", missing));
    }

    /** Whether nothing may be left out. */
    static boolean isCi() {
        return "true".equals(System.getenv("CI"));
    }

    private static boolean isOnPath(String program) {
        var path = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return path.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
