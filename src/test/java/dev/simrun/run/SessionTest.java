package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Fact;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case that somebody takes through its steps. */
class SessionTest {
    private static final String THREE = """
        extensions: {audit: {}}
        steps:
          - expect_registration: audit
          - invoke: {payload: {n: 1}}
            as: call
          - shutdown: spindown
        finally:
          - note: the end
        """;

    /** The second step fails until a typed step has said that it may pass. */
    private static final String MENDED = """
        steps:
          - note: first
          - assert_event: {type: note, text: mended}
          - note: last
        finally:
          - note: the end
        """;

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();

    private Debugged debugged() {
        return new Debugged(folder);
    }

    private static List<String> notes(CaseResult result) {
        return result.timeline().stream()
                .flatMap(event -> event.as(Fact.Note.class).stream())
                .map(Fact.Note::text)
                .toList();
    }

    private static Ended ended(Progress progress) {
        return (Ended) progress;
    }

    private static Ended typed(Session session, String text) throws InterruptedException {
        return ended(session.run(session.read(new Source("typed", text)).getFirst()));
    }

    private static void goThrough(Session session) throws InterruptedException {
        while (session.nextStep().isPresent()) {
            assertThat(ended(session.runNext()).passed()).isTrue();
        }
    }

    @Test
    void steps_are_carried_out_one_at_a_time() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            for (int i = 0; i < 3; i++) {
                assertThat(session.next()).isEqualTo(i);
                var key = session.nextStep().orElseThrow().common().key();
                log.add(key + " " + session.view().timeline(0).isEmpty());
                assertThat(ended(session.runNext()).passed()).isTrue();
            }
            assertThat(session.nextStep()).isEmpty();
            var result = debugging.result(Ending.FINISHED);
            assertThat(log).containsExactly("expect_registration true", "invoke false", "shutdown false");
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(result.steps()).hasSize(4).last().matches(StepResult::inFinally);
            assertThat(notes(result)).containsExactly("the end");
        }
    }

    @Test
    void a_typed_step_has_the_names_of_those_before_and_leaves_the_next_one_alone() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            var _ = session.runNext();
            var _ = session.runNext();
            var step = typed(session, "assert: {call.payload.n: 1}").result();
            assertThat(step.verdict()).isEqualTo(Verdict.PASSED);
            var failed = typed(session, "assert: {call.payload.n: 2}");
            assertThat(failed.passed()).isFalse();
            assertThat(failed.failure().orElseThrow().stepNumber()).isZero();
            assertThat(session.failure()).isEmpty();
            assertThat(session.next()).isEqualTo(2);
            assertThat(session.view().value("call.payload.n").orElseThrow()).hasToString("1");
            goThrough(session);
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).as("a typed step judges nothing").isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_step_that_failed_stays_the_next_and_the_case_passes_once_it_does() throws Exception {
        try (var debugging = debugged().open(MENDED)) {
            var session = debugging.session();
            var _ = session.runNext();
            assertThat(ended(session.runNext()).passed()).isFalse();
            assertThat(session.next()).isEqualTo(1);
            assertThat(session.failure()).isPresent();
            var _ = typed(session, "note: mended");
            assertThat(session.failure()).as("typed between").isPresent();
            assertThat(ended(session.runNext()).passed()).isTrue();
            assertThat(session.failure()).isEmpty();
            goThrough(session);
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(result.failures()).isEmpty();
            assertThat(notes(result)).containsExactly("first", "mended", "last", "the end");
        }
    }

    @Test
    void passing_over_a_step_that_failed_does_not_make_the_case_pass() throws Exception {
        try (var debugging = debugged().open(MENDED)) {
            var session = debugging.session();
            var _ = session.runNext();
            var _ = session.runNext();
            session.skip();
            assertThat(session.next()).isEqualTo(2);
            goThrough(session);
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.failures()).singleElement().matches(one -> one.stepNumber() == 2);
            assertThat(notes(result)).containsExactly("first", "last", "the end");
        }
    }

    @Test
    void passing_over_a_step_that_was_not_tried_does_not_fail_the_case() throws Exception {
        try (var debugging = debugged().open(MENDED)) {
            var session = debugging.session();
            var _ = session.runNext();
            session.skip();
            goThrough(session);
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(notes(result)).containsExactly("first", "last", "the end");
        }
    }

    @Test
    void a_step_that_nobody_could_let_go_on_is_interrupted_and_can_be_tried_again() throws Exception {
        var waits = new AtomicBoolean();
        try (var debugging = debugged().open("""
            steps:
              - expect_event: {type: note, text: now}
                within: 50s
            finally: [note: the end]
            """)) {
            var session = debugging.session();
            session.view().listen(_ -> {
                if (!waits.getAndSet(true)) {
                    session.haltStep();
                }
            });
            var cut = ended(session.runNext());
            assertThat(cut.result().verdict()).isEqualTo(Verdict.INTERRUPTED);
            assertThat(session.next()).isZero();
            assertThat(session.closing()).isFalse();
            session.haltStep(); // there is none
            var _ = typed(session, "note: now");
            assertThat(ended(session.runNext()).passed()).isTrue();
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.failures()).isEmpty();
            assertThat(notes(result)).containsExactly("now", "the end");
        }
    }
}
