package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the launcher has Java run once, to see which classes a start needs and to keep them: the usual commands, with a
 * scenario that passes, one that fails, one in virtual time and one with a process.
 */
public final class Training {
    private static final String PASSES = """
        name: passes
        description: the life of an environment
        tags: [smoke, shutdown]
        extensions: {audit: {events: [INVOKE, SHUTDOWN]}}
        steps:
          - expect_registration: audit
          - invoke: {payload: {ping: 1}}
            expect: {payload: {ping: 1}}
          - shutdown: spindown
          - assert_acknowledged: audit
        """;

    private static final String FAILS = """
        name: fails
        clock: virtual
        steps:
          - invoke: {payload: {ping: 1}}
            expect: {payload: {ping: 2}}
        """;

    private static final String ENDS = """
        name: ends
        runtime: {command: [sh, -c, echo over]}
        steps:
          - invoke: {}
            expect: {status: error}
        """;

    private Training() {}

    /** Runs them; what they write is dropped. The argument is how the names of their files begin. */
    public static void main(String[] args) throws IOException, ExitException, InterruptedException {
        var passes = write(args[0] + "-passes.yaml", PASSES);
        var fails = write(args[0] + "-fails.yaml", FAILS);
        var ends = write(args[0] + "-ends.yaml", ENDS);
        run("check", passes, fails, ends);
        run(fails, ends);
        run("--version");
        Main.main(new String[] {passes});
    }

    private static void run(String... args) throws ExitException, InterruptedException {
        var console = Console.over(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of());
        var _ = Main.command(List.of(args), console);
    }

    private static String write(String file, String text) throws IOException {
        return Files.writeString(Path.of(file), text).toString();
    }
}
