package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.scenario.Step;
import tools.jackson.databind.node.ObjectNode;

/** Steps that give names to values and words to the reader. */
record NameSteps(LiveCase live) {
    ObjectNode set(Step.SetNames step) {
        var values = Trees.object();
        step.values().forEach((name, value) -> values.set(name, value.in(live.scope)));
        values.properties().forEach(one -> live.scope.bind(one.getKey(), one.getValue()));
        return values;
    }

    ObjectNode note(Step.Note step) {
        var value = step.value().in(live.scope);
        var text = value.isString() ? value.stringValue() : value.toString();
        live.environment.record(Event.ENVIRONMENT, new Fact.Note(text));
        return Trees.object().put("text", text);
    }
}
