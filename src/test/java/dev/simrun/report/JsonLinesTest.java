package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.event.LeftOut;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class JsonLinesTest {
    private static final Source SOURCE = new Source("x.yaml", "name: x\n");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static CaseInfo info(Map<String, String> definitions, Optional<String> envFile) {
        return new CaseInfo(SOURCE, "x", "[slow]", List.of("smoke"), 3, Clock.VIRTUAL, definitions, envFile, 2);
    }

    private static JsonNode miss(JsonNode value) {
        var at = new Location(SOURCE, 1, 1, 4);
        var miss = new Miss(at, "payload", "1", "2", "", value, Optional.empty());
        var failure = new Failure(
                Verdict.FAILED,
                "invoke: payload was 2",
                at,
                0,
                1,
                false,
                List.of(miss),
                List.of("a note"),
                Evidence.NONE);
        return end(List.of(failure), OptionalLong.empty(), 1)
                .path("failures")
                .path(0)
                .path("mismatches")
                .path(0);
    }

    private static JsonNode end(List<Failure> failures, OptionalLong seed, int orders) {
        return JsonLines.end(
                new CaseResult(
                        info(Map.of(), Optional.empty()),
                        Verdict.FAILED,
                        Optional.of("why"),
                        Results.START,
                        Duration.ZERO,
                        List.of(),
                        failures,
                        List.of(),
                        List.of(),
                        LeftOut.NOTHING,
                        seed,
                        orders,
                        List.of()),
                7);
    }

    @Test
    void what_a_case_was_read_with_is_told() {
        assertThat(JsonLines.begin(info(Map.of("who", "moon"), Optional.of("test.env")), 7))
                .hasToString("{\"type\":\"case\",\"case\":7,\"file\":\"x.yaml\",\"name\":\"x\",\"row\":\"slow\","
                        + "\"tags\":[\"smoke\"],\"line\":3,\"clock\":\"virtual\",\"steps\":2,"
                        + "\"definitions\":{\"who\":\"moon\"},\"env_file\":\"test.env\"}");
        assertThat(JsonLines.begin(info(Map.of(), Optional.empty()), 7).toString())
                .doesNotContain("definitions", "env_file");
    }

    @Test
    void a_step_is_told_with_its_label() {
        var step = new StepResult(
                2,
                "invoke",
                Optional.of("the first"),
                4,
                true,
                Verdict.PASSED,
                Duration.ofMillis(1500),
                Duration.ofNanos(2_000_999),
                8);
        assertThat(JsonLines.step(step, 7))
                .hasToString("{\"type\":\"step\",\"case\":7,\"in\":\"finally\",\"number\":2,\"key\":\"invoke\","
                        + "\"label\":\"the first\",\"line\":4,\"verdict\":\"passed\",\"at\":1.500000,"
                        + "\"duration\":0.002000,\"first_seq\":9}");
    }

    @Test
    void what_a_case_came_to_has_its_reason_and_its_seed() {
        assertThat(end(List.of(), OptionalLong.of(5), 3))
                .hasToString("{\"type\":\"result\",\"case\":7,\"verdict\":\"failed\",\"reason\":\"why\","
                        + "\"failures\":[],\"referee\":[],\"seed\":5,\"orders_tried\":3}");
        assertThat(end(List.of(), OptionalLong.empty(), 1).has("orders_tried")).isFalse();
        assertThat(end(List.of(), OptionalLong.empty(), 1).has("seed")).isFalse();
    }

    @Test
    void a_failure_has_what_was_awaited_and_what_came_nearest() {
        var event = Results.event(3, 60, EventType.EXTENSION_NEXT, "audit", "{}");
        var evidence = new Evidence(
                Optional.of("audit"),
                List.of(new Evidence.Mark(3, "+5ms"), new Evidence.Mark(4, "")),
                Optional.of(new Evidence.Window(Duration.ofMillis(5), Duration.ofSeconds(5))),
                Optional.of(new Evidence.Nearest(event, List.of("reason", "event"))),
                Optional.of(Duration.ofMillis(55)),
                OptionalLong.of(7));
        var failure = new Failure(
                Verdict.FAILED,
                "expect_event: none",
                new Location(SOURCE, 1, 1, 4),
                1,
                1,
                false,
                List.of(),
                List.of("a note"),
                evidence);
        var told =
                end(List.of(failure), OptionalLong.empty(), 1).path("failures").path(0);
        assertThat(told.path("in").asString()).isEqualTo("steps");
        assertThat(told.path("step").asInt()).isEqualTo(1);
        assertThat(told.path("actor").asString()).isEqualTo("audit");
        assertThat(told.path("events")).hasToString("[{\"seq\":3,\"text\":\"+5ms\"},{\"seq\":4}]");
        assertThat(told.path("awaited")).hasToString("{\"from\":0.005000,\"to\":5.000000}");
        assertThat(told.path("nearest")).hasToString("{\"seq\":3,\"differs\":[\"reason\",\"event\"]}");
        assertThat(told.path("notes")).hasToString("[\"a note\"]");
    }

    @Test
    void a_value_is_told_if_there_is_one_and_it_is_short() {
        var nested = NODES.objectNode();
        nested.putArray("list").add(NODES.pojoNode(Duration.ofMillis(812))).add("text");
        assertThat(miss(nested).path("value")).hasToString("{\"list\":[0.812000,\"text\"]}");
        assertThat(miss(NODES.missingNode()).has("value")).isFalse();
        assertThat(miss(NODES.stringNode("a".repeat(4094))).has("value")).isTrue();
        assertThat(miss(NODES.stringNode("a".repeat(4095))).has("value")).isFalse();
    }
}
