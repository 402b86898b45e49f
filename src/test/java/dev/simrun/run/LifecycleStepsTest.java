package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.ScenarioReader;
import dev.simrun.scenario.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleStepsTest {
    @TempDir
    private Path folder;

    private Case read(String actors) throws Exception {
        var file = folder.resolve("x.yaml");
        Files.writeString(file, "name: x\n" + actors + "\nsteps: [freeze]\n");
        return ScenarioReader.read(file, "x.yaml", Map.of(), Map.of()).cases().getFirst();
    }

    @Test
    void a_system_without_the_signals_refuses_to_freeze_a_process_and_names_it() throws Exception {
        var real = read("extensions: {audit: {command: [./audit]}}");
        assertThat(LifecycleSteps.refusal(real, false))
                .contains("this system can't stop the process of audit: it has no SIGSTOP"
                        + " (only scripted actors can be frozen here)");
        assertThat(LifecycleSteps.refusal(real, true)).isEmpty();
        assertThat(LifecycleSteps.refusal(read("extensions: {audit: {}}"), false))
                .isEmpty();
    }
}
