package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.simrun.Golden;
import dev.simrun.referee.ProtocolRule;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Function;
import dev.simrun.scenario.Limits;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.Waiver;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ScenarioReaderTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenario");

    static List<String> refused() throws IOException {
        return files().stream().filter(name -> !name.startsWith("good-")).toList();
    }

    static List<String> good() throws IOException {
        return files().stream().filter(name -> name.startsWith("good-")).toList();
    }

    private static List<String> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void every_mistake_of_a_refused_file_is_told_with_its_place(String name) throws IOException {
        var problems = problems(FOLDER.resolve(name), name);
        var rendered = problems.stream().map(Problem::render).collect(Collectors.joining("\n\n"));
        assertThat(rendered).doesNotContain("(default)", FOLDER.toAbsolutePath().toString());
        assertThat(problems.stream().map(Problem::headline)).doesNotHaveDuplicates();
        Golden.check(FOLDER.resolve(name.replace(".yaml", ".out")), rendered + "\n");
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_good_file_is_read_without_a_problem(String name) {
        var file = read(FOLDER.resolve(name), name);
        assertThat(file.name()).isEqualTo(name.replace(".yaml", "").replace('-', ' '));
        assertThat(file.cases())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.steps()).isNotEmpty());
    }

    @Test
    void what_a_file_does_not_say_is_as_lambda_has_it() {
        var file = good("good-defaults");
        assertThat(file.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(file.tags()).isEmpty();
        assertThat(file.skip()).isEmpty();
        var only = file.cases().getFirst();
        assertThat(only.label()).isEmpty();
        assertThat(only.runtime().program()).isEqualTo(new Program.Fake(List.of()));
        assertThat(only.extensions()).isEmpty();
        assertThat(only.function())
                .isEqualTo(new Function(
                        "my-function",
                        "$LATEST",
                        Optional.empty(),
                        128L << 20,
                        Duration.ofSeconds(3),
                        "index.handler",
                        "us-east-1",
                        "123456789012",
                        "arn:aws:lambda:us-east-1:123456789012:function:my-function",
                        Map.of(),
                        Function.LogFormat.TEXT,
                        Function.InitializationType.ON_DEMAND,
                        false));
        assertThat(only.limits())
                .isEqualTo(new Limits(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10),
                        6_291_556));
        var invoke = (Step.Invoke) only.steps().getFirst();
        assertThat(invoke.payload().known()).contains(JsonNodeFactory.instance.objectNode());
        assertThat(invoke.common().limit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(invoke.common().waits()).isTrue();
    }

    @Test
    void a_silenced_rule_has_its_reason() {
        var silenced = good("good-referee").silenced();
        assertThat(silenced.keySet()).containsExactlyInAnyOrder(ProtocolRule.UNKNOWN_ROUTE, ProtocolRule.WRONG_METHOD);
        assertThat(silenced.values()).extracting(Waiver::reason).contains("this is the point");
    }

    @Test
    void each_row_of_cases_is_a_case_with_its_values_put_in() {
        var cases = good("good-cases").cases();
        assertThat(cases).extracting(Case::label).containsExactly("[reports]", "[just_dies]");
        assertThat(cases).extracting(each -> each.at().line()).containsExactly(6, 7);
        assertThat(onlyRule(cases.getFirst()).action()).contains(new Action.ExitError("Extension.DiskFull", ""));
        var dies = onlyRule(cases.getLast());
        assertThat(dies.action()).contains(new Action.Crash("SIGKILL"));
        assertThat(dies.when()).isEqualTo(When.INVOKE);
        assertThat(dies.nth()).isEqualTo(OptionalInt.empty());
        assertThat(dies.at().line()).isEqualTo(7);
        var expected = cases.getLast().steps().get(1).common().expect().orElseThrow();
        assertThat(expected.node().toJson().toString())
                .isEqualTo("{\"outcome\":\"crash\",\"error_type\":\"Extension.Crash\"}");
        var exit = (Step.Exit) cases.getLast().steps().get(2);
        assertThat(exit.common().limit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(exit.actor().known()).contains("broken");
    }

    private static Rule onlyRule(Case each) {
        var program = (Program.Fake) each.extension("broken").orElseThrow().program();
        assertThat(program.rules()).hasSize(1);
        return program.rules().getFirst();
    }

    @Test
    void an_extension_subscribes_to_both_events_unless_told_otherwise() {
        var only = good("good-shutdown").cases().getFirst();
        var audit = only.extension("audit").orElseThrow();
        assertThat(audit.events()).containsExactly("INVOKE", "SHUTDOWN");
        assertThat(audit.kind()).isEqualTo(Actor.Kind.EXTERNAL);
        assertThat(((Step.Shutdown) only.steps().get(2)).reason().known()).contains("spindown");
        var acknowledged = (Step.Acknowledged) only.steps().get(3);
        assertThat(acknowledged.extensions().orElseThrow().known()).contains(List.of("audit"));
    }

    @Test
    void finally_may_use_names_that_the_steps_bind() {
        var only = good("good-finally").cases().getFirst();
        var check = (Step.Assert) only.finallySteps().getFirst();
        assertThat(check.checks().checks().getFirst().path()).isEqualTo("call.outcome");
        assertThat(check.common().condition()).isPresent();
    }

    @Test
    void the_value_of_a_bound_name_is_put_in_when_the_step_runs() {
        var steps = good("good-late-name").cases().getFirst().steps();
        var second = (Step.Invoke) steps.get(1);
        assertThat(second.payload().known()).isEmpty();
        var result = JsonNodeFactory.instance.objectNode().put("request_id", "id-1");
        var scope = new Scope(Map.of("first", result));
        assertThat(second.payload().in(scope).toString()).isEqualTo("{\"n\":21,\"seen\":\"id-1\"}");
    }

    @Test
    void a_variable_keeps_its_type() {
        var only = good("good-variable-keeps-its-type").cases().getFirst();
        assertThat(only.function().timeout()).isEqualTo(Duration.ofMillis(400));
        var invoke = (Step.Invoke) only.steps().getFirst();
        assertThat(invoke.payload().known().orElseThrow().toString()).isEqualTo("{\"n\":1}");
    }

    @Test
    void a_definition_wins_over_the_files_variable_also_within_other_variables(@TempDir Path dir) throws IOException {
        var text = """
            name: n
            vars: {limit: 1s, twice: '${vars.limit}', n: 1}
            timeout: '${vars.limit}'
            function: {timeout: '${vars.twice}', env: {N: '${vars.n}', H: '${env.PLACE}'}}
            steps:
              - invoke: '${vars.n}'
            """;
        var given = Map.of("limit", "7s", "n", "2");
        var read = ScenarioReader.read(scenario(dir, text), "a.yaml", given, Map.of("PLACE", "here"));
        assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(7));
        var only = read.cases().getFirst();
        assertThat(only.function().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(only.function().env()).isEqualTo(Map.of("N", "2", "H", "here"));
        var invoke = (Step.Invoke) only.steps().getFirst();
        assertThat(invoke.payload().known()).contains(IntNode.valueOf(2));
    }

    @Test
    void a_payload_file_lies_beside_the_scenario_whatever_its_shown_name(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("event.json"), "{ \"n\": 1 }");
        var text = "name: n\nsteps:\n  - invoke: {payload: {$file: event.json}}\n";
        var invoke = (Step.Invoke) read(scenario(dir, text), "elsewhere/a.yaml")
                .cases()
                .getFirst()
                .steps()
                .getFirst();
        assertThat(invoke.payload().known().orElseThrow()).hasToString("{\"n\":1}");
    }

    @Test
    void a_row_of_cases_can_not_use_the_values_of_another(@TempDir Path dir) throws IOException {
        var text = """
            name: n
            cases:
              one: {a: 1}
              two: {b: '${case.a}'}
            steps:
              - {note: hi, if: {case.a: 1, case.b: 1}}
            """;
        assertThat(problems(scenario(dir, text), "a.yaml"))
                .extracting(Problem::headline)
                .containsExactly("a.yaml:4:12: undefined name \"${case.a}\"");
    }

    @Test
    void real_programs_run_in_the_folder_of_the_file(@TempDir Path dir) throws IOException {
        var text = """
            name: n
            runtime: {command: [./run, 1], cwd: app/., env: {A: 1, B: true}, inherit: [C]}
            steps:
              - invoke
            """;
        var read = ScenarioReader.read(scenario(dir, text), "a.yaml", Map.of(), Map.of("C", "3", "D", "4"));
        var only = read.cases().getFirst();
        var env = Map.of("A", "1", "B", "true");
        var real = new Program.Real(List.of("./run", "1"), env, dir.resolve("app"), Map.of("C", "3"));
        assertThat(only.runtime().program()).isEqualTo(real);
    }

    @Test
    void events_are_matched_by_all_fields_beside_count_and_since(@TempDir Path dir) throws IOException {
        var text = """
            name: n
            steps:
              - {invoke: {}, as: call}
              - assert_event: {type: log, actor: runtime, count: {$gte: 2}, since: call}
            """;
        var steps = read(scenario(dir, text), "a.yaml").cases().getFirst().steps();
        var check = (Step.EventCheck) steps.getLast();
        assertThat(check.awaits()).isFalse();
        assertThat(check.since()).isEqualTo(Optional.of("call"));
        assertThat(check.event().node().toJson().toString()).isEqualTo("{\"type\":\"log\",\"actor\":\"runtime\"}");
        assertThat(check.count().orElseThrow().node().toJson().toString()).isEqualTo("{\"$gte\":2}");
    }

    private static Path scenario(Path dir, String text) throws IOException {
        return Files.writeString(dir.resolve("a.yaml"), text);
    }

    private static ScenarioFile good(String name) {
        return read(FOLDER.resolve(name + ".yaml"), name + ".yaml");
    }

    private static ScenarioFile read(Path path, String shownName) {
        return ScenarioReader.read(path, shownName, Map.of(), Map.of());
    }

    private static List<Problem> problems(Path path, String shownName) {
        var refused = catchThrowableOfType(ScenarioException.class, () -> read(path, shownName));
        assertThat(refused).as("the file is read").isNotNull();
        return refused.problems();
    }
}
