package dev.simrun.cli;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Expected values that are each turned into their opposite, and given another type, at every depth. */
record ExpectedMutants(Changes changes) {
    static final int OTHER_NUMBER = 987_654_321;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Operators that hold, or don't, with what is in them. */
    private static final Set<String> SEEN_THROUGH =
            Set.of("$exact", "$contains", "$each", "$unordered", "$json", "$length", "$gt", "$gte", "$lt", "$lte");

    /** The fields of a mapping of expectations. */
    void fields(String place, String... butNot) {
        for (var field : changes.at(place).properties()) {
            if (!List.of(butNot).contains(field.getKey())) {
                value(Changes.below(place, field.getKey()));
            }
        }
    }

    /** What stands in one place. */
    void value(String place) {
        var value = changes.at(place);
        if (value.isObject() && !value.isEmpty() && !isOperators(value)) {
            fields(place);
        } else if (value.isArray() && !value.isEmpty()) {
            elements(place);
        } else {
            changes.value(place, "opposite", NODES.objectNode().set("$not", value.deepCopy()));
            operands(place);
            otherType(place);
        }
    }

    private void elements(String place) {
        for (int i = 0; i < changes.at(place).size(); i++) {
            value(place + "/" + i);
        }
    }

    /** What operators are given: its opposite is theirs, where it is no mapping. */
    private void operands(String place) {
        for (var operator : changes.at(place).properties()) {
            var below = Changes.below(place, operator.getKey());
            if (SEEN_THROUGH.contains(operator.getKey())) {
                if (operator.getValue().isContainer()) {
                    value(below);
                } else {
                    otherType(below);
                }
            }
        }
    }

    private void otherType(String place) {
        var value = changes.at(place);
        if (value.isNumber() || value.isBoolean()) {
            changes.value(place, "as a text", NODES.stringNode(value.asString()));
        } else if (value.isString()) {
            changes.value(place, "as a number", NODES.numberNode(OTHER_NUMBER));
        } else if (value.isNull()) {
            changes.value(place, "as a text", NODES.stringNode("null"));
        } else if (value.isArray()) {
            changes.value(place, "as a text", NODES.stringNode(value.toString()));
        }
    }

    private static boolean isOperators(JsonNode value) {
        return value.propertyNames().stream().allMatch(name -> name.startsWith("$"));
    }
}
