package dev.simrun.conformance;

import static dev.simrun.conformance.Scenario.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.event.ShutdownReason;
import dev.simrun.proc.Alive;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shutdown sequence, with its signals and who hears of it. */
@Timeout(60)
final class ShutdownTest {
    /** A runtime that would end well if it were asked to. */
    private static final String POLITE = """
        trap 'exit 0' TERM
        sleep 1000 & echo $!
        next &
        while true; do wait; done
        """;

    @TempDir
    private Path folder;

    @Test
    @Item({69, 74})
    void runtime_without_extensions_is_killed_with_its_whole_group() throws Exception {
        var timeline = new Scenario(folder).program("bootstrap", POLITE).passes("""
            runtime: {command: [./bootstrap]}
            steps:
              - init
              - shutdown: spindown
                expect: {exited: {runtime: {signal: SIGKILL}}}
              - assert_event: {type: process.signal, signal: SIGTERM, count: 0}
            """);
        Alive.awaitNone(List.of(Long.parseLong(output(timeline, "runtime").getFirst())));
    }

    @Test
    @Item(70)
    void runtime_is_gone_before_an_extension_hears_of_the_shutdown() throws Exception {
        new Scenario(folder).program("bootstrap", POLITE).program("ext", """
            register '{"events":["SHUTDOWN"]}'
            poll
            """).passes("""
                limits: {shutdown: 20s, shutdown_runtime: 10s}
                runtime: {command: [./bootstrap]}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - init
                  - shutdown: spindown
                    expect: {exited: {runtime: {code: 0}, ext: {code: 0}}, killed: []}
                  - assert_order:
                      events:
                        - {type: process.signal, actor: runtime, signal: SIGTERM}
                        - {type: process.exit, actor: runtime}
                        - {type: extension.event, actor: ext, event: SHUTDOWN}
                  - assert_log: {from: ext, line: {$contains: '"shutdownReason":"spindown"'}}
                """);
    }

    @Test
    @Item(71)
    void extension_that_did_not_ask_for_it_is_killed_without_an_event() throws Exception {
        new Scenario(folder).program("ext", """
            register '{"events":["INVOKE"]}'
            poll
            """).passes("""
                extensions: {ext: {command: [./ext]}}
                steps:
                  - init
                  - shutdown: spindown
                    expect:
                      unsubscribed: [ext]
                      acknowledged: []
                      exited: {ext: {signal: SIGKILL}}
                  - assert_event: {type: extension.event, actor: ext, count: 0}
                """);
    }

    @Test
    @Item(72)
    void busy_extension_hears_of_the_shutdown_when_it_polls() throws Exception {
        try (var lambda = new Lambda("ext")) {
            var extension = lambda.extension("ext", "INVOKE", "SHUTDOWN");
            var event = extension.poll();
            lambda.invoke("r1");
            lambda.client().next();
            assertThat(event.join().body().text()).contains("\"eventType\":\"INVOKE\"");
            lambda.environment.shutdown(ShutdownReason.SPINDOWN, true);
            lambda.await(EventType.PROCESS_EXIT, 1);
            assertThat(extension.next().body().text())
                    .contains("\"eventType\":\"SHUTDOWN\"", "\"shutdownReason\":\"spindown\"");
        }
    }

    @Test
    @Item(73)
    void extension_that_goes_on_is_killed_with_its_group_at_the_deadline() throws Exception {
        var timeline = new Scenario(folder).program("ext", """
            trap '' TERM
            register '{"events":["SHUTDOWN"]}'
            sleep 1000 & echo $!
            poll >&2
            sleep 1000
            """).passes("""
                limits: {shutdown: 500ms}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - init
                  - shutdown: spindown
                    expect: {killed: [ext], exited: {ext: {signal: SIGKILL}}}
                  - assert_event: {type: extension.event, actor: ext, event: SHUTDOWN}
                """);
        Alive.awaitNone(List.of(Long.parseLong(output(timeline, "ext").getFirst())));
    }
}
