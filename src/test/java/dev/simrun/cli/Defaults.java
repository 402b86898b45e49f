package dev.simrun.cli;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a verb must come to although nobody says so: to say it beside what else is expected changes nothing. */
final class Defaults {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> PHASES = Set.of("invoke", "init", "restore");
    private static final List<String> NAMES_OF_FAILURE = List.of("error_type", "error_message");

    private Defaults() {}

    /** A scenario with each default named that stands beside an {@code expect}. */
    static JsonNode named(JsonNode scenario) {
        var named = scenario.deepCopy();
        for (var list : List.of("steps", "finally")) {
            named.path(list).forEach(Defaults::name);
        }
        return named;
    }

    private static void name(JsonNode step) {
        if (!(step.path("expect") instanceof ObjectNode expected)) {
            return;
        }
        if (step.has("invoke") && stand(step, "invoke", "phase")) {
            expected.put("phase", "done");
        }
        for (var phase : PHASES) {
            if (step.has(phase) && stand(step, phase, "outcome")) {
                expected.put("outcome", "success");
            }
        }
        if (step.has("http") && !expected.has("closed")) {
            expected.put("closed", false);
        }
    }

    /** Whether the default of a field stands. */
    static boolean stand(JsonNode step, String key, String field) {
        var expected = step.path("expect");
        if (!PHASES.contains(key) || expected.isString()) {
            return false;
        }
        var outcome = expected.path("outcome");
        boolean fails = NAMES_OF_FAILURE.stream().anyMatch(expected::has);
        return switch (field) {
            case "outcome" -> outcome.isMissingNode() && !fails;
            case "phase" ->
                !fails
                        && !expected.has("phase")
                        && !expected.has("phase_error_type")
                        && (outcome.isMissingNode() || outcome.asString("").equals("success"));
            default -> throw new IllegalArgumentException(field);
        };
    }

    /** A step that expects something more. */
    static ObjectNode with(JsonNode step, String key, String field, JsonNode value) {
        var changed = step instanceof ObjectNode mapping
                ? mapping.deepCopy()
                : NODES.objectNode().set(key, NODES.objectNode());
        changed.withObject("/expect").set(field, value);
        return changed;
    }
}
