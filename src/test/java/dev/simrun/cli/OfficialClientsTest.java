package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions with AWS's own runtime clients that go wrong in every way: what the caller gets, and that the referee has
 * nothing against it. Whoever writes such a function can't change what the client sends.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OfficialClientsTest {
    private static final Path CLIENTS = Path.of("src/test/resources/clients").toAbsolutePath();

    @TempDir
    Path temp;

    @Test
    void whatever_a_function_in_go_does_the_referee_is_content() throws Exception {
        var program = new FunctionSource(CLIENTS.resolve("go"), temp).builtByGo();
        passes("go.yaml", "-D", "program=" + program);
    }

    @Test
    void whatever_a_function_in_rust_does_the_referee_is_content() throws Exception {
        var program = new FunctionSource(CLIENTS.resolve("rust"), temp).builtByCargo();
        passes("rust.yaml", "-D", "program=" + program);
    }

    @Test
    void whatever_a_function_in_python_does_the_referee_is_content() throws Exception {
        passes("python.yaml");
    }

    private void passes(String scenario, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(CLIENTS.resolve(scenario).toString(), "--referee", "fail"));
        arguments.addAll(List.of(options));
        if (Tools.isCi()) {
            arguments.add("--no-skip");
        }
        var run = Simrun.in(temp).run(arguments.toArray(String[]::new)).withoutTraces();
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assumeFalse(run.out().contains("skipped"), run.out());
    }
}
