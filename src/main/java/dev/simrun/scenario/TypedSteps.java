package dev.simrun.scenario;

import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads steps that are typed while a case runs, in the same way as those of its file. */
public interface TypedSteps {
    /** The scenario's folder, absolute: where relative paths in steps begin. */
    Path folder();

    /**
     * Reads a list of steps, or one step without its dash.
     *
     * @param bound the names that steps have bound so far; they may be bound anew
     * @throws ScenarioException with all problems of the text
     */
    List<Step> read(Source source, Set<String> bound, Clock clock);
}
