package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** simrun within the JVM of the tests, for those of other packages. */
public final class Inside {
    private Inside() {}

    /** Runs a command line; gives what it wrote to both outputs. */
    public static String run(String... arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var _ = Main.command(List.of(arguments), Main.Console.over(out, out, Map.of()));
        return out.toString(UTF_8);
    }
}
