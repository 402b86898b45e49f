package dev.simrun.run;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.ScenarioFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Cases that a test takes through their steps. */
final class Debugged {
    private final Path folder;

    Debugged(Path folder) {
        this.folder = folder;
    }

    /** Somebody at a prompt. */
    interface Somebody {
        Ending takes(Session session) throws InterruptedException;
    }

    /** The one who takes all sessions; an interrupt is kept. */
    private static final class FakeDebugger implements Debugger {
        private final Somebody somebody;
        private Optional<Throwable> wrong = Optional.empty();

        FakeDebugger(Somebody somebody) {
            this.somebody = somebody;
        }

        @Override
        public Ending debug(Session session) throws InterruptedException {
            try {
                return somebody.takes(session);
            } catch (AssertionError | RuntimeException failed) {
                // told once all that was started is gone
                wrong = Optional.of(failed);
                return Ending.QUIT;
            }
        }

        @Override
        public void interrupt() {
            // the test itself decides when it goes on
        }
    }

    ScenarioFile file(String scenario) throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, "name: x\n" + scenario);
        return ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
    }

    /** Runs the one case of a scenario. */
    CaseResult run(String scenario, Somebody somebody) throws Exception {
        return runAll(scenario, somebody).getFirst();
    }

    /** Runs all cases of a scenario. */
    List<CaseResult> runAll(String scenario, Somebody somebody) throws Exception {
        var debugger = new FakeDebugger(somebody);
        var file = file(scenario);
        var plan = file.cases().stream().map(one -> new Planned(file, one)).toList();
        var seeds = new Seeds(OptionalLong.of(7), 1);
        var options = new RunOptions(false, false, RefereeMode.OFF, seeds).with(debugger);
        var results = Finished.run(plan, options);
        if (debugger.wrong.isPresent()) {
            throw new AssertionError("at the prompt", debugger.wrong.get());
        }
        return results;
    }

    /** Runs the one case of a scenario with nobody at a prompt. */
    CaseResult undisturbed(String scenario) throws Exception {
        var file = file(scenario);
        var seeds = new Seeds(OptionalLong.of(7), 1);
        var options = new RunOptions(false, false, RefereeMode.OFF, seeds);
        var plan = List.of(new Planned(file, file.cases().getFirst()));
        return Finished.run(plan, options).getFirst();
    }
}
