package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    @TempDir
    private Path folder;

    @Test
    void a_variable_that_is_set_is_used_and_said_again_or_refused() throws Exception {
        Files.writeString(folder.resolve("variable.yaml"), """
            name: variable
            vars: {answer: 1}
            steps:
              - invoke: {payload: 2}
                expect: {payload: '${vars.answer}'}
            """);
        assertThat(Simrun.in(folder).run("-D", "answer=2", "variable.yaml").exit())
                .isZero();
        var failed = Simrun.in(folder).run("-D", "answer=a b", "variable.yaml");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("rerun: simrun -D 'answer=a b' variable.yaml      step through: ");
        var refused = Simrun.in(folder).run("-D", "anwser=2", "variable.yaml");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("-D anwser: no scenario that was asked for uses ${vars.anwser}; did you" + " mean answer?");
    }
}
