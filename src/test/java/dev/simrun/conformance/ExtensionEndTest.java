package dev.simrun.conformance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an invocation when an extension ends or does not end. */
@Timeout(60)
final class ExtensionEndTest {
    @TempDir
    private Path folder;

    @Test
    @Item(62)
    void extension_that_exits_with_0_while_idle_fails_the_next_invocation() throws Exception {
        new Scenario(folder).program("ext", """
            trap 'exit 0' USR1
            register '{"events":["INVOKE"]}'
            poll &
            wait
            """).passes("""
                extensions: {ext: {command: [./ext]}}
                steps:
                  - init
                  - signal: {actor: ext, signal: SIGUSR1}
                  - expect_exit: {actor: ext, code: 0}
                  - invoke: {}
                    expect:
                      outcome: crash
                      error_type: Extension.Crash
                      error_message: {$regex: 'Error: exit code 0$'}
                """);
    }

    @Test
    @Item(63)
    void generic_type_is_the_invocations_and_the_reported_one_is_the_events() throws Exception {
        new Scenario(folder).program("ext", """
            register '{"events":["INVOKE"]}'
            poll
            report exit/error Extension.Foo
            exit 1
            """).passes("""
                runtime: {fake: [{when: invoke, hang: forever}]}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - invoke: {}
                    expect: {outcome: crash, error_type: Extension.ExitError}
                  - assert_event: {type: extension.exit_error, actor: ext, error_type: Extension.Foo}
                  - assert_event: {type: process.exit, actor: ext, code: 1}
                """);
    }

    @Test
    @Item(68)
    void extension_that_never_polls_again_lets_the_phase_time_out() throws Exception {
        new Scenario(folder).program("ext", """
            register '{"events":["INVOKE"]}'
            poll
            sleep 1000
            """).passes("""
                function: {timeout: 1s}
                extensions:
                  ext: {command: [./ext]}
                  witness: {}
                steps:
                  - invoke: {}
                    expect: {outcome: success, phase: timeout}
                  - assert_event: {type: extension.event, actor: witness, reason: timeout}
                  - assert_acknowledged: witness
                  - assert_event: {type: process.exit, actor: ext, signal: SIGKILL}
                """);
    }
}
