package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Scope;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ScenarioFile read(String text) throws IOException {
        return ScenarioReader.read(write("x.yaml", text), "shown/x.yaml", Map.of(), Map.of());
    }

    private List<String> problems(String text) {
        var refused = catchThrowableOfType(ScenarioException.class, () -> read(text));
        return refused.problems().stream().map(Problem::headline).toList();
    }

    /** What stands at a path in each case. */
    private static List<String> values(ScenarioFile file, String path) {
        return file.cases().stream()
                .map(one -> new Scope(one.roots()).find(path).orElseThrow().toString())
                .toList();
    }

    @Test
    void rows_of_several_axes_are_combined_as_by_nested_loops() throws IOException {
        var file = read("""
            name: x
            cases:
              - slow: {wait: 2s}
                fast: {wait: 1ms}
              - wrong_method: {method: PUT}
                no_method: {method: ''}
              - last: {path: [2]}
            steps:
              - note: '${case.wait}'
            finally:
              - {note: '${case.method}', if: {case.path: /}}
            """);
        assertThat(file.cases())
                .extracting(Case::label)
                .containsExactly(
                        "[slow, wrong_method, last]",
                        "[slow, no_method, last]",
                        "[fast, wrong_method, last]",
                        "[fast, no_method, last]");
        assertThat(values(file, "case"))
                .startsWith("{\"wait\":\"2s\",\"method\":\"PUT\",\"path\":[2],\"name\":\"slow, wrong_method, last\"}");
        assertThat(file.cases().get(1).rows()).extracting(at -> at.line()).containsExactly(3, 6, 7);
    }

    @Test
    void a_row_is_called_by_its_name() throws IOException {
        var file = read("name: x\ncases: {one: {}, 2: {}}\nsteps:\n  - note: 'is ${case.name}'\n");
        assertThat(values(file, "case")).containsExactly("{\"name\":\"one\"}", "{\"name\":\"2\"}");
    }

    @Test
    void cells_without_quotes_are_what_they_are_in_yaml() throws IOException {
        write("rows.csv", """
            \uFEFFwhat,value
            number, 1.50\s
            hexadecimal,0x1F
            text in quotes,"1"
            text in single quotes,'it''s 1'
            not quite,'it's 1'
            nothing,
            nothing in quotes,""
            truth,true
            null,null
            words,1 and: [more] # of it
            "quotes, commas","say ""x"", or
            not"

            last,${vars.v}\
            """);
        var file = read("""
            name: x
            vars: {v: {k: 1}}
            cases: {$file: rows.csv}
            steps:
              - invoke: {payload: '${case.value}'}
            """);
        assertThat(values(file, "case.value"))
                .containsExactly(
                        "1.50",
                        "31",
                        "\"1\"",
                        "\"it's 1\"",
                        "\"'it's 1'\"",
                        "null",
                        "\"\"",
                        "true",
                        "null",
                        "\"1 and: [more] # of it\"",
                        "\"say \\\"x\\\", or\\nnot\"",
                        "{\"k\":1}");
        assertThat(file.cases()).extracting(Case::label).contains("[quotes, commas]");
        assertThat(file.cases()).allMatch(one -> one.at().toString().equals("shown/x.yaml:3:16"));
    }

    @Test
    void line_ends_of_all_systems_end_rows() throws IOException {
        for (var end : List.of("\n", "\r\n", "\r")) {
            write("rows.csv", String.join(end, "what,n", "one,\"a" + end + "b\"", "two,\"x", ""));
            assertThat(problems("name: x\ncases: {$file: rows.csv}\nsteps:\n  - note: '${case.n}'\n"))
                    .containsExactly("shown/rows.csv:4:5: this quote is never closed");
        }
    }

    @Test
    void a_problem_within_a_row_stands_in_its_file() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        write("data/rows.yml", "one:\n  step: {invok: {}}\n");
        assertThat(problems("name: x\ncases: {$file: ./data/rows.yml}\nsteps:\n  - '${case.step}'\n"))
                .containsExactly("shown/data/rows.yml:2:10: unknown step \"invok\"");
        write("data/rows.yml", "- a list\n");
        assertThat(problems("name: x\ncases: {$file: data/rows.yml}\nsteps:\n  - '${case.step}'\n"))
                .containsExactly("shown/data/rows.yml:1:1: a list is not a mapping, as cases is");
    }

    @Test
    void a_variable_that_only_rows_of_a_file_use_is_used() throws IOException {
        write("rows.json", "{\"one\": {\"n\": \"${vars.n}\"}}");
        var path = write("x.yaml", "name: x\ncases: {$file: rows.json}\nsteps:\n  - invoke: {payload: '${case.n}'}\n");
        var file = ScenarioReader.read(path, "x.yaml", Map.of("n", "7", "other", "8"), Map.of());
        assertThat(file.variables()).containsExactly("n");
        assertThat(file.definitions()).containsExactly(Map.entry("n", "7"));
        assertThat(values(file, "case.n")).containsExactly("7");
    }

    @Test
    void the_path_of_a_file_of_rows_may_have_names_in_it() throws IOException {
        write("rows.csv", "what,n\none,1\n");
        var file = read("""
            name: x
            vars: {f: rows}
            cases:
              - {$file: '${vars.f}.csv'}
            steps:
              - note: '${case.n}'
            """);
        assertThat(file.cases()).hasSize(1);
    }

    @Test
    void all_of_a_row_can_be_read_at_once() throws IOException {
        assertThat(read("name: x\ncases: {a: {b: 1}}\nsteps:\n  - assert: {case: {b: 1}}\n")
                        .cases())
                .hasSize(1);
    }

    @Test
    void what_steps_to_come_may_read_is_not_told() {
        var text = "name: x\nvars: {v: 1}\ncases: {a: {b: 1}}\n";
        var file = ScenarioReader.readTyped(Path.of("x.yaml"), new Source("x.yaml", text), Map.of());
        assertThat(file.cases()).hasSize(1);
    }
}
