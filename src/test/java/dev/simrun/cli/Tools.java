package dev.simrun.cli;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs that a test needs: without them it is skipped, but not where all is to be checked. */
public final class Tools {
    private Tools() {}

    /** Skips the test where a program is missing; with {@code CI=true} fails it. */
    public static void require(String... programs) {
        var missing =
                Arrays.stream(programs).filter(program -> !isOnPath(program)).toList();
        if (missing.isEmpty()) {
            return;
        }
        var reason = "not on the PATH: " + String.join(", ", missing);
        if (isCi()) {
            fail(reason);
        }
        abort(reason);
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
