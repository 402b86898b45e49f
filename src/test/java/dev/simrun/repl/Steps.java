package dev.simrun.repl;

import dev.simrun.language.ScenarioReader;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Step;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps as they are read from a file's text, or typed. */
final class Steps {
    private Steps() {}

    static ScenarioFile file(String text) {
        return ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of());
    }

    /** Those of the only case. */
    static List<Step> of(String text) {
        return file(text).cases().getFirst().steps();
    }

    static List<Step> typed(ScenarioFile file, String text) {
        var reader = file.cases().getFirst().typed();
        return reader.read(new Source("input", text), Set.of(), file.clock());
    }

    static List<StepSource> sources(List<Step> steps) {
        return steps.stream().map(StepSource::of).toList();
    }
}
