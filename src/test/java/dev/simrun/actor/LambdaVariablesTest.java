package dev.simrun.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.ScenarioReader;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What processes find in their environment (WIRE.md §6.4). */
class LambdaVariablesTest {
    private static final Map<String, String> PARENT =
            Map.of("PATH", "/bin", "HOME", "/home/me", "GREETING", "hello", "OTHER", "not inherited");

    private static Map<String, String> of(Actor.Kind kind, String function) {
        return of(kind, function, PARENT);
    }

    private static Map<String, String> of(Actor.Kind kind, String function, Map<String, String> parent) {
        var text = """
            name: n
            function: %s
            runtime: {command: [./run], env: {A: own, PATH: /own}, inherit: [GREETING, NOBODY]}
            extensions: {audit: {command: [./audit], inherit: [GREETING]}}
            steps: [init]
            """.formatted(function);
        var one = ScenarioReader.read(Path.of("/task/x.yaml"), new Source("x.yaml", text), Map.of(), parent)
                .cases()
                .getFirst();
        var actor =
                kind == Actor.Kind.RUNTIME ? one.runtime() : one.extensions().getFirst();
        var program = (Program.Real) actor.program();
        return LambdaVariables.of(actor, program, one.function(), "127.0.0.1:9001", "0123abcd", parent);
    }

    @Test
    void both_know_the_function_and_the_api() {
        for (var kind : new Actor.Kind[] {Actor.Kind.RUNTIME, Actor.Kind.EXTERNAL}) {
            assertThat(of(kind, "{name: f, memory: 256MiB, version: '7', region: eu-west-1}"))
                    .containsEntry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")
                    .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "f")
                    .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "7")
                    .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
                    .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
                    .containsEntry("AWS_REGION", "eu-west-1")
                    .containsEntry("AWS_DEFAULT_REGION", "eu-west-1")
                    .containsEntry("AWS_ACCESS_KEY_ID", LambdaVariables.SNAP_START.accessKeyId())
                    .containsEntry("AWS_SECRET_ACCESS_KEY", LambdaVariables.SNAP_START.secretAccessKey())
                    .containsEntry("AWS_SESSION_TOKEN", LambdaVariables.SNAP_START.sessionToken())
                    .containsEntry("TZ", ":UTC")
                    .containsEntry("HOME", "/home/me")
                    .containsEntry("GREETING", "hello")
                    .containsKey("LANG")
                    .doesNotContainKeys("OTHER", "NOBODY", "AWS_LAMBDA_LOG_FORMAT", "LD_LIBRARY_PATH");
        }
    }

    @Test
    void the_runtime_alone_knows_its_handler_its_folders_and_its_logs() {
        var runtime = of(Actor.Kind.RUNTIME, "{name: f, handler: app.handle, runtime: python3.13}");
        assertThat(runtime)
                .containsEntry("_HANDLER", "app.handle")
                .containsEntry("AWS_EXECUTION_ENV", "AWS_Lambda_python3.13")
                .containsEntry("LAMBDA_TASK_ROOT", "/task")
                .containsEntry("LAMBDA_RUNTIME_DIR", "/var/runtime")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/f")
                .containsEntry("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR")
                .containsEntry("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000")
                .containsEntry("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1")
                .containsEntry("_AWS_XRAY_DAEMON_PORT", "2000");
        assertThat(runtime.get("AWS_LAMBDA_LOG_STREAM_NAME")).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST]0123abcd");
        assertThat(of(Actor.Kind.EXTERNAL, "{name: f, runtime: python3.13}").keySet())
                .noneMatch(name -> name.startsWith("_") || name.contains("XRAY") || name.contains("_LOG_"))
                .doesNotContain("AWS_EXECUTION_ENV", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");
    }

    @Test
    void a_runtime_that_is_brought_along_has_no_name() {
        assertThat(of(Actor.Kind.RUNTIME, "{runtime: provided.al2023}")).doesNotContainKey("AWS_EXECUTION_ENV");
        assertThat(of(Actor.Kind.RUNTIME, "{}")).doesNotContainKey("AWS_EXECUTION_ENV");
    }

    @Test
    void its_own_variables_win_and_the_functions_come_next() {
        var function = "{env: {A: the function's, B: 'true', GREETING: from the function, _HIDDEN: x}}";
        assertThat(of(Actor.Kind.RUNTIME, function))
                .containsEntry("A", "own")
                .containsEntry("PATH", "/own")
                .containsEntry("B", "true")
                .containsEntry("GREETING", "from the function")
                .containsEntry("_HIDDEN", "x");
        assertThat(of(Actor.Kind.EXTERNAL, function))
                .containsEntry("A", "the function's")
                .containsEntry("PATH", "/bin")
                .doesNotContainKey("_HIDDEN");
    }

    @Test
    void what_the_parent_lacks_is_not_there() {
        assertThat(of(Actor.Kind.EXTERNAL, "{}", Map.of())).doesNotContainKeys("PATH", "HOME", "GREETING");
    }

    @Test
    void a_snapshot_holds_no_credentials_but_where_to_ask_for_them() {
        assertThat(of(Actor.Kind.RUNTIME, "{initialization_type: snap-start}"))
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
                .containsEntry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9001/2021-04-23/credentials")
                .containsEntry("AWS_CONTAINER_AUTHORIZATION_TOKEN", LambdaVariables.SNAP_START.token())
                .doesNotContainKeys(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME");
        assertThat(of(Actor.Kind.RUNTIME, "{}")).doesNotContainKey("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    }

    @Test
    void logs_as_json_are_asked_for() {
        assertThat(of(Actor.Kind.EXTERNAL, "{log_format: JSON}"))
                .containsEntry("AWS_LAMBDA_LOG_FORMAT", "JSON")
                .containsEntry("AWS_LAMBDA_LOG_LEVEL", "INFO");
    }
}
