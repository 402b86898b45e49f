package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function that is restored from a snapshot. */
@Timeout(60)
final class SnapStartTest {
    private static final String ON = """
        function: {initialization_type: snap-start}
        runtime: none
        steps:
        """;

    @TempDir
    private Path folder;

    private void passes(String steps) throws Exception {
        new Scenario(folder).passes(ON + steps.indent(2));
    }

    @Test
    @Item(36)
    void without_snapstart_there_is_no_restore() throws Exception {
        try (var lambda = new Lambda()) {
            assertThat(show(lambda.client().get(Client.RUNTIME + "/restore/next")))
                    .isEqualTo("404 404 page not found\n");
        }
    }

    @Test
    @Item(37)
    void restore_is_a_wrong_transition_after_the_first_poll() throws Exception {
        passes("""
            - http: /2018-06-01/runtime/invocation/next
              wait: false
            - expect_event: {type: runtime.next}
            - http: /2018-06-01/runtime/restore/next
              expect:
                status: 403
                body:
                  errorType: InvalidStateTransition
                  errorMessage: {$contains: from Ready to Ready}
            """);
    }

    @Test
    @Item(38)
    void restore_error_is_taken_while_restoring_only() throws Exception {
        passes("""
            - http: {method: POST, path: /2018-06-01/runtime/restore/error, body: {}}
              expect: {status: 403, body: {errorType: InvalidStateTransition}}
            - http: /2018-06-01/runtime/restore/next
              as: poll
              wait: false
            - expect_event: {type: runtime.restore_next}
            - restore: {}
              wait: false
              expect: {outcome: error}
            - expect_result: {of: poll, status: 200, body: ''}
            - http: {method: POST, path: /2018-06-01/runtime/restore/error, body: {}}
              expect: {status: 202}
            - assert_event: {type: runtime.restore_error}
            """);
    }

    @Test
    @Item(39)
    void init_error_while_restoring_counts_as_restore_error() throws Exception {
        passes("""
            - http: /2018-06-01/runtime/restore/next
              as: poll
              wait: false
            - expect_event: {type: runtime.restore_next}
            - restore: {}
              wait: false
              expect: {outcome: error}
            - expect_result: {of: poll, status: 200}
            - http: {method: POST, path: /2018-06-01/runtime/init/error, body: {}}
              expect: {status: 202}
            - assert_event: {type: runtime.restore_error}
            """);
    }

    @Test
    @Item(40)
    void credentials_need_the_right_token() throws Exception {
        passes("""
            - http: {path: /2021-04-23/credentials, headers: {Authorization: guessed}}
              expect: {status: 404, body: "cannot get credentials for the provided token\\n"}
            """);
    }
}
