package dev.simrun.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.simrun.Golden;
import dev.simrun.language.Catalogue;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final Path COMMITTED = Path.of("schema/scenario.schema.json");

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonSchema.generate(), InputFormat.JSON);

    @Test
    void the_committed_schema_is_the_generated_one() throws IOException {
        Golden.check(COMMITTED, JsonSchema.generate());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_scenarios_are_valid(Path file) {
        assertThat(errors(ScenarioText.load(file, file.toString()))).isEmpty();
    }

    static List<Path> scenarios() throws IOException {
        try (var files = Files.walk(Path.of("scenarios"))) {
            var all = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(all).isNotEmpty();
            return all;
        }
    }

    @Test
    void every_example_is_valid() {
        for (var step : Catalogue.STEPS) {
            assertThat(errorsOfStep(step.example())).as(step.example()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- init",
                "- init:",
                "- shutdown: TIMEOUT",
                "- shutdown: {reason: '${case.reason}'}",
                "- {invoke: {payload: {$file: a.json}, timeout: '${vars.t}'}, wait: '${case.w}'}",
                "- expect_event: {type: {$regex: ^init}, code: {$not: 0}}",
                "- assert_acknowledged: [a, b]",
                "- assert_acknowledged: {extension: all}",
                "- expect_quiet: {for: 1.5s, type: log, line: x}",
                "- {http: {path: /x, body: [1]}, wait: false, as: answer}",
                "- {invoke: {}, expect: {payload: {a: {$regex: x}, $$b: [{$gt: 1}]}, outcome: {$one_of: [error]}}}",
                "- {invoke: {}, expect: '${case.is}'}",
                "- {expect_event: {type: log, line: {$file: a.txt}}, within: 1s, if: {a: 1}}",
                "- {repeat: {times: 2, steps: [freeze, {thaw: {}, name: x}]}, as: row}",
            })
    void what_the_reader_takes_is_valid(String step) {
        assertThat(errorsOfStep(step)).as(step).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- invok: {}",
                "- invok",
                "- invoke: {paylod: 1}",
                "- {invoke: {}, nme: x}",
                "- {expect_log: runtime, within: 5}",
                "- sleep: soon",
                "- shutdown",
                "- shutdown: bored",
                "- shutdown: {}",
                "- expect_event: {type: log, lin: x}",
                "- expect_event: {type: lgo}",
                "- expect_result: {of: call, outcom: success}",
                "- {}",
                "- {http: /x, within: 1s}",
                "- {invoke: {}, shutdown: spindown}",
                "- {assert_state: ready, wait: false}",
                "- {expect_log: {from: runtime}, expect: {line: x}}",
                "- {invoke: {}, expect: {outcom: success}}",
                "- {invoke: {}, expect: {payload: {a: {$regexp: x}}}}",
                "- {invoke: {}, expect: {payload: [{b: {$greater: 1}}]}}",
                "- {shutdown: spindown, expect: {payload: 1}}",
                "- {repeat: {times: 2, steps: [freeze]}, wait: false}",
            })
    void a_wrong_step_is_refused(String step) {
        assertThat(errorsOfStep(step)).as(step).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nmae: x",
                "function: {memory: 128}",
                "function: {memry: 128MiB}",
                "limits: {init: 3}",
                "requires: [{run: [bash]}]",
                "runtime: nothing",
                "runtime: {kind: internal}",
                "runtime: {fake: [{wen: start}]}",
                "extensions: {a: {fake: [{when: sometimes}]}}",
                "extensions: {a: {fake: [{when: start, fail: {typ: x}}]}}",
                "extensions: {a: {kind: inner}}",
            })
    void a_wrong_key_is_refused(String line) {
        assertThat(errors("name: x\nsteps: [init]\n" + line)).as(line).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function: {memory: 128MiB, env: {A: 1}, log_format: JSON}",
                "function: ${case.function}",
                "requires: [bash, {run: [bash, -c, 'true'], because: it is}]",
                "runtime: none",
                "runtime:",
                "runtime: {fake: none}",
                "runtime: {fake: [{when: start, init_error: Bad}, {when: invoke, hang: forever}]}",
                "extensions: {a: none, b: {kind: internal}, c:}",
                "extensions: {a: {fake: [{when: start, register: {headers: {A: b}}}]}}",
            })
    void a_right_key_is_valid(String line) {
        assertThat(errors("name: x\nsteps: [init]\n" + line)).as(line).isEmpty();
    }

    private static List<Error> errorsOfStep(String step) {
        return errors("name: x\nsteps:\n" + step + "\n");
    }

    private static List<Error> errors(String yaml) {
        return errors(new Source("test.yaml", yaml));
    }

    private static List<Error> errors(Source source) {
        return SCHEMA.validate(ScenarioText.read(source).toJson());
    }
}
