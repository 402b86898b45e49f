package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Progress.Halted;
import dev.simrun.run.Progress.Stopped;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case that is stopped in the middle of a step. */
class SessionStopTest {
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

    private static final String HANGS = """
        runtime: {fake: [{when: invoke, hang: forever}]}
        steps:
          - invoke: {payload: 1, timeout: 50s}
            expect: {outcome: crash}
          - expect_event: {type: runtime.invoke}
        """;

    /** Longer than anything here that needs no time takes, in vain. */
    private static final Duration WHILE = Duration.ofMillis(60);

    @TempDir
    private Path folder;

    private Debugged debugged() {
        return new Debugged(folder);
    }

    private static Ended ended(Progress progress) {
        return (Ended) progress;
    }

    private static void goThrough(Session session) throws InterruptedException {
        while (session.nextStep().isPresent()) {
            assertThat(ended(session.runNext()).passed()).isTrue();
        }
    }

    @Test
    void stopped_at_an_event_nothing_scripted_happens_until_it_goes_on() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            var _ = session.runNext();
            var _ = session.runNext();
            session.stopAt(SessionStopTest::isShutdown);
            var stopped = (Stopped) session.runNext();
            assertThat(session.underWay()).isTrue();
            assertThat(session.next()).isEqualTo(2);
            assertThat(after(session, stopped.at())).isEmpty();
            awaitNothing();
            assertThat(after(session, stopped.at()))
                    .as("what the extension does about it")
                    .isEmpty();
            assertThat(session.view().state()).isEqualTo("shutdown");
            assertThat(ended(session.goOn()).passed()).isTrue();
            assertThat(session.underWay()).isFalse();
            assertThat(after(session, stopped.at())).isNotEmpty();
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    private static boolean isShutdown(Event event) {
        return event.fact() instanceof Fact.ExtensionEvent given && given.isShutdown();
    }

    private static List<Event> after(Session session, Event event) {
        return session.view().timeline(event.seq());
    }

    private static void awaitNothing() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(WHILE.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
    }

    @Test
    void it_stops_again_at_once_for_an_event_that_came_with_the_first() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            var _ = session.runNext();
            var _ = session.runNext();
            session.stopAt(SessionStopTest::isShutdown);
            assertThat(session.runNext()).isInstanceOf(Stopped.class);
            session.stopAt(it -> it.type() == EventType.NOTE);
            assertThat(beside(session, "note: one")).isTrue();
            var last = session.view().timeline(0).getLast();
            assertThat(session.goOn()).isEqualTo(new Stopped(last));
            awaitNothing();
            assertThat(after(session, last)).isEmpty();
            assertThat(ended(session.goOn()).passed()).isTrue();
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @RepeatedTest(20)
    void the_clock_stands_still_however_fast_a_step_has_ended() throws Exception {
        try (var debugging = debugged().open("steps: [note: one, note: two, note: three]\n")) {
            var session = debugging.session();
            while (session.nextStep().isPresent()) {
                var _ = session.runNext();
                var elapsed = session.view().elapsed();
                assertThat(session.view().elapsed()).isEqualTo(elapsed);
            }
        }
    }

    @Test
    void what_is_left_of_a_deadline_stays_while_somebody_looks_at_it() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            var _ = session.runNext();
            session.stopAt(it -> it.type() == EventType.INVOKE_START);
            assertThat(session.runNext()).isInstanceOf(Stopped.class);
            var left = session.view().deadlines();
            var elapsed = session.view().elapsed();
            assertThat(left).containsKey("invoke");
            awaitNothing();
            assertThat(session.view().deadlines()).isEqualTo(left);
            assertThat(session.view().elapsed()).isEqualTo(elapsed);
            session.stopAt(_ -> false);
            assertThat(ended(session.goOn()).passed()).isTrue();
            goThrough(session);
            var result = debugging.result(Ending.FINISHED);
            assertThat(result.failures()).isEmpty();
        }
    }

    @Test
    void beside_a_step_that_is_under_way_only_what_waits_for_nothing_is_carried_out() throws Exception {
        try (var debugging = debugged().open(THREE)) {
            var session = debugging.session();
            var _ = session.runNext();
            session.stopAt(it -> it.type() == EventType.INVOKE_START);
            assertThat(session.runNext()).isInstanceOf(Stopped.class);
            assertThat(beside(session, "set: {n: 7}")).isTrue();
            assertThat(session.view().value("n").orElseThrow()).hasToString("7");
            assertThat(beside(session, "assert_state: invoke")).isTrue();
            assertThat(beside(session, "assert_event: {type: invoke.start}")).isTrue();
            assertThat(beside(session, "invoke: {}")).isFalse();
            assertThat(beside(session, "expect_event: {type: log}")).isFalse();
            assertThat(session.underWay()).isTrue();
            session.stopAt(_ -> false);
            assertThat(ended(session.goOn()).passed()).isTrue();
            goThrough(session);
        }
    }

    @Test
    void what_was_typed_beside_a_step_is_not_the_result_of_that_step() throws Exception {
        try (var debugging = debugged().open(HANGS)) {
            var session = debugging.session();
            halt(session);
            assertThat(beside(session, "set: {n: 7}")).isTrue();
            var cut = session.giveUp();
            assertThat(cut.result().verdict()).isEqualTo(Verdict.INTERRUPTED);
            assertThat(cut.value().isEmpty()).as("%s", cut.value()).isTrue();
        }
    }

    /** Lets the first step run until it is stopped from outside, as nobody waits for its end. */
    private static void halt(Session session) throws InterruptedException {
        session.stopAt(_ -> false);
        session.view().listen(event -> {
            if (event.type() == EventType.RUNTIME_INVOKE) {
                session.haltStep();
            }
        });
        assertThat(session.runNext()).isInstanceOf(Halted.class);
        assertThat(session.underWay()).isTrue();
        assertThat(session.stepUnderWay()).isEqualTo(session.nextStep());
        assertThat(session.view().stands()).isTrue();
    }

    @Test
    void a_step_that_hangs_is_stopped_and_ends_by_the_signal_that_is_sent_meanwhile() throws Exception {
        try (var debugging = debugged().open(HANGS)) {
            var session = debugging.session();
            halt(session);
            var elapsed = session.view().elapsed();
            assertThat(beside(session, "signal: {actor: runtime, signal: SIGKILL}"))
                    .isTrue();
            assertThat(session.view().elapsed()).as("the clock").isEqualTo(elapsed);
            var ended = ended(session.goOn());
            assertThat(ended.value().path("outcome").asString()).isEqualTo("crash");
            goThrough(session); // what the invoke did is still to be seen
        }
    }

    @Test
    void a_step_that_hangs_is_given_up_and_the_case_goes_on() throws Exception {
        try (var debugging = debugged().open(HANGS)) {
            var session = debugging.session();
            halt(session);
            assertThat(session.giveUp().result().verdict()).isEqualTo(Verdict.INTERRUPTED);
            assertThat(session.underWay()).isFalse();
            session.skip();
            assertThat(ended(session.runNext()).passed()).isTrue();
        }
    }

    private static boolean beside(Session session, String text) {
        var step = session.read(new Source("typed", text)).getFirst();
        var ended = session.runBeside(step);
        ended.ifPresent(it -> assertThat(it.passed()).as(text).isTrue());
        return ended.isPresent();
    }
}
