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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scenario file that was read without any problem.
 *
 * @param nameAt where the name stands
 * @param silenced the referee's rules that it breaks on purpose, with the reasons
 * @param timeout for one whole case, in real time
 * @param definitions the values of {@code -D} that the file uses, as given
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
        Map<ProtocolRule, String> silenced,
        Duration timeout,
        Clock clock,
        Map<String, String> definitions,
        List<Case> cases) {
    /** A use of a variable, in an interpolation or a path. */
    private static final Pattern VARIABLE = Pattern.compile("\\bvars\\.([A-Za-z_][\\w-]*)");

    public ScenarioFile {
        tags = List.copyOf(tags);
        requires = List.copyOf(requires);
        silenced = Map.copyOf(silenced);
        definitions = Values.inOrder(definitions);
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("a scenario without a case: " + path);
        }
    }

    /** The names of the variables that a text uses. */
    public static Set<String> variables(Source source) {
        return VARIABLE.matcher(source.text())
                .results()
                .map(use -> use.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the variables that the file uses, which {@code -D} may set. */
    public Set<String> variables() {
        return variables(source);
    }
}
