package dev.simrun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Copies of a scenario, each changed in one place. Places are JSON pointers. */
final class Changes {
    private final JsonNode scenario;
    private final String suffix;
    private final Predicate<String> places;
    private final Predicate<String> values;
    private final List<Mutant> found = new ArrayList<>();

    private Changes(JsonNode scenario, String suffix, Predicate<String> places, Predicate<String> values) {
        this.scenario = scenario;
        this.suffix = suffix;
        this.places = places;
        this.values = values;
    }

    /** What is the same in all cases of a file. */
    static Changes ofAll(JsonNode scenario) {
        return new Changes(
                scenario, "", place -> !OneCase.isOfCase(scenario, place), value -> !OneCase.reads(scenario, value));
    }

    /** What comes of the values of one case. */
    static Changes of(OneCase one, JsonNode file) {
        return new Changes(
                one.scenario(),
                " " + one.label(),
                place -> OneCase.isOfCase(file, place),
                value -> OneCase.reads(file, value));
    }

    JsonNode scenario() {
        return scenario;
    }

    JsonNode at(String place) {
        return scenario.at(place);
    }

    List<Mutant> found() {
        return found;
    }

    /** A pointer to what a mapping has by that name. */
    static String below(String place, String name) {
        return place + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** An element of a list is left out. */
    void leaveOut(String place, String what) {
        if (places.test(place)) {
            remove(place, what);
        }
    }

    /** The same; in each case by itself where a value of it is read, as in the file nothing else might read it. */
    void leaveOutStep(String place, String what) {
        if (values.test(place)) {
            remove(place, what);
        }
    }

    private void remove(String place, String what) {
        change(place, what, parent -> ((ArrayNode) parent).remove(last(place).getMatchingIndex()));
    }

    /** Something else stands in a place, or is put there. */
    void put(String place, String what, JsonNode other) {
        if (places.test(place)) {
            change(place, what, parent -> set(parent, last(place), other));
        }
    }

    /** Another value stands in place of one; as {@link #put}, but what the value is made of counts too. */
    void value(String place, String what, JsonNode other) {
        if (values.test(place)) {
            change(place, what, parent -> set(parent, last(place), other));
        }
    }

    private static JsonPointer last(String place) {
        return JsonPointer.compile(place).last();
    }

    private static void set(JsonNode parent, JsonPointer last, JsonNode other) {
        if (parent instanceof ArrayNode list) {
            list.set(last.getMatchingIndex(), other);
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), other);
        }
    }

    private void change(String place, String what, Consumer<JsonNode> change) {
        var copy = scenario.deepCopy();
        change.accept(copy.at(JsonPointer.compile(place).head()));
        found.add(new Mutant(place.substring(1).replace('/', '.') + ": " + what + suffix, copy));
    }
}
