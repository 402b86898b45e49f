package dev.simrun.run;

import dev.simrun.scenario.Clock;
import dev.simrun.source.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reports say of a case whatever comes of it.
 *
 * @param source the file that it stands in
 * @param name of the scenario
 * @param label of the row, in brackets; empty where there is one case only
 * @param line where it stands in the file
 * @param definitions the values of {@code -D} that the file uses, as given
 * @param envFile whose variables it was read with, as given
 * @param steps how many it has, those of {@code finally} not counted
 */
public record CaseInfo(
        Source source,
        String name,
        String label,
        List<String> tags,
        int line,
        Clock clock,
        Map<String, String> definitions,
        Optional<String> envFile,
        int steps) {
    public CaseInfo {
        tags = List.copyOf(tags);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }

    /** What it is found by in another run, on whatever machine. */
    public String id() {
        return source.name() + " › " + title();
    }

    /** The scenario's name and the case's label. */
    public String title() {
        return label.isEmpty() ? name : name + " " + label;
    }
}
