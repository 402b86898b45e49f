package dev.simrun.scenario;

import dev.simrun.referee.ProtocolRule;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario file that was read without any problem.
 *
 * @param nameAt where the name stands
 * @param silenced the referee's rules that it breaks on purpose, with the reasons
 * @param timeout for one whole case, in real time
 * @param definitions the values of {@code -D} that the file uses, as given
 * @param variables the names of those that it uses, which {@code -D} may set
 * @param envFile whose variables it was read with, as given
 * @param secrets variables of simrun's environment that it takes and that must not be shown
 * @param cases what is run and reported one by one; at least one
 */
public record ScenarioFile(
        Path path,
        Source source,
        String name,
        Location nameAt,
        List<String> tags,
        Optional<String> skip,
        List<Requirement> requires,
        Map<ProtocolRule, Waiver> silenced,
        Duration timeout,
        Clock clock,
        Map<String, String> definitions,
        Set<String> variables,
        Optional<String> envFile,
        Map<String, String> secrets,
        List<Case> cases) {
    public ScenarioFile {
        tags = List.copyOf(tags);
        requires = List.copyOf(requires);
        silenced = Values.inOrder(silenced);
        definitions = Values.inOrder(definitions);
        variables = Set.copyOf(variables);
        secrets = Map.copyOf(secrets);
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("a scenario without a case: " + path);
        }
    }

    /** The same, read with a file of variables. */
    public ScenarioFile with(Optional<String> file) {
        return new ScenarioFile(
                path,
                source,
                name,
                nameAt,
                tags,
                skip,
                requires,
                silenced,
                timeout,
                clock,
                definitions,
                variables,
                file,
                secrets,
                cases);
    }
}
