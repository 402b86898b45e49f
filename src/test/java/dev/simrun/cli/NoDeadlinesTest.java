package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --no-deadlines}: what takes long, as it does below a debugger, is waited for. */
final class NoDeadlinesTest {
    private static final String NOTICE = "notice: --no-deadlines: no time-out ends anything by the real clock; what"
            + " never comes is waited for until Ctrl-C\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScenario() throws IOException {
        Tools.require("bash", "curl", "sleep");
        Files.writeString(folder.resolve("a.yaml"), """
            name: slow in all that has a limit
            timeout: 1500ms
            function: {timeout: 100ms}
            limits: {init: 100ms, shutdown: 100ms}
            runtime:
              command:
                - bash
                - -c
                - |
                  next="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                  sleep 0.6
                  curl -sS -D head -o body "$next/next"
                  id=$(tr -d '\\r' <head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                  deadline=$(tr -d '\\r' <head | sed -n 's/^lambda-runtime-deadline-ms: //Ip')
                  sleep 0.6
                  curl -sS -o /dev/null -d "$(((deadline / 1000 - $(date +%s)) / 86400))" "$next/$id/response"
                  curl -sS -o body "$next/next"
            extensions:
              audit:
                fake: [{when: shutdown, delay: 600ms}]
            steps:
              - init
              - expect_event: {type: init.done}
                within: 100ms
              - invoke: {}
                expect: {payload: {$gt: 300}}
              - shutdown: spindown
                expect: {acknowledged: [audit]}
            """);
    }

    @Test
    void nothing_is_ended_by_time_and_deadlines_are_far_off() throws Exception {
        var run = Simrun.in(folder).run("--no-deadlines", "a.yaml").withoutTraces();
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
        assertThat(run.err()).isEqualTo(NOTICE);
        assertThat(run.exit()).isZero();
        assertThat(Simrun.in(folder).run("a.yaml").exit()).isEqualTo(1);
    }

    @Test
    void virtual_time_stays_as_it_is() throws Exception {
        Files.writeString(folder.resolve("b.yaml"), """
            name: b
            clock: virtual
            function: {timeout: 1s}
            runtime: {fake: [{when: invoke, delay: 2s}]}
            steps:
              - invoke: {}
                expect: {outcome: timeout}
            """);
        assertThat(Simrun.in(folder).run("--no-deadlines", "b.yaml").exit()).isZero();
    }
}
