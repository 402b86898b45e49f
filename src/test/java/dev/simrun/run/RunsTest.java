package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.http.Servers;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which cases of a plan run, and what is told of them and of the others. */
class RunsTest {
    private static final RunOptions USUAL = new RunOptions(false, RefereeMode.WARN, Seeds.USUAL);

    private final List<String> heard = new ArrayList<>();

    private static List<Planned> plan(String... texts) {
        var plan = new ArrayList<Planned>();
        for (var text : texts) {
            var source = new Source("x.yaml", "name: x\n" + text);
            var file = ScenarioReader.read(Path.of("x.yaml"), source, Map.of(), Map.of());
            file.cases().forEach(one -> plan.add(new Planned(file, one)));
        }
        return plan;
    }

    private List<CaseResult> run(RunOptions options, String... texts) throws InterruptedException {
        var listener = new RunListener() {
            @Override
            public void runStarted(int cases) {
                heard.add(cases + " cases");
            }

            @Override
            public void stepStarted(CaseInfo info, String step) {
                heard.add(step);
            }
        };
        var finished = new ArrayList<CaseResult>();
        var remembers = new RunListener() {
            @Override
            public void caseFinished(CaseResult result) {
                finished.add(result);
            }
        };
        try (var runner = new Runner(RunListener.all(List.of(listener, remembers)), options, new Servers())) {
            var result = runner.run(plan(texts));
            assertThat(result.cases()).hasSameSizeAs(finished);
            assertThat(result.count(Verdict.PASSED)).isEqualTo(count(finished, Verdict.PASSED));
            assertThat(result.count(Verdict.SKIPPED)).isEqualTo(count(finished, Verdict.SKIPPED));
            assertThat(result.duration()).isPositive();
            assertThat(runner.interrupted()).isFalse();
            assertThat(runner.fault()).isEmpty();
        }
        return finished;
    }

    private static long count(List<CaseResult> results, Verdict verdict) {
        return results.stream().filter(it -> it.verdict() == verdict).count();
    }

    private static List<String> told(List<CaseResult> results) {
        return results.stream()
                .map(it -> it.verdict().word()
                        + it.reason().map(reason -> ": " + reason).orElse(""))
                .toList();
    }

    private static final String PASSES = "clock: virtual\nsteps: [invoke: {payload: 1}]\n";
    private static final String FAILS = "clock: virtual\nsteps: [{invoke: {payload: 1}, expect: {payload: 2}}]\n";

    @Test
    void all_run_unless_the_first_failure_is_to_be_the_last() throws Exception {
        assertThat(told(run(USUAL, PASSES, FAILS, PASSES))).containsExactly("passed", "failed", "passed");
        assertThat(heard).containsExactly("3 cases", "invoke", "invoke", "invoke");
        var fast = new RunOptions(false, RefereeMode.WARN, Seeds.USUAL).with(1, 0);
        var skip = "skip: later\nsteps: [invoke]\n";
        assertThat(told(run(fast, skip, PASSES, FAILS, PASSES, FAILS)))
                .containsExactly(
                        "skipped: later",
                        "passed",
                        "failed",
                        "skipped: not run after the first failure",
                        "skipped: not run after the first failure");
    }

    @Test
    void what_a_case_needs_and_is_not_there_skips_it_or_is_an_error() throws Exception {
        var needs = "requires: [sh, no-such-program-here]\n" + PASSES;
        var reason = "requires no-such-program-here, which is not in PATH";
        assertThat(told(run(USUAL, needs))).containsExactly("skipped: " + reason);
        var strict = run(new RunOptions(true, RefereeMode.WARN, Seeds.USUAL), needs);
        assertThat(told(strict)).containsExactly("errored: " + reason);
        var failure = strict.getFirst().failures().getFirst();
        assertThat(failure.headline()).isEqualTo(reason);
        assertThat(failure.stepCount()).isEqualTo(1);
        assertThat(told(run(USUAL, "requires: [sh]\n" + PASSES))).containsExactly("passed");
    }

    @Test
    void a_command_that_is_required_must_succeed() throws Exception {
        var works = "requires: [{run: [sh, -c, 'exit 0'], because: a shell}]\n" + PASSES;
        var fails = "requires: [{run: [sh, -c, 'exit 1'], because: a better shell}]\n" + PASSES;
        var missing = "requires: [{run: [no-such-program-here], because: it}]\n" + PASSES;
        assertThat(told(run(USUAL, works, fails, fails, missing)))
                .containsExactly(
                        "passed",
                        "skipped: requires a better shell",
                        "skipped: requires a better shell",
                        "skipped: requires it");
    }

    @Test
    void a_virtual_case_is_tried_with_each_seed_until_one_fails() throws Exception {
        var three = USUAL.with(new Seeds(OptionalLong.of(7), 3));
        var tried = run(three, PASSES, FAILS, "steps: [note: x]\n");
        assertThat(tried).extracting(CaseResult::ordersTried).containsExactly(3, 1, 1);
        assertThat(tried)
                .extracting(CaseResult::seed)
                .containsExactly(OptionalLong.of(9), OptionalLong.of(7), OptionalLong.of(7));
        assertThat(heard).containsExactly("3 cases", "note"); // of many runs of a case nothing else is told
        assertThat(run(USUAL, PASSES).getFirst().seed()).isEmpty();
    }

    @Test
    void an_interrupted_run_cuts_a_case_off_and_begins_no_other() throws Exception {
        var finished = new ArrayList<CaseResult>();
        Runner[] running = new Runner[1];
        var interrupts = new RunListener() {
            @Override
            public void stepStarted(CaseInfo info, String step) {
                if (step.startsWith("sleep")) {
                    running[0].interrupt();
                }
            }

            @Override
            public void caseFinished(CaseResult result) {
                finished.add(result);
            }
        };
        var sleeps = "steps: [sleep: 100s]\nfinally: [note: end]\n";
        try (var runner = new Runner(interrupts, USUAL, new Servers())) {
            running[0] = runner;
            var _ = runner.run(plan(sleeps, PASSES));
            assertThat(runner.interrupted()).isTrue();
        }
        assertThat(finished).extracting(CaseResult::verdict).containsExactly(Verdict.INTERRUPTED, Verdict.SKIPPED);
        assertThat(finished.getLast().reason()).contains("interrupted before it began");
        assertThat(finished.getFirst().steps()).extracting(StepResult::key).containsExactly("sleep", "note");
    }

    @Test
    void a_case_that_takes_too_long_is_cut_off_but_its_end_is_not() throws Exception {
        var slow = "timeout: 100ms\nsteps: [note: a, sleep: 100s, note: b]\nfinally: [note: end]\n";
        var result = run(USUAL, slow).getFirst();
        assertThat(result.verdict()).isEqualTo(Verdict.ERRORED);
        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().getFirst().headline()).contains("100ms").startsWith("sleep: ");
        assertThat(result.steps()).extracting(StepResult::key).containsExactly("note", "sleep", "note");
        assertThat(result.steps().getLast().inFinally()).isTrue();
        var endless = "timeout: 100ms\nsteps: [note: a]\nfinally: [sleep: 1ms, note: end]\n";
        assertThat(told(run(USUAL, endless))).containsExactly("passed");
    }

    @Test
    void what_is_set_up_for_all_cases_of_a_file_and_met_by_none_is_noted() throws Exception {
        var waived = "clock: virtual\nreferee: {answered-twice: on purpose}\nsteps: [invoke]\n";
        var noted = run(USUAL, waived).getFirst();
        assertThat(noted.remarks()).extracting(Remark::text).anyMatch(it -> it.contains("answered-twice"));
        var off =
                run(new RunOptions(false, RefereeMode.OFF, Seeds.USUAL), waived).getFirst();
        assertThat(off.remarks()).isEmpty();
    }

    @Test
    void a_rule_that_no_case_of_a_file_follows_is_noted_with_the_last_of_them() throws Exception {
        var cases = """
            clock: virtual
            cases: {a: {n: 1}, b: {n: 2}}
            runtime: {fake: [{when: invoke, payload: 2, reply: x}, {when: invoke, payload: 3, reply: y}]}
            steps: [{invoke: {payload: '${case.n}'}}]
            """;
        var noted = run(USUAL, cases);
        assertThat(noted.getFirst().remarks()).isEmpty();
        assertThat(noted.getLast().remarks())
                .extracting(Remark::text)
                .containsExactly("nothing happened that this rule is for");
        assertThat(noted.getLast().remarks().getFirst().at().column()).isEqualTo(56);
        var fault = "clock: virtual\nsteps: [{fault: {drop: true, match: {path: /x}}}, {invoke: {payload: 1}}]\n";
        assertThat(run(USUAL, fault).getFirst().remarks())
                .extracting(Remark::text)
                .containsExactly("the fault met nothing");
        assertThat(run(USUAL, fault.replace("1}}]", "1}, expect: {payload: 2}}]"))
                        .getFirst()
                        .remarks())
                .isEmpty();
    }

    @Test
    void a_case_whose_every_check_was_skipped_shows_nothing() throws Exception {
        var skipped = """
            clock: virtual
            steps: [{invoke: {payload: 1}, as: a}, {assert: {a.payload: 1}, if: {a.payload: 2}}]
            """;
        var result = run(USUAL, skipped).getFirst();
        assertThat(result.verdict()).isEqualTo(Verdict.ERRORED);
        assertThat(result.failures().getFirst().headline())
                .isEqualTo("assert: it was skipped by its if, as was every check of this case");
        var one = skipped.replace("]\n", ", {assert: {a.payload: 1}}]\n");
        assertThat(told(run(USUAL, one))).containsExactly("passed");
    }

    @Test
    void an_init_that_fails_beside_the_steps_is_noted_unless_one_looks_at_it() throws Exception {
        var fails = """
            clock: virtual
            runtime: {fake: [{when: start, init_error: {type: A.B}}]}
            steps: [sleep: 1s]
            """;
        var unseen = run(USUAL, fails).getFirst();
        assertThat(unseen.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(unseen.remarks())
                .extracting(Remark::text)
                .containsExactly("init, which went on beside the steps, failed");
        for (var look : List.of("assert_event: {type: init.error}", "assert_order: [init.start, init.error]")) {
            assertThat(run(USUAL, fails.replace("1s]", "1s, " + look + "]"))
                            .getFirst()
                            .remarks())
                    .isEmpty();
        }
        assertThat(run(USUAL, fails.replace("1s]", "1s, assert_event: {type: init.start}]"))
                        .getFirst()
                        .remarks())
                .hasSize(1);
        assertThat(run(USUAL, "clock: virtual\nsteps: [sleep: 1s]\n").getFirst().remarks())
                .isEmpty();
    }

    @Test
    void a_planned_case_is_called_by_its_scenario_and_its_label() {
        var plan = plan("cases: {a: {n: 1}, b: {n: 2}}\nsteps: [note: '${case.n}']\n", PASSES);
        assertThat(plan).extracting(Planned::title).containsExactly("x [a]", "x [b]", "x");
    }

    @Test
    void modes_are_known_by_their_words() {
        assertThat(RefereeMode.named("fail")).contains(RefereeMode.FAIL);
        assertThat(RefereeMode.named("FAIL")).isEqualTo(Optional.empty());
        assertThat(RefereeMode.OFF.word()).isEqualTo("off");
    }
}
