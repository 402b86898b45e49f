package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    @TempDir
    private Path folder;

    /** Notes what it hears, each with its case. */
    private static final class Heard implements RunListener {
        private final List<String> all = new ArrayList<>();
        private final List<Integer> events = new ArrayList<>();

        @Override
        public void caseStarted(CaseInfo info) {
            all.add(info.title() + " started");
        }

        @Override
        public void event(CaseInfo info, Event event) {
            if (event.seq() == 1) {
                all.add(info.title() + " first event");
            }
        }

        @Override
        public void stepFinished(CaseInfo info, StepResult result) {
            all.add(info.title() + " " + result.key());
        }

        @Override
        public void caseFinished(CaseResult result) {
            all.add(result.info().title() + " " + result.verdict().word());
            events.add(result.timeline().size());
        }
    }

    private List<Planned> plan() throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, """
            name: x
            clock: virtual
            cases: {a: {n: 1}, b: {n: 2}}
            steps: [{note: '${case.n}'}, {assert: {case.n: 1}}]
            """);
        var file = ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
        return file.cases().stream().map(one -> new Planned(file, one)).toList();
    }

    @Test
    void listeners_are_told_of_which_case_each_thing_is_and_the_run_keeps_no_events() throws Exception {
        var heard = new Heard();
        var options = new RunOptions(false, RefereeMode.WARN, Seeds.USUAL);
        try (var runner = new Runner(RunListener.all(List.of(heard)), options)) {
            var result = runner.run(plan());
            assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.PASSED, Verdict.FAILED);
            assertThat(result.cases()).allMatch(one -> one.timeline().isEmpty());
        }
        assertThat(heard.events).hasSize(2).allMatch(count -> count > 0);
        assertThat(heard.all)
                .containsExactly(
                        "x [a] started",
                        "x [a] first event",
                        "x [a] note",
                        "x [a] assert",
                        "x [a] passed",
                        "x [b] started",
                        "x [b] first event",
                        "x [b] note",
                        "x [b] assert",
                        "x [b] failed");
    }
}
