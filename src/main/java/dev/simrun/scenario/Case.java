package dev.simrun.scenario;

import dev.simrun.source.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One run of a scenario.
 *
 * @param label such as {@code [just_dies]}; empty when the file has no {@code cases}
 * @param rows where the names of the rows stand that it is made of, one of each axis of {@code cases}, in the scenario
 *     file; or where the scenario's does
 * @param extensions in the order of the file
 * @param extensionsOff whether none of them is started and their API is not there
 * @param steps at least one, but where all are typed
 * @param roots the values of {@code vars}, {@code case}, {@code env} and {@code run}, by that name: what a
 *     {@link Scope} begins with
 * @param typed reads further steps
 */
public record Case(
        String label,
        List<Location> rows,
        Function function,
        Limits limits,
        Actor runtime,
        List<Actor> extensions,
        boolean extensionsOff,
        Steps steps,
        Steps finallySteps,
        Map<String, JsonNode> roots,
        TypedSteps typed) {
    public Case {
        rows = List.copyOf(rows);
        extensions = List.copyOf(extensions);
        roots = Values.inOrder(roots);
    }

    /** Where it stands in the file. */
    public Location at() {
        return rows.getLast();
    }

    /** The extension that is meant by that name. */
    public Optional<Actor> extension(String name) {
        return extensions.stream().filter(actor -> actor.is(name)).findFirst();
    }
}
