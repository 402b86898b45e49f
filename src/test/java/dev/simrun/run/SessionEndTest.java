package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.match.EventTree;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Progress.Stopped;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a case ends that somebody has taken through its steps, or left. */
class SessionEndTest {
    private static final String ROWS = """
        cases: {one: {n: 1}, two: {n: 2}, three: {n: 3}}
        steps:
          - note: 'first of ${case.n}'
          - note: 'second of ${case.n}'
        finally:
          - note: the end
        """;

    private static final String VIRTUAL = """
        clock: virtual
        runtime: {fake: [{when: invoke, delay: 100ms}]}
        extensions:
          audit: {fake: [{when: invoke, delay: 100ms, print: flushed}, {when: shutdown, delay: 1s}]}
          other: {}
        steps:
          - expect_registration: audit
          - invoke: {payload: {n: 1}}
          - invoke: {payload: {n: 2}}
          - shutdown: spindown
          - assert_acknowledged: audit
        """;

    @TempDir
    private Path folder;

    private Debugged debugged() {
        return new Debugged(folder);
    }

    private static List<String> notes(CaseResult result) {
        return result.timeline().stream()
                .flatMap(event -> event.as(Fact.Note.class).stream())
                .map(Fact.Note::text)
                .toList();
    }

    @Test
    void quitting_leaves_the_case_interrupted_and_those_after_it_unrun() throws Exception {
        try (var debugging = debugged().open(ROWS)) {
            var one = debugging.session();
            assertThat(one.scenarioCase().label()).isEqualTo("[one]");
            var _ = one.runNext();
            var _ = one.runNext();
            debugging.end(Ending.FINISHED);
            var two = debugging.session();
            assertThat(two.scenarioCase().label()).isEqualTo("[two]");
            var _ = two.runNext();
            debugging.end(Ending.QUIT);
            var results = debugging.results();
            assertThat(results)
                    .extracting(CaseResult::verdict)
                    .containsExactly(Verdict.PASSED, Verdict.INTERRUPTED, Verdict.SKIPPED);
            assertThat(results.get(1).failures())
                    .singleElement()
                    .matches(it -> it.headline().contains("left at the prompt"))
                    .matches(it -> it.stepNumber() == 2);
            assertThat(notes(results.get(1))).containsExactly("first of 2", "the end");
            assertThat(results.get(2).reason().orElseThrow()).contains("quit");
        }
    }

    @Test
    void quitting_after_the_last_step_leaves_a_case_that_has_passed() throws Exception {
        try (var debugging = debugged().open(ROWS)) {
            var session = debugging.session();
            var _ = session.runNext();
            var _ = session.runNext();
            debugging.end(Ending.QUIT);
            assertThat(debugging.results())
                    .extracting(CaseResult::verdict)
                    .containsExactly(Verdict.PASSED, Verdict.SKIPPED, Verdict.SKIPPED);
        }
    }

    @Test
    void leaving_after_a_failure_leaves_that_failure() throws Exception {
        var scenario = """
            steps: [assert_state: terminated, note: after]
            finally: [note: the end]
            """;
        try (var debugging = debugged().open(scenario)) {
            var _ = debugging.session().runNext();
            var result = debugging.result(Ending.QUIT);
            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.failures()).singleElement().matches(one -> one.stepNumber() == 1);
            assertThat(notes(result)).containsExactly("the end");
        }
    }

    @Test
    void a_case_begun_anew_has_a_fresh_environment_and_only_that_one_is_told_of() throws Exception {
        var scenario = """
            steps:
              - set: {name: bound}
              - invoke: {}
                as: call
            finally: [note: the end]
            """;
        try (var debugging = debugged().open(scenario)) {
            assertBoundByItsFirstStep(debugging.session());
            debugging.end(Ending.RESTART);
            var again = debugging.session();
            assertBoundByItsFirstStep(again);
            var _ = again.runNext();
            assertThat(again.view().value("call.cold_start").orElseThrow()).hasToString("true");
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(notes(result)).containsExactly("the end");
            assertThat(result.steps()).hasSize(3);
        }
    }

    private static void assertBoundByItsFirstStep(Session session) throws InterruptedException {
        assertThat(session.next()).isZero();
        assertThat(session.view().timeline(0)).isEmpty();
        assertThat(session.view().value("name")).isEmpty();
        var _ = session.runNext();
        assertThat(session.view().value("name")).isPresent();
    }

    @Test
    void what_was_left_in_the_middle_of_a_step_is_cut_off_and_finally_still_runs() throws Exception {
        var scenario = """
            steps:
              - invoke: {}
              - note: after
            finally: [note: the end]
            """;
        try (var debugging = debugged().open(scenario)) {
            var session = debugging.session();
            session.stopAt(it -> it.type() == EventType.INVOKE_START);
            assertThat(session.runNext()).isInstanceOf(Stopped.class);
            var result = debugging.result(Ending.QUIT);
            assertThat(result.verdict()).isEqualTo(Verdict.INTERRUPTED);
            assertThat(notes(result)).containsExactly("the end");
        }
    }

    @Test
    void a_failure_in_finally_fails_a_case_whose_steps_passed() throws Exception {
        var scenario = """
            steps: [note: fine]
            finally: [assert_state: terminated, note: the end]
            """;
        try (var debugging = debugged().open(scenario)) {
            var _ = debugging.session().runNext();
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.failures()).singleElement().matches(Failure::inFinally);
            assertThat(notes(result)).containsExactly("fine", "the end");
        }
    }

    @Test
    void by_a_virtual_clock_who_stops_everywhere_sees_the_run_that_nobody_stops() throws Exception {
        var undisturbed = debugged().undisturbed(VIRTUAL);
        assertThat(undisturbed.verdict()).isEqualTo(Verdict.PASSED);
        try (var debugging = debugged().open(VIRTUAL)) {
            var session = debugging.session();
            session.stopAt(_ -> true);
            int stops = 0;
            while (session.nextStep().isPresent()) {
                var progress = session.runNext();
                while (progress instanceof Stopped) {
                    stops++;
                    progress = session.goOn();
                }
                assertThat(((Ended) progress).passed()).isTrue();
            }
            assertThat(stops).isGreaterThan(10);
            assertThat(told(debugging.result(Ending.FINISHED))).isEqualTo(told(undisturbed));
        }
    }

    @Test
    void by_a_virtual_clock_one_seed_gives_one_run_each_time() throws Exception {
        var debugged = debugged();
        var runs = new HashSet<List<String>>();
        for (int i = 0; i < 30; i++) {
            runs.add(told(debugged.undisturbed(VIRTUAL)));
        }
        assertThat(runs).hasSize(1);
    }

    private static List<String> told(CaseResult result) {
        return result.timeline().stream()
                .map(EventTree::of)
                .map(Object::toString)
                .toList();
    }
}
