package dev.simrun.cli;

import dev.simrun.language.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios that are each wrong in one place: an expectation turned into its opposite or given a value of another type,
 * a verb or a rule of a fake left out. What checks only that something is there, or says nothing, is left alone.
 */
final class Mutants {
    private static final Set<String> SAY_NOTHING = Set.of("note", "set", "pause", "clear_faults");

    /** Which make nothing but time for others. */
    private static final Set<String> TAKE_TIME = Set.of("sleep", "advance");

    private static final Set<String> NAMES_OF_FAILURE = Set.of("outcome", "error_type", "error_message");

    private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h)");

    private final JsonNode scenario;
    private final List<Mutant> found = new ArrayList<>();

    private Mutants(JsonNode scenario) {
        this.scenario = scenario;
    }

    /**
     * A scenario that is wrong.
     *
     * @param what was done to it and where, such as {@code steps[2].expect.payload.n: opposite}
     */
    record Mutant(String what, JsonNode scenario) {}

    static List<Mutant> of(JsonNode scenario) {
        var mutants = new Mutants(scenario);
        mutants.steps("steps");
        mutants.steps("finally");
        mutants.rules(scenario.path("runtime"), "/runtime");
        scenario.path("extensions")
                .properties()
                .forEach(one -> mutants.rules(
                        one.getValue(),
                        "/extensions/" + one.getKey().replace("~", "~0").replace("/", "~1")));
        return mutants.found;
    }

    /** The same with what must be anyway named beside what else is expected of a phase. */
    static JsonNode named(JsonNode scenario) {
        var named = scenario.deepCopy();
        for (var list : List.of("steps", "finally")) {
            for (var step : named.path(list)) {
                boolean phase = step.has("invoke") || step.has("init") || step.has("restore");
                var expected = step.path("expect");
                if (phase
                        && expected instanceof ObjectNode fields
                        && NAMES_OF_FAILURE.stream().noneMatch(fields::has)) {
                    fields.put("outcome", "success");
                }
            }
        }
        return named;
    }

    private void add(String pointer, String what, Consumer<JsonNode> change, String parent) {
        var copy = scenario.deepCopy();
        change.accept(copy.at(parent));
        found.add(new Mutant(pointer.substring(1).replace('/', '.') + ": " + what, copy));
    }

    private void steps(String list) {
        var steps = scenario.path(list);
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i), "/" + list, i);
        }
    }

    private void step(JsonNode step, String list, int index) {
        var place = list + "/" + index;
        if (step.isString()) {
            left(step.asString(), list, index);
            return;
        }
        var key = step.propertyNames().stream()
                .filter(name -> Catalogue.step(name).isPresent())
                .findFirst()
                .orElseThrow();
        left(key, list, index);
        reason(step.path(key), key, place);
        values(step.path("expect"), place + "/expect");
        if (isCheck(key)) {
            check(key, step.get(key), place);
        }
    }

    private static boolean isCheck(String key) {
        return key.startsWith("expect_") || key.startsWith("assert");
    }

    /** A verb is left out. */
    private void left(String key, String list, int index) {
        if (!isCheck(key) && !SAY_NOTHING.contains(key) && !TAKE_TIME.contains(key)) {
            add(list + "/" + index, "left out (" + key + ")", parent -> ((ArrayNode) parent).remove(index), list);
        }
    }

    /** A shutdown or a reset has another reason. */
    private void reason(JsonNode arguments, String key, String place) {
        var reason = arguments.isString() ? arguments : arguments.path("reason");
        if (!Set.of("shutdown", "reset").contains(key) || reason.asString("").contains("${")) {
            return;
        }
        var other = reason.asString("failure").equalsIgnoreCase("failure") ? "timeout" : "failure";
        if (arguments.isString()) {
            add(place + "/" + key, "another reason", parent -> ((ObjectNode) parent).put(key, other), place);
        } else if (arguments.isObject()) {
            var at = place + "/" + key;
            add(at, "another reason", parent -> ((ObjectNode) parent).put("reason", other), at);
        }
    }

    private void check(String key, JsonNode arguments, String place) {
        var at = place + "/" + key;
        switch (key) {
            case "assert_order" ->
                order(
                        arguments.isArray() ? arguments : arguments.path("events"),
                        arguments.isArray() ? at : at + "/events");
            case "assert_state" ->
                add(
                        at,
                        "another state",
                        parent -> ((ObjectNode) parent)
                                .put(key, "terminated".equals(arguments.asString()) ? "ready" : "terminated"),
                        place);
            case "expect_registration", "expect_quiet", "assert_acknowledged", "expect_exit" -> {
                if (arguments.isObject()) {
                    values(without(arguments, "extension", "for", "actor", "type", "since"), at);
                }
            }
            default -> {
                if (arguments.isObject()) {
                    event(key, arguments, at);
                }
            }
        }
    }

    /** Of events others could match the opposite: a value that none has, and none where there was one. */
    private void event(String key, JsonNode arguments, String at) {
        if (key.endsWith("_event") || key.endsWith("_log")) {
            boolean counted = arguments.has("count");
            if (key.startsWith("assert_") && !counted) {
                add(at, "none", parent -> ((ObjectNode) parent).put("count", 0), at);
            }
            boolean none = arguments.path("count").asString("").equals("0");
            for (var field : without(arguments, "count", "since", "type", "actor", "from")
                    .properties()) {
                if (!none) {
                    impossible(field.getKey(), field.getValue(), at);
                }
            }
            if (counted) {
                values(JsonNodeFactory.instance.objectNode().set("count", arguments.get("count")), at);
            }
            return;
        }
        values(without(arguments, "of"), at);
    }

    private void impossible(String field, JsonNode value, String at) {
        if (value.isString() && DURATION.matcher(value.asString()).matches()) {
            add(at + "/" + field, "another value", parent -> ((ObjectNode) parent).put(field, "98765h"), at);
        } else if (value.isNumber()) {
            add(at + "/" + field, "another value", parent -> ((ObjectNode) parent).put(field, 987_654_321), at);
        } else if (value.isString()) {
            add(at + "/" + field, "another value", parent -> ((ObjectNode) parent).put(field, "☠"), at);
        }
    }

    private void order(JsonNode events, String at) {
        for (int i = 0; i + 1 < events.size(); i++) {
            int first = i;
            add(
                    at + "/" + i,
                    "after the next one",
                    parent -> {
                        var list = (ArrayNode) parent;
                        list.insert(first + 1, list.remove(first));
                    },
                    at);
        }
    }

    private static ObjectNode without(JsonNode mapping, String... fields) {
        var left = (ObjectNode) mapping.deepCopy();
        List.of(fields).forEach(left::remove);
        return left;
    }

    /** Each expected value is turned into its opposite, and given another type. */
    private void values(JsonNode fields, String at) {
        for (var field : fields.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            var pointer = at + "/" + name;
            add(
                    pointer,
                    "opposite",
                    parent -> {
                        var opposite = JsonNodeFactory.instance.objectNode();
                        opposite.set("$not", value.deepCopy());
                        ((ObjectNode) parent).set(name, opposite);
                    },
                    at);
            if (value.isNumber() || value.isBoolean()) {
                add(pointer, "as a text", parent -> ((ObjectNode) parent).put(name, value.asString()), at);
            } else if (value.isString() && !value.asString().contains("${")) {
                add(pointer, "as a number", parent -> ((ObjectNode) parent).put(name, 987_654_321), at);
            }
        }
    }

    /** A rule of a fake is left out, or fits another time. */
    private void rules(JsonNode actor, String at) {
        var rules = actor.path("fake");
        for (int i = 0; i < rules.size(); i++) {
            int index = i;
            var place = at + "/fake/" + i;
            add(place, "left out", parent -> ((ArrayNode) parent).remove(index), at + "/fake");
            if (rules.get(i).has("nth")) {
                add(place + "/nth", "never", parent -> ((ObjectNode) parent).put("nth", 987_654_321), place);
            }
        }
    }
}
