package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a case that was run several times. */
class RunAgainTest {
    private static final RunOptions ONCE = new RunOptions(false, RefereeMode.WARN, Seeds.USUAL);

    private static final String FAILS = "name: x\nsteps: [note: hello, assert_state: frozen]\n";

    /** Its rule is for no event; from the second run on its process does something else. */
    private static final String SECOND = """
        name: x
        runtime: {fake: [{when: invoke, payload: {n: 2}, reply: 2}]}
        extensions:
          real: {command: [sh, -c, '[ -e %s ] && %s; touch %s; exit 1']}
        steps:
          - {init: {}, wait: false, expect: {outcome: crash}}
          - expect_exit: {actor: real, code: 3}
        """;

    @TempDir
    private Path folder;

    private final List<CaseResult> told = new ArrayList<>();

    private List<Planned> plan(String scenario, int times) throws Exception {
        var path = Files.writeString(folder.resolve("x.yaml"), scenario);
        var file = ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
        return Collections.nCopies(times, new Planned(file, file.cases().getFirst()));
    }

    private RunListener listener(Runnable onNote) {
        return new RunListener() {
            @Override
            public void stepStarted(CaseInfo info, String step) {
                onNote.run();
            }

            @Override
            public void caseFinished(CaseResult result) {
                told.add(result);
            }
        };
    }

    private RunResult run(List<Planned> plan, RunOptions options) throws Exception {
        try (var runner = new Runner(listener(() -> {}), options)) {
            return runner.run(plan);
        }
    }

    @Test
    void the_first_run_is_told_whole_and_of_those_between_how_they_went() throws Exception {
        run(plan(FAILS, 1), ONCE.with(0, 2));
        var result = told.getFirst();
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.earlier()).hasSize(2);
        var first = result.earlier().getFirst();
        assertThat(first.timeline()).isNotEmpty();
        assertThat(first.steps()).hasSize(2);
        var second = result.earlier().getLast();
        assertThat(second.timeline()).isEmpty();
        assertThat(second.steps()).extracting(StepResult::key).containsExactly("assert_state");
        assertThat(second.failures()).hasSize(1);
    }

    @Test
    void it_began_with_the_first_run_and_took_as_long_as_all() throws Exception {
        run(plan(FAILS, 1), ONCE.with(0, 1));
        var result = told.getFirst();
        var first = result.earlier().getFirst();
        assertThat(result.startedAt()).isEqualTo(first.startedAt());
        assertThat(result.duration().minus(first.duration())).isGreaterThan(Duration.ZERO);
    }

    @Test
    void a_run_that_was_interrupted_leaves_the_one_before_it_as_it_was() throws Exception {
        var runners = new ArrayList<Runner>();
        var steps = new ArrayList<String>();
        Runnable interruptFourth = () -> {
            steps.add("step");
            if (steps.size() == 4) { // the second run's wait for the exit
                runners.getFirst().interrupt();
            }
        };
        var made = folder.resolve("made");
        var plan = plan(SECOND.formatted(made, "exec sleep 100", made), 2);
        try (var runner = new Runner(listener(interruptFourth), ONCE.with(0, 5))) {
            runners.add(runner);
            var result = runner.run(plan);
            assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
        }
        assertThat(told.getFirst().earlier()).isEmpty();
        assertThat(told.getFirst().failures()).extracting(Failure::verdict).containsExactly(Verdict.FAILED);
    }

    @Test
    void who_steps_through_a_case_does_so_once() throws Exception {
        var sessions = new ArrayList<Session>();
        var debugger = new Debugger() {
            @Override
            public Ending debug(Session session) {
                sessions.add(session);
                session.end().broke(new IllegalStateException("made up"));
                return Ending.FINISHED;
            }

            @Override
            public void interrupt() {
                throw new AssertionError("nobody interrupts it");
            }
        };
        run(plan(FAILS, 1), ONCE.with(0, 5).with(debugger));
        assertThat(sessions).hasSize(1);
        assertThat(told.getFirst().isGood()).isFalse();
    }

    @Test
    void what_no_run_met_is_noted_once_at_the_end_of_its_file() throws Exception {
        run(
                plan(
                        "name: x\nruntime: {fake: [{when: invoke, payload: {n: 2}, reply: 2}]}\nsteps: [note: hello]\n",
                        3),
                ONCE);
        assertThat(told).extracting(result -> result.remarks().size()).containsExactly(0, 0, 1);
    }

    @Test
    void what_no_run_met_is_noted_of_a_flaky_case_too() throws Exception {
        var made = folder.resolve("made");
        run(plan(SECOND.formatted(made, "exit 3", made), 1), ONCE.with(0, 1));
        assertThat(told.getFirst().verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(told.getFirst().remarks())
                .extracting(Remark::text)
                .containsExactly("nothing happened that this rule is for");
    }

    @Test
    void what_no_run_met_is_not_noted_where_one_failed() throws Exception {
        var made = folder.resolve("made");
        run(plan(SECOND.formatted(made, "exit 3", made), 2), ONCE);
        assertThat(told).extracting(CaseResult::verdict).containsExactly(Verdict.FAILED, Verdict.PASSED);
        assertThat(told.getLast().remarks()).isEmpty();
    }
}
