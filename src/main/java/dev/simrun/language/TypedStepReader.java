package dev.simrun.language;

import dev.simrun.scenario.Clock;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.TypedSteps;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads steps that are typed while a case runs, in the same way as those of its file.
 *
 * @param folder the scenario's, absolute
 * @param substitution the values of {@code vars}, {@code case}, {@code env} and {@code run}
 * @param actors the keys of the declared extensions, by these and by the names under which they register
 * @param strangersMayRegister whether other names can come to be registered
 */
record TypedStepReader(Path folder, Substitution substitution, Map<String, String> actors, boolean strangersMayRegister)
        implements TypedSteps {
    TypedStepReader {
        substitution = substitution.copy(new Problems());
        actors = Collections.unmodifiableMap(new LinkedHashMap<>(actors));
    }

    @Override
    public List<Step> read(Source source, Set<String> bound, Clock clock) {
        var problems = new Problems();
        var root = ScenarioText.read(source);
        var list =
                root instanceof Node.Sequence ? root : new Node.Sequence(new Location(source, 1, 1, 1), List.of(root));
        var here = substitution.copy(problems);
        var filled = here.fill(list);
        var setting = new Setting(
                problems,
                new Names(problems::add, bound, Optional.of(here)),
                here,
                actors,
                strangersMayRegister || hasHttp(filled));
        var read = new StepReader(setting).read(filled, "this");
        read.distinct().forEach(step -> clock.check(step, problems::add));
        problems.throwIfAny();
        return read;
    }

    /** Whether a list of steps holds one in which the scenario plays an actor itself. */
    static boolean hasHttp(Node steps) {
        return steps instanceof Node.Sequence list
                && list.items().stream()
                        .anyMatch(item -> item instanceof Node.Mapping step
                                && step.value(HttpSteps.HTTP.key()).isPresent());
    }
}
