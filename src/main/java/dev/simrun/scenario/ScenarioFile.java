package dev.simrun.scenario;

import dev.simrun.referee.ProtocolRule;
import dev.simrun.source.Location;
import dev.simrun.source.Source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario file that was read without any problem.
 *
 * @param nameAt where the name stands
 * @param silenced the referee's rules that it breaks on purpose, with the reasons
 * @param timeout for one whole case, in real time
 * @param cases what is run and reported one by one; at least one
 */
public record ScenarioFile(
        Path path,
        Source source,
        String name,
        Location nameAt,
        Optional<String> description,
        List<String> tags,
        Optional<String> skip,
        List<Requirement> requires,
        Map<ProtocolRule, String> silenced,
        Duration timeout,
        Clock clock,
        List<Case> cases) {
    public ScenarioFile {
        tags = List.copyOf(tags);
        requires = List.copyOf(requires);
        silenced = Map.copyOf(silenced);
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("a scenario without a case: " + path);
        }
    }
}
