package dev.simrun.conformance;

import static dev.simrun.conformance.Scenario.output;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The environment variables of a process. */
@Timeout(60)
final class VariablesTest {
    @TempDir
    private Path folder;

    @Test
    @Item(77)
    void extension_has_the_address_and_none_of_what_is_the_runtimes() throws Exception {
        var timeline = new Scenario(folder).program("ext", """
            env
            register '{"events":[]}'
            poll
            """).passes("""
                function: {env: {_X: hidden, STAGE: test}}
                extensions: {ext: {command: [./ext]}}
                steps:
                  - init
                """);
        assertThat(output(timeline, "ext"))
                .contains("STAGE=test")
                .anyMatch(line -> line.startsWith("AWS_LAMBDA_RUNTIME_API=127.0.0.1:"))
                .noneMatch(line -> line.matches("(_HANDLER|LAMBDA_TASK_ROOT|AWS_EXECUTION_ENV|_X)=.*"));
    }
}
