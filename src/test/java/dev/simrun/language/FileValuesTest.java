package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Step;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileValuesTest {
    @TempDir
    private Path folder;

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private List<Step> steps(String text) throws IOException {
        file("a.yaml", "name: n\n" + text);
        return ScenarioReader.read(folder.resolve("a.yaml"), "a.yaml", Map.of(), Map.of())
                .cases()
                .getFirst()
                .steps();
    }

    private String payload(String text) throws IOException {
        return ((Step.Invoke) steps(text).getFirst())
                .payload()
                .known()
                .orElseThrow()
                .toString();
    }

    private List<String> problems(String text) {
        var found = new java.util.ArrayList<String>();
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> steps(text))
                .satisfies(
                        it -> it.problems().stream().map(FileValuesTest::told).forEach(found::add));
        return found;
    }

    private static String told(Problem problem) {
        return problem.at() + ": " + problem.message();
    }

    @Test
    void json_and_yaml_are_values_at_any_depth_and_other_files_are_texts() throws IOException {
        file("one.json", "{\"a\": [1.50, null], \"$gt\": \"${no.name}\"}");
        file("data/two.yml", "b: [yes, 1]\n");
        file("three.txt", "plain: ${text}\n");
        assertThat(payload("steps: [{invoke: {payload: {x: [{$file: one.json}, {$file: data/two.yml}],"
                        + " y: {$file: three.txt}}}}]\n"))
                .isEqualTo("{\"x\":[{\"a\":[1.50,null],\"$gt\":\"${no.name}\"},{\"b\":[\"yes\",1]}],"
                        + "\"y\":\"plain: ${text}\\n\"}");
    }

    @Test
    void variables_rows_and_rules_can_name_files_and_paths_can_hold_variables() throws IOException {
        file("one.json", "{\"a\": 1}");
        var text = """
            vars: {name: one, body: {$file: '${vars.name}.json'}}
            cases: {row: {rule: {when: invoke, reply: {$file: one.json}}}}
            runtime: {fake: ['${case.rule}']}
            steps: [{invoke: {payload: {x: '${vars.body}'}}}]
            """;
        assertThat(payload(text)).isEqualTo("{\"x\":{\"a\":1}}");
        var read = ScenarioReader.read(folder.resolve("a.yaml"), "a.yaml", Map.of(), Map.of());
        var runtime = (Program.Fake) read.cases().getFirst().runtime().program();
        var reply = (Action.Reply) runtime.rules().getFirst().action().orElseThrow();
        assertThat(reply.value()).hasToString("{\"a\":1}");
    }

    @Test
    void bytes_that_are_no_text_are_a_whole_payload_and_no_part_of_one() throws IOException {
        Files.write(folder.resolve("b.bin"), new byte[] {(byte) 0xFF, 0, 1});
        var invoke = (Step.Invoke)
                steps("steps: [{invoke: {payload: {$file: b.bin}}}]\n").getFirst();
        assertThat(invoke.payload().known().orElseThrow().binaryValue()).containsExactly(0xFF, 0, 1);
        assertThat(problems("steps: [{invoke: {payload: {x: {$file: b.bin}}}}]\n"))
                .containsExactly("a.yaml:2:32: bytes that are no text can be a whole payload, reply or body, but no"
                        + " part of one");
    }

    @Test
    void a_file_without_a_byte_is_a_payload_without_one_and_an_empty_text_in_another_value() throws IOException {
        file("empty.bin", "");
        var invoke = (Step.Invoke)
                steps("steps: [{invoke: {payload: {$file: empty.bin}}}]\n").getFirst();
        assertThat(invoke.payload().known().orElseThrow().binaryValue()).isEmpty();
        assertThat(payload("steps: [{invoke: {payload: {x: {$file: empty.bin}}}}]\n"))
                .isEqualTo("{\"x\":\"\"}");
    }

    @Test
    void a_mistake_in_a_file_is_told_at_its_place_there() throws IOException {
        file("bad.json", "{\"a\": 1,\n \"b\": }");
        file("twice.json", "{\"a\": 1, \"a\": 2}");
        file("bad.yaml", "a: 1\na: 2\n");
        file("sub/x", "");
        assertThat(problems("steps:\n  - invoke: {payload: [{$file: bad.json}, {$file: twice.json}, {$file: bad.yaml},"
                        + " {$file: sub}, {$file: none.json}, {$file: a.yaml, n: 1}]}\n"))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).startsWith("bad.json:2:7: not JSON: "),
                        it -> assertThat(it).startsWith("twice.json:1:").contains("not JSON: Duplicate"),
                        it -> assertThat(it).startsWith("bad.yaml:2:1: "),
                        it -> assertThat(it).isEqualTo("a.yaml:3:91: \"sub\" is no file"),
                        it -> assertThat(it).isEqualTo("a.yaml:3:105: there is no file \"none.json\""),
                        it -> assertThat(it)
                                .isEqualTo("a.yaml:3:133: \"n\" beside $file: the file is the whole value"));
    }

    @Test
    void a_file_that_is_used_too_often_is_one_problem() throws IOException {
        file("large.json", "[" + "1,".repeat(9_999) + "1]");
        assertThat(problems("steps:\n" + "  - note: {$file: large.json}\n".repeat(101)))
                .singleElement()
                .asString()
                .contains("comes to more than 1,000,000 values");
    }
}
