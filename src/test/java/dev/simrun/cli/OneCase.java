package dev.simrun.cli;

import dev.simrun.scenario.Case;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A scenario with the values of one of its cases in place of <code>${case.…}</code>, and without the others.
 *
 * @param label such as {@code [just_dies]}
 */
record OneCase(String label, JsonNode scenario) {
    private static final Pattern PATH = Pattern.compile("\\$\\{case\\.([^}]+)}");
    private static final String OF_CASE = "case.";

    /** Of a scenario as it is written. */
    static OneCase of(JsonNode file, Case one) {
        var values = Optional.ofNullable(one.roots().get("case")).orElseThrow();
        var scenario = JsonNodeFactory.instance.objectNode();
        for (var entry : file.properties()) {
            if (!entry.getKey().equals("cases")) {
                scenario.set(entry.getKey(), filled(entry.getValue(), values));
            }
        }
        var conditions = conditions(file);
        if (!conditions.isEmpty()) {
            // A condition names its value and can't have it put in.
            var left = JsonNodeFactory.instance.objectNode();
            conditions.forEach(name -> left.set(name, values.get(name)));
            scenario.putObject("cases").set("the one", left);
        }
        return new OneCase(one.label(), scenario);
    }

    private static Set<String> conditions(JsonNode file) {
        var names = new HashSet<String>();
        file.path("steps")
                .forEach(step -> step.path("if").propertyNames().stream()
                        .filter(path -> path.startsWith(OF_CASE))
                        .forEach(path -> names.add(path.substring(OF_CASE.length()))));
        return names;
    }

    private static JsonNode filled(JsonNode written, JsonNode values) {
        return switch (written) {
            case ObjectNode mapping -> {
                var filled = JsonNodeFactory.instance.objectNode();
                mapping.properties().forEach(it -> filled.set(it.getKey(), filled(it.getValue(), values)));
                yield filled;
            }
            case StringNode text -> {
                var whole = PATH.matcher(text.asString());
                yield whole.matches() ? value(values, whole.group(1)) : inText(text.asString(), values);
            }
            default -> {
                if (!written.isArray()) {
                    yield written;
                }
                var filled = JsonNodeFactory.instance.arrayNode();
                written.forEach(item -> filled.add(filled(item, values)));
                yield filled;
            }
        };
    }

    private static JsonNode inText(String text, JsonNode values) {
        var filled = PATH.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(value(values, found.group(1)).asString()));
        return JsonNodeFactory.instance.stringNode(filled);
    }

    private static JsonNode value(JsonNode values, String path) {
        return values.at("/" + path.replace('.', '/'));
    }

    /** Whether what stands there is a case's value, or part of one. */
    static boolean isOfCase(JsonNode file, String place) {
        var at = file;
        for (var rest = JsonPointer.compile(place); !rest.matches(); rest = rest.tail()) {
            at = at.isArray() ? at.path(rest.getMatchingIndex()) : at.path(rest.getMatchingProperty());
            if (at.isString()) {
                return PATH.matcher(at.asString()).find();
            }
        }
        return false;
    }

    /** Whether a case's value stands there, or somewhere in it. */
    static boolean reads(JsonNode file, String place) {
        return isOfCase(file, place) || mentions(file.at(place));
    }

    private static boolean mentions(JsonNode node) {
        return node.isContainer()
                ? StreamSupport.stream(node.spliterator(), false).anyMatch(OneCase::mentions)
                : node.isString() && PATH.matcher(node.asString()).find();
    }
}
