package dev.simrun.run;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.ScenarioFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Cases that a test takes through their steps. */
final class Debugged {
    private final Path folder;

    Debugged(Path folder) {
        this.folder = folder;
    }

    ScenarioFile file(String scenario) throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, "name: x\n" + scenario);
        return ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
    }

    /** Begins to take the cases of a scenario through their steps. */
    Debugging open(String scenario) throws Exception {
        return Debugging.of(file(scenario));
    }

    /** Runs the one case of a scenario with nobody at a prompt. */
    CaseResult undisturbed(String scenario) throws Exception {
        var file = file(scenario);
        var seeds = new Seeds(OptionalLong.of(7), 1);
        var options = new RunOptions(false, RefereeMode.OFF, seeds);
        var plan = List.of(new Planned(file, file.cases().getFirst()));
        return Finished.run(plan, options).getFirst();
    }
}
