package dev.simrun.language;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.scenario.Step;
import dev.simrun.sim.Phase;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {
    /** What the examples name. */
    private static final String SCENARIO = """
        name: the examples of all steps
        clock: virtual
        extensions: {audit: {}}
        steps:
        - set: {first: {}}
        - {invoke: {}, as: call, wait: false, if: {first: {a: 1}}}
        """;

    @Test
    void every_kind_of_step_has_a_spec_whose_example_makes_it() {
        var examples = Catalogue.STEPS.stream().map(StepSpec::example).collect(joining("\n"));
        var source = new Source("examples.yaml", SCENARIO + examples + "\n");
        var file = ScenarioReader.read(Path.of("examples.yaml"), source, Map.of(), Map.of());
        var steps = file.cases().getFirst().steps();
        var made = steps.stream().map(step -> step.getClass().getSimpleName()).distinct();
        var all = Arrays.stream(Step.class.getPermittedSubclasses()).map(Class::getSimpleName);
        // Raw bytes need a socket, which virtual time has not
        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        all.filter(it -> !it.equals("RawHttp")).toList());
    }

    @Test
    void the_states_of_assert_state_are_those_of_the_simulator() {
        var state = Catalogue.step("assert_state").orElseThrow().arguments().getFirst();
        var phases = Arrays.stream(Phase.values()).map(Phase::wireName);
        var states = Stream.concat(phases, Stream.of("frozen")).distinct().toList();
        assertThat(state.kind().words().keySet()).containsExactlyInAnyOrderElementsOf(states);
    }
}
