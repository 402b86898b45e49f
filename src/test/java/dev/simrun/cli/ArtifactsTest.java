package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --artifacts}, as a user sees it. */
final class ArtifactsTest {
    private static final String SECRET = "sekret-0123456789";

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void writeScenario() throws IOException {
        Tools.require("bash", "curl");
        out = folder.resolve("out");
        Files.writeString(folder.resolve("a.yaml"), """
            name: 'orders/π طلب'
            function: {env: {API_TOKEN: '${env.API_TOKEN}', PLAIN: 'as it is'}}
            runtime:
              command:
                - bash
                - -c
                - |
                  echo "begins with $API_TOKEN"
                  echo trouble >&2
                  next="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                  while true; do
                    id=$(curl -sS -D - -o body "$next/next" | tr -d '\\r' | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                    curl -sS -o /dev/null -d "{\\"ok\\": \\"$API_TOKEN\\"}" "$next/$id/response"
                  done
            cases: {good: {n: 1}, bad: {n: 2}}
            steps:
              - invoke: {payload: {n: '${case.n}'}}
              - assert: {case.n: 1}
            """);
    }

    private Simrun.Outcome run(String... arguments) throws Exception {
        return Simrun.in(folder).with("API_TOKEN", SECRET).run(arguments).withoutTraces();
    }

    private List<Path> folders() throws IOException {
        try (var all = Files.list(out)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void what_did_not_pass_has_a_folder_with_all_that_is_known_of_it_but_secrets() throws Exception {
        var run = run("--artifacts=out", "a.yaml");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(folders()).hasSize(1);
        var one = folders().getFirst();
        assertThat(one.getFileName().toString()).matches("a\\.yaml-orders-π-طلب-bad-[0-9a-f]{8}");
        assertThat(run.out())
                .contains("  artifacts: ")
                .contains(one.getFileName().toString());
        assertThat(names(one))
                .containsExactly(
                        ".simrun", "failure.txt", "invocations", "runtime.log", "runtime.process", "timeline.txt");
        assertThat(one.resolve("runtime.log"))
                .content()
                .containsPattern("(?m)^ +\\d+\\.\\d{3}  stdout  begins with \\*\\*\\*$")
                .containsPattern("(?m)^ +\\d+\\.\\d{3}  stderr  trouble$");
        assertThat(one.resolve("failure.txt"))
                .content()
                .startsWith("a.yaml › orders/π طلب [bad]: failed\n\n  assert")
                .contains("what happened", "rerun:");
        assertThat(one.resolve("timeline.txt")).content().contains("init start", "response");
        assertThat(one.resolve("runtime.process"))
                .content()
                .startsWith("cd ")
                .contains("  API_TOKEN=*** \\\n", "  'PLAIN=as it is' \\\n", "\n  bash -c '");
        var bodies = one.resolve("invocations");
        assertThat(names(bodies)).hasSize(2);
        assertThat(bodies.resolve(names(bodies).get(0))).hasContent("{\"n\":2}");
        assertThat(bodies.resolve(names(bodies).get(1))).hasContent("{\"ok\": \"***\"}");
        try (var all = Files.walk(out)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(SECRET));
        }
    }

    @Test
    void only_folders_of_an_earlier_run_are_replaced() throws Exception {
        assertThat(run("--artifacts=out", "a.yaml").exit()).isEqualTo(1);
        var first = folders().getFirst();
        Files.writeString(first.resolve("more"), "of ours");
        var other = Files.createDirectories(out.resolve("other"));
        Files.writeString(other.resolve("failure.txt"), "somebody's");
        assertThat(run("--artifacts=out", "--name", "bad", "a.yaml").exit()).isEqualTo(1);
        assertThat(folders()).containsExactly(first, other);
        assertThat(first.resolve("more")).doesNotExist();
        assertThat(other.resolve("failure.txt")).hasContent("somebody's");
        assertThat(run("--artifacts=out", "--name", "good", "a.yaml").exit()).isZero();
        assertThat(folders()).containsExactly(other);
    }

    @Test
    void each_run_of_the_same_case_has_its_own_and_long_names_are_cut() throws Exception {
        Files.writeString(
                folder.resolve("b.yaml"),
                "name: '" + "ü".repeat(500) + "/../x'\nsteps: [assert: {vars.n: 1}]\nvars: {n: 2}\n");
        assertThat(run("--artifacts=out", "--repeat=3", "b.yaml").exit()).isEqualTo(1);
        assertThat(folders())
                .hasSize(3)
                .allSatisfy(
                        it -> assertThat(it.getFileName().toString()).matches("b\\.yaml-ü{50}-[0-9a-f]{8}(-[23])?"));
    }

    @Test
    void of_a_case_that_passed_when_it_was_run_again_the_first_run_is_kept() throws Exception {
        Files.writeString(folder.resolve("b.yaml"), """
            name: b
            runtime: {command: [bash, -c, 'echo "run $(cat times 2>/dev/null)"; echo x >>times; test $(wc -l <times) != 1; exit $?']}
            steps:
              - invoke: {}
                expect: {outcome: crash}
              - assert_event: {type: process.exit, code: 1, count: 0}
            """);
        var run = run("--artifacts=out", "--retries=3", "b.yaml");
        assertThat(run.out()).as(run.err()).contains("flaky").contains("  artifacts: ");
        assertThat(run.exit()).isZero();
        assertThat(folders()).hasSize(1);
        assertThat(folders().getFirst().resolve("failure.txt")).content().startsWith("b.yaml › b: flaky\n");
    }

    @Test
    void what_is_no_folder_is_told_before_anything_runs() throws Exception {
        Files.writeString(out, "x");
        var run = run("--artifacts=out", "a.yaml");
        assertThat(run.err()).startsWith("error: --artifacts takes a folder; ").endsWith("/out is none\n");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run("--artifacts=out/more", "a.yaml").exit()).isEqualTo(2);
    }
}
