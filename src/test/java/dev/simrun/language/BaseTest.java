package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void base() throws IOException {
        Files.writeString(folder.resolve("simrun.yaml"), "");
        write("shared/_base.yaml", """
            requires: [sh]
            vars: {greeting: hello, unread: 1}
            function: {timeout: 7s, memory: 256MiB, env: {A: 1}}
            limits: {init: 5s, shutdown: 1s}
            runtime: {command: [./run, '${vars.greeting}'], cwd: bin}
            extensions:
              one: {events: [INVOKE]}
              two: {fake: [{when: invoke, print: '${vars.greeting}'}]}
            """);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ScenarioFile read(String text, Map<String, String> definitions) throws IOException {
        write("mine/a.yaml", text);
        return ScenarioReader.read(folder.resolve("mine/a.yaml"), "mine/a.yaml", definitions, Map.of());
    }

    private ScenarioFile read(String text) throws IOException {
        return read(text, Map.of());
    }

    private List<String> problems(String text) {
        var found = new java.util.ArrayList<String>();
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> read(text))
                .satisfies(it -> it.problems().forEach(one -> found.add(one.at() + ": " + one.message())));
        return found;
    }

    private static final String LAID = "name: n\nbase: ../shared/_base.yaml\n";

    @Test
    void what_a_scenario_does_not_say_is_its_bases_with_paths_of_the_bases_folder() throws IOException {
        var file = read(LAID + "steps: [invoke]\n");
        var only = file.cases().getFirst();
        assertThat(file.requires()).hasSize(1);
        assertThat(only.function().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(only.limits().init()).isEqualTo(Duration.ofSeconds(5));
        assertThat(only.extensions()).extracting(Actor::key).containsExactly("one", "two");
        var runtime = (Program.Real) only.runtime().program();
        assertThat(runtime.argv()).containsExactly("./run", "hello");
        assertThat(runtime.cwd()).isEqualTo(folder.resolve("shared/bin"));
    }

    @Test
    void an_entry_that_both_have_is_the_scenarios_whole_and_lists_are_joined() throws IOException {
        var file = read(LAID + """
            requires: [ls]
            vars: {greeting: hi}
            function: {timeout: 2s, env: {B: 2}}
            limits: {shutdown: 3s}
            extensions: {two: {events: [SHUTDOWN]}, three: {}}
            steps: [invoke]
            """);
        var only = file.cases().getFirst();
        assertThat(file.requires()).hasSize(2);
        assertThat(only.function().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(only.function().memoryBytes()).isEqualTo(256L << 20);
        assertThat(only.function().env()).containsExactly(Map.entry("B", "2"));
        assertThat(only.limits().init()).isEqualTo(Duration.ofSeconds(5));
        assertThat(only.limits().shutdown()).isEqualTo(Duration.ofSeconds(3));
        assertThat(only.extensions()).extracting(Actor::key).containsExactly("one", "two", "three");
        assertThat(only.extensions().get(1).events()).containsExactly("SHUTDOWN");
        assertThat(((Program.Real) only.runtime().program()).argv()).containsExactly("./run", "hi");
    }

    @Test
    void a_runtime_is_the_scenarios_whole_with_paths_of_its_own_folder() throws IOException {
        var only = read(LAID + "runtime: {command: [./own]}\nsteps: [invoke]\n")
                .cases()
                .getFirst();
        var runtime = (Program.Real) only.runtime().program();
        assertThat(runtime.argv()).containsExactly("./own");
        assertThat(runtime.cwd()).isEqualTo(folder.resolve("mine"));
    }

    @Test
    void a_definition_sets_a_variable_of_the_base() throws IOException {
        var file = read(LAID + "steps: [invoke]\n", Map.of("greeting", "bye", "other", "1"));
        assertThat(((Program.Real) file.cases().getFirst().runtime().program()).argv())
                .containsExactly("./run", "bye");
        assertThat(file.definitions()).containsExactly(Map.entry("greeting", "bye"));
    }

    @Test
    void what_the_base_alone_reads_is_read_and_what_nothing_reads_is_the_scenarios_to_mend() {
        assertThat(problems(LAID + "vars: {greeting: hi, mine: 1}\nsteps: [invoke]\n"))
                .containsExactly("mine/a.yaml:3:22: nothing reads ${vars.mine}");
    }

    @Test
    void a_mistake_in_a_base_stands_at_its_own_line() throws IOException {
        write("shared/_base.yaml", "function: {timout: 7s}\nextensions: {one: {events: [INVOK]}}\nsteps: []\n");
        assertThat(problems(LAID + "steps: [invoke]\n"))
                .containsExactlyInAnyOrder(
                        "shared/_base.yaml:1:12: unknown key \"timout\" in function",
                        "shared/_base.yaml:2:29: \"INVOK\" is not an event: INVOKE or SHUTDOWN",
                        "shared/_base.yaml:3:1: unknown key \"steps\" in a base");
    }

    @Test
    void a_base_has_no_base_and_must_be_there() throws IOException {
        write("shared/_chain.yaml", "base: _base.yaml\n");
        assertThat(problems("name: n\nbase: ../shared/_chain.yaml\nsteps: [invoke]\n"))
                .containsExactly("shared/_chain.yaml:1:1: a base has no base of its own");
        assertThat(problems("name: n\nbase: _none.yaml\nsteps: [invoke]\n"))
                .containsExactly("mine/a.yaml:2:7: there is no file \"_none.yaml\"");
        assertThat(problems("name: n\nbase: '${vars.x}'\nvars: {x: y}\nsteps: [{note: '${vars.x}'}]\n"))
                .containsExactly("mine/a.yaml:2:7: the path of a base can't hold a name");
    }

    @Test
    void a_file_that_a_base_names_lies_beside_it() throws IOException {
        write("shared/reply.json", "{\"ok\": true}");
        write("shared/_base.yaml", "runtime: {fake: [{when: invoke, reply: {$file: reply.json}}]}\n");
        var only = read(LAID + "steps: [invoke]\n").cases().getFirst();
        assertThat(((Program.Fake) only.runtime().program()).rules()).hasSize(1);
    }

    @Test
    void a_base_is_no_scenario() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() ->
                        ScenarioReader.read(folder.resolve("shared/_base.yaml"), "_base.yaml", Map.of(), Map.of()))
                .withMessageContaining("this is a base, and no scenario");
    }
}
