package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller reads when the runtime ends, can't begin, or takes too long. */
@Timeout(60)
final class RuntimeEndTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "exit 0, Runtime exited without providing a reason",
        "exit 127, Runtime exited with error: exit status 127",
        "kill -KILL $$, Runtime exited with error: signal: killed"
    })
    @Item({44, 45, 46})
    void runtime_that_ends_in_an_invocation_is_an_exit_error(String end, String message) throws Exception {
        new Scenario(folder).program("bootstrap", "next\n" + end).passes(String.format(Locale.ROOT, """
            runtime: {command: [./bootstrap]}
            steps:
              - invoke: {}
                as: call
                expect: {outcome: crash, phase: crash, error_type: Runtime.ExitError}
              - assert:
                  call.error_message: 'RequestId: ${call.request_id} Error: %s'
            """, message));
    }

    @Test
    @Item(113)
    void runtime_that_can_not_be_executed_is_an_invalid_entrypoint() throws Exception {
        new Scenario(folder).passes("""
            runtime: {command: [./no-such-bootstrap]}
            steps:
              - invoke: {}
                expect: {outcome: crash, error_type: Runtime.InvalidEntrypoint}
            """);
    }

    @Test
    @Item(101)
    void invocation_of_more_than_its_time_is_timed_out_with_two_decimals() throws Exception {
        try (var lambda = new Lambda()) {
            var invoked = lambda.invoke(Call.of("r1").within(Duration.ofSeconds(1)));
            lambda.client().next();
            assertThat(answer(invoked).outcome()).isEqualTo(Outcome.TIMEOUT);
            assertThat(answer(invoked).payload().text())
                    .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: r1"
                            + " Error: Task timed out after 1.00 seconds\"}");
        }
    }
}
