package dev.simrun.cli;

import dev.simrun.language.Catalogue;
import dev.simrun.scenario.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios that are each wrong in one place: an expectation turned into its opposite or given a value of another type,
 * a verb or a rule of a fake left out. What comes of the values of a case is made wrong in each case by itself. What
 * checks only that something is there, or says nothing, is left alone.
 */
final class Mutants {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> SAY_NOTHING = Set.of("note", "pause");

    /** Which make nothing but time for others; Init goes on by itself, and the step waits until it is over. */
    private static final Set<String> TAKE_TIME = Set.of("sleep", "advance", "init");

    private final Changes changes;
    private final ExpectedMutants expected;

    private Mutants(Changes changes) {
        this.changes = changes;
        this.expected = new ExpectedMutants(changes);
    }

    /** All of a file, as it is written and with the cases that it was read with. */
    static List<Mutant> of(JsonNode file, List<Case> cases) {
        var found = new ArrayList<>(new Mutants(Changes.ofAll(file)).all());
        if (file.has("cases")) {
            cases.forEach(one -> found.addAll(new Mutants(Changes.of(OneCase.of(file, one), file)).all()));
        }
        return found;
    }

    private List<Mutant> all() {
        steps("/steps");
        steps("/finally");
        rules("/runtime");
        for (var actors : List.of("/extensions", "/services")) {
            changes.at(actors).propertyNames().forEach(name -> rules(Changes.below(actors, name)));
        }
        return changes.found();
    }

    private void steps(String list) {
        for (int i = 0; i < changes.at(list).size(); i++) {
            step(list + "/" + i);
        }
    }

    private void step(String place) {
        var step = changes.at(place);
        var key = step.isString()
                ? step.asString()
                : step.propertyNames().stream()
                        .filter(name -> Catalogue.step(name).isPresent())
                        .findFirst()
                        .orElseThrow();
        if (CheckMutants.isCheck(key)) {
            new CheckMutants(changes).of(place, key);
            return;
        }
        if (!SAY_NOTHING.contains(key) && !TAKE_TIME.contains(key)) {
            changes.leaveOutStep(place, "left out (" + key + ")");
        }
        reason(place + "/" + key, key);
        expected.fields(place + "/expect");
        if (key.equals("fault")) {
            expected.fields(place + "/fault/match");
        }
        if (Defaults.stand(step, key, "outcome") && step.path("wait").asBoolean(true)) {
            var other = NODES.objectNode();
            other.set("$not", NODES.stringNode("success"));
            changes.put(place, "no success", Defaults.with(step, key, "outcome", other));
        }
    }

    /** A shutdown or a reset has another reason. */
    private void reason(String place, String key) {
        var arguments = changes.at(place);
        var reason = arguments.isString() ? arguments : arguments.path("reason");
        if (!Set.of("shutdown", "reset").contains(key) || reason.asString("").contains("${")) {
            return;
        }
        var other = reason.asString("failure").equalsIgnoreCase("failure") ? "timeout" : "failure";
        if (arguments.isString() || arguments.isObject()) {
            var at = arguments.isString() ? place : place + "/reason";
            changes.value(at, "another reason", NODES.stringNode(other));
        }
    }

    /** A rule of a fake is left out, or fits another time. */
    private void rules(String actor) {
        var rules = changes.at(actor + "/fake");
        for (int i = 0; i < rules.size(); i++) {
            var place = actor + "/fake/" + i;
            changes.leaveOut(place, "left out");
            if (rules.get(i) instanceof ObjectNode rule) {
                if (rule.has("nth")) {
                    changes.put(place + "/nth", "never", NODES.numberNode(ExpectedMutants.OTHER_NUMBER));
                }
                List.of("start", "invoke", "shutdown").stream()
                        .filter(other -> !rule.path("when").asString(other).equals(other))
                        .forEach(other -> changes.put(place + "/when", "at " + other, NODES.stringNode(other)));
                if (rule.has("payload")) {
                    expected.value(place + "/payload");
                }
            }
        }
    }
}
