package dev.simrun.cli;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps that wait or check, each of which is told something that did not happen. */
record CheckMutants(Changes changes) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h)");

    /** What says which event is meant, not how it is. */
    private static final Set<String> WHICH = Set.of("count", "since", "type", "actor", "from");

    static boolean isCheck(String key) {
        return key.startsWith("expect_") || key.startsWith("assert");
    }

    /**
     * One step.
     *
     * @param step where it stands
     */
    void of(String step, String key) {
        var at = step + "/" + key;
        switch (key) {
            case "assert_order" -> order(changes.at(at).isArray() ? at : at + "/events");
            case "assert_state" ->
                changes.value(
                        at,
                        "another state",
                        NODES.stringNode(changes.at(at).asString().equals("terminated") ? "ready" : "terminated"));
            case "assert_extensions" -> main(at, "count", NODES.numberNode(ExpectedMutants.OTHER_NUMBER));
            case "expect_registration" -> main(at, "kind", NODES.stringNode("internal"));
            case "expect_exit" -> main(at, "code", NODES.numberNode(99));
            case "assert_acknowledged" -> main(at, "after", NODES.stringNode("98765h"));
            case "expect_quiet" -> loud(step, at);
            case "expect_event", "assert_event", "expect_log", "assert_log" -> event(key, at);
            default -> new ExpectedMutants(changes).fields(at, "of");
        }
    }

    /** A step whose main argument is all it says gets something that is not so. */
    private void main(String at, String field, JsonNode wrong) {
        var arguments = changes.at(at);
        if (arguments.isObject()) {
            new ExpectedMutants(changes).fields(at, "extension", "actor", "since");
        }
        var name = field.equals("code") ? "actor" : "extension";
        var told = arguments instanceof ObjectNode mapping
                ? mapping.deepCopy()
                : NODES.objectNode().set(name, arguments);
        if (field.equals("count")) {
            told.remove(name);
        }
        if (!told.has(field)) {
            changes.put(at, "another " + field, told.set(field, wrong));
        }
    }

    /** What must not happen from here on has to. */
    private void loud(String step, String at) {
        var place = JsonPointer.compile(step);
        var list = place.head().toString();
        int index = place.last().getMatchingIndex();
        var happens = (ObjectNode) changes.at(at).deepCopy();
        var within = happens.remove("for");
        var steps = (ArrayNode) changes.at(list).deepCopy();
        steps.set(index, NODES.objectNode().set("expect_event", happens.put("since", "here")));
        ((ObjectNode) steps.get(index)).set("within", within);
        steps.insert(index, NODES.objectNode().put("note", "it begins").put("as", "here"));
        changes.put(list, index + " (expect_quiet) opposite", steps);
    }

    /** Of events others could match the opposite: a value that none has, none where there was one, and more of them. */
    private void event(String key, String at) {
        var arguments = changes.at(at);
        boolean counted = arguments.has("count");
        if (counted) {
            new ExpectedMutants(changes)
                    .fields(
                            at,
                            arguments.propertyNames().stream()
                                    .filter(name -> !name.equals("count"))
                                    .toArray(String[]::new));
        } else if (key.startsWith("assert_")) {
            changes.put(at + "/count", "none", NODES.numberNode(0));
        } else {
            changes.put(at + "/count", "too many", NODES.numberNode(ExpectedMutants.OTHER_NUMBER));
        }
        if (!arguments.path("count").asString("").equals("0")) {
            arguments.propertyNames().stream()
                    .filter(name -> !WHICH.contains(name))
                    .forEach(name -> impossible(Changes.below(at, name)));
        }
    }

    private void impossible(String place) {
        var value = changes.at(place);
        if (value.isObject()) {
            value.propertyNames().forEach(name -> impossible(Changes.below(place, name)));
        } else if (value.isString()) {
            boolean duration = DURATION.matcher(value.asString()).matches();
            changes.value(place, "another value", NODES.stringNode(duration ? "98765h" : "☠"));
            changes.value(place, "as a number", NODES.numberNode(ExpectedMutants.OTHER_NUMBER));
        } else if (value.isNumber()) {
            changes.value(place, "another value", NODES.numberNode(ExpectedMutants.OTHER_NUMBER));
            changes.value(place, "as a text", NODES.stringNode(value.asString()));
        } else if (value.isBoolean()) {
            changes.value(place, "another value", NODES.booleanNode(!value.asBoolean()));
        }
    }

    /** Each event after the next one, and each with another field. */
    private void order(String at) {
        var events = changes.at(at);
        for (int i = 0; i < events.size(); i++) {
            if (i + 1 < events.size()) {
                var list = (ArrayNode) events.deepCopy();
                list.insert(i + 1, list.remove(i));
                changes.put(at, i + " after the next one", list);
            }
            var place = at + "/" + i;
            List.copyOf(events.get(i).propertyNames()).stream()
                    .filter(name -> !name.equals("type"))
                    .forEach(name -> impossible(Changes.below(place, name)));
        }
    }
}
