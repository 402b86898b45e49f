package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the launcher has Java run once, to see which classes a start needs and to keep them: the usual commands, with a
 * scenario that passes, one that fails, one in virtual time and one with a process.
 */
public final class Training {
    private static final String PASSES = """
        name: passes
        description: the life of an environment
        tags: [smoke, shutdown]
        vars: {order: 7}
        runtime: {fake: [{when: invoke, payload: {order: 7}, reply: {order: 8}}]}
        extensions: {audit: {events: [INVOKE, SHUTDOWN]}}
        steps:
          - expect_registration: audit
          - invoke: {payload: {order: '${vars.order}'}}
            as: first
            expect: {payload: {order: {$gt: 7}}, cold_start: true}
          - expect_event: {type: extension.next, actor: audit}
          - shutdown: spindown
            expect: {acknowledged: [audit]}
          - assert_acknowledged: audit
          - assert_event: {type: invoke.done, request_id: '${first.request_id}', count: 1}
          - assert_order: [runtime.response, shutdown.start]
        """;

    private static final String FAILS = """
        name: fails
        clock: virtual
        cases:
          one: {n: 1}
          two: {n: 2}
        steps:
          - invoke: {payload: {n: '${case.n}'}}
            expect: {payload: {n: 2}}
        """;

    private static final String ENDS = """
        name: ends
        requires: [sh]
        runtime: {command: [sh, -c, echo over]}
        steps:
          - invoke: {}
            expect: {outcome: crash}
          - assert_log: {from: runtime, line: {$contains: over}}
        """;

    private Training() {}

    /**
     * Runs them, whatever options the environment and {@code simrun.yaml} have; what they write is dropped. The
     * argument is how the names of their files begin.
     */
    public static void main(String[] args) throws IOException, ExitException, InterruptedException {
        var files = write(args[0]);
        run("check", files);
        run("run", files.subList(1, files.size()));
        run("--version", List.of());
        Main.exitAfter(new String[] {files.getFirst()}, Map.of(), Optional.empty());
    }

    /** Writes the scenarios: one passes, one fails, one has a process. */
    static List<String> write(String prefix) throws IOException {
        var files = new ArrayList<String>();
        for (var scenario : List.of(PASSES, FAILS, ENDS)) {
            var file = Path.of(prefix + "-" + files.size() + ".yaml");
            files.add(Files.writeString(file, scenario).toString());
        }
        return files;
    }

    private static void run(String command, List<String> files) throws ExitException, InterruptedException {
        var words = new ArrayList<>(List.of(command));
        words.addAll(files);
        var console = Console.over(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of());
        var _ = Main.command(words, console);
    }
}
