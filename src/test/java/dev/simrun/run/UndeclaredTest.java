package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.cli.Tools;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An extension's process that registers under another name than the declared one; it is a line of bash. */
class UndeclaredTest {
    @BeforeEach
    void bash() {
        Tools.require("bash");
    }

    private static CaseResult run(String name, String events, String more) throws InterruptedException {
        var body = "{\"events\":[" + events + "]}";
        var request = "POST /2020-01-01/extension/register HTTP/1.1\\r\\nHost: a\\r\\nLambda-Extension-Name: %s\\r\\n"
                        .formatted(name)
                + "Content-Length: " + body.length() + "\\r\\n\\r\\n" + body.replace("\"", "\\\"");
        var script = "exec 3<>/dev/tcp/${AWS_LAMBDA_RUNTIME_API/:/\\/}; printf \"" + request
                + "\" >&3; read -r line <&3; sleep 100";
        var text = """
            name: x
            timeout: 20s
            extensions:
              audit: {command: [bash, -c, '%s']}
              fake: {}
            %s
            steps:
              - invoke
            """.formatted(script.replace("'", "''").replace("${", "$${"), more);
        var file = ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of());
        var plan = List.of(new Planned(file, file.cases().getFirst()));
        return Finished.run(plan, new RunOptions(false, RefereeMode.WARN, Seeds.USUAL))
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"\"INVOKE\"", "\"SHUTDOWN\"", "``"})
    void it_ends_the_case_with_the_cure_whatever_it_asks_for(String events) throws Exception {
        var result = run("other", events, "");
        assertThat(result.verdict()).isEqualTo(Verdict.ERRORED);
        assertThat(result.failures().getFirst().headline())
                .isEqualTo("invoke: an extension registered as \"other\", which no extension is declared as"
                        + " (declared: audit); give its name in the file: name: other"
                        + " (one of a folder has the name of its file)");
    }

    @ParameterizedTest
    @CsvSource({"inner, '  inner: {kind: internal}'"})
    void a_declared_internal_one_may_register_so(String name, String more) throws Exception {
        var result = run(name, "\"INVOKE\"", more + "\nlimits: {init: 200ms}");
        assertThat(result.failures().getFirst().headline()).doesNotContain("which no extension is declared as");
    }
}
