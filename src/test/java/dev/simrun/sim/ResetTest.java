package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.event.ShutdownReason;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a fault leads to: a reset, and an init within the next invocation. */
class ResetTest {
    private static final Ending KILLED = new Ending.Signal("SIGKILL");

    /** All processes end as soon as they are signalled, until the environment is fresh. */
    private static void settle(Bench bench) {
        for (int i = 0; i < 5 && bench.simulator.phase() == Phase.SHUTDOWN; i++) {
            for (var signal : List.copyOf(bench.all(Effect.SignalProcess.class))) {
                bench.ends(signal.actor(), KILLED);
            }
            if (bench.waitsFor().contains(Timer.Kind.SHUTDOWN)) {
                bench.fire(Timer.Kind.SHUTDOWN);
            }
        }
        assertThat(bench.simulator.phase()).isNotEqualTo(Phase.SHUTDOWN);
    }

    private static List<String> started(Bench bench) {
        return bench.all(Effect.StartProcess.class).stream()
                .map(Effect.StartProcess::actor)
                .toList();
    }

    @Test
    void time_out_resets_and_the_next_invocation_initialises_again() {
        var bench = Bench.ready("a");
        var before = bench.id("a");
        bench.invoke("r1");
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.answer("r1")).startsWith("TIMEOUT").contains("3.00 seconds");
        settle(bench);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.NEW);
        assertThat(bench.facts(Fact.Reset.class).getFirst().reason()).isEqualTo(ShutdownReason.TIMEOUT);
        assertThat(bench.simulator.extensions().count()).isZero();
        bench.on(new Input.StartInit());
        assertThat(bench.simulator.phase()).isEqualTo(Phase.NEW);

        bench.invoke("r2");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        assertThat(started(bench)).containsExactly("a", Event.RUNTIME, "a");
        var after = bench.register("a", "INVOKE", "SHUTDOWN");
        assertThat(after).isNotEqualTo(before);
        bench.poll(after);
        long next = bench.runtimeNext();
        assertThat(bench.reply(next).orElseThrow()).isInstanceOf(Reply.Event.class);
        bench.respond("r2");
        bench.poll(after);
        bench.runtimeNext();
        var report = bench.facts(Fact.InvokeEnd.class).getLast();
        assertThat(report.phase()).isEqualTo(Fact.InvokeEnd.Phase.DONE);
        assertThat(bench.facts(Fact.InvokeStart.class).getLast().coldStart()).isTrue();
        assertThat(report.initDuration()).isEmpty();
    }

    @Test
    void deadline_of_an_invocation_with_its_own_init_counts_from_its_beginning() {
        var bench = Bench.ready();
        bench.reset();
        settle(bench);
        bench.invoke("r1");
        long deadline = Bench.START.toEpochMilli() + bench.millis() + 3000;
        bench.pass(1000);
        long next = bench.runtimeNext();
        assertThat(((Reply.Event) bench.reply(next).orElseThrow()).deadlineMs()).isEqualTo(deadline);
    }

    @Test
    void init_that_takes_too_long_is_run_again_under_the_function_s_time_out() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.invoke("r1");
        assertThat(bench.due(Timer.Kind.INIT)).isEqualTo(Duration.ofSeconds(10));
        bench.fire(Timer.Kind.INIT);
        assertThat(bench.answer("r1")).isEqualTo("none");
        bench.ends("a", KILLED);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.INIT);
        assertThat(bench.due(Timer.Kind.INVOKE)).isEqualTo(Duration.ofSeconds(3));
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.answer("r1")).startsWith("TIMEOUT").contains("3.00 seconds");
        assertThat(bench.facts(Fact.InitError.class).stream().map(Fact.InitError::phase))
                .containsExactly(Fact.InitError.Phase.INIT, Fact.InitError.Phase.INVOKE);
    }

    @Test
    void init_error_is_told_only_when_init_fails_again_in_the_invocation() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.initError("Runtime.First");
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        assertThat(bench.facts(Fact.InitError.class).getFirst().errorType()).isEqualTo("Runtime.First");
        bench.invoke("r1");
        assertThat(bench.answer("r1")).isEqualTo("none");
        bench.initError("Runtime.Second");
        assertThat(bench.answer("r1")).isEqualTo("ERROR {\"errorMessage\":\"no\"}");
        bench.ends(Event.RUNTIME, new Ending.Code(1));

        bench.invoke("r2");
        bench.runtimeNext();
        bench.respond("r2");
        assertThat(bench.answer("r2")).isEqualTo("SUCCESS ok");
    }

    @Test
    void init_error_before_init_began_resets_the_environment() {
        var bench = new Bench(new Setups().runtimeHasProcess(false));
        bench.initError("Runtime.Early");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.NEW);
        assertThat(bench.facts(Fact.Reset.class)).hasSize(1);
    }

    @Test
    void crash_after_an_init_error_was_met_is_told_as_what_it_is() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.initError("Runtime.First");
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        bench.invoke("r1");
        bench.runtimeNext();
        bench.ends(Event.RUNTIME, new Ending.Code(127));
        assertThat(bench.answer("r1")).startsWith("CRASH").contains("Runtime.ExitError", "exit status 127");
    }

    @Test
    void waiting_invocations_are_served_by_the_fresh_environment() {
        var bench = Bench.ready();
        bench.invoke("r1");
        bench.invoke("r2");
        bench.ends(Event.RUNTIME, KILLED);
        assertThat(bench.answer("r1")).startsWith("CRASH");
        assertThat(bench.answer("r2")).isEqualTo("none");
        bench.runtimeNext();
        bench.respond("r2");
        assertThat(bench.answer("r2")).isEqualTo("SUCCESS ok");
    }

    @Test
    void polls_are_closed_by_a_reset_and_old_identifiers_unknown_after_it() {
        var bench = Bench.ready("a");
        var old = bench.id("a");
        bench.reset();
        settle(bench);
        assertThat(bench.reply(bench.poll(old)).orElseThrow()).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void of_two_shutdowns_at_once_during_a_reset_the_first_follows_it() {
        var bench = Bench.ready();
        bench.reset();
        bench.on(new Input.Shutdown(ShutdownReason.SPINDOWN, true));
        bench.on(new Input.Shutdown(ShutdownReason.FAILURE, true));
        settle(bench);
        assertThat(bench.facts(Fact.ShutdownStart.class).getLast().reason()).isEqualTo(ShutdownReason.SPINDOWN);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
    }

    @Test
    void shutdown_asked_for_during_a_reset_follows_it() {
        var bench = Bench.ready("a");
        bench.reset();
        bench.shutDown();
        settle(bench);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
        assertThat(bench.shutdownDone().reason()).isEqualTo(ShutdownReason.SPINDOWN);
    }

    @Test
    void retry_with_the_same_request_id_is_told_apart_by_its_invocation_id() {
        var bench = Bench.ready();
        bench.invoke("r1");
        bench.fire(Timer.Kind.INVOKE);
        bench.ends(Event.RUNTIME, KILLED);
        bench.invoke("r1");
        var event = (Reply.Event) bench.reply(bench.runtimeNext()).orElseThrow();
        assertThat(bench.respond("r1", "another")).isEqualTo(new Reply.Refused(Refusal.LATE_ANSWER, ""));
        assertThat(bench.respond("r1", event.invocationId())).isEqualTo(new Reply.Accepted());
    }

    private static Bench snapStart() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        return bench;
    }

    @Test
    void snapshot_is_restored_before_the_first_invocation() {
        var bench = snapStart();
        long restore = bench.restoreNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        assertThat(bench.reply(restore)).isEmpty();
        bench.invoke("r1");
        assertThat(bench.reply(restore)).contains(new Reply.Restored());
        assertThat(bench.simulator.phase()).isEqualTo(Phase.RESTORE);
        bench.runtimeNext();
        bench.respond("r1");
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS ok");
    }

    @Test
    void runtime_without_hooks_needs_no_restore() {
        var bench = snapStart();
        bench.runtimeNext();
        bench.invoke("r1");
        bench.respond("r1");
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS ok");
        assertThat(bench.facts(Fact.RestoreDone.class)).hasSize(1);
    }

    @Test
    void restore_error_answers_the_invocation_and_resets() {
        var bench = snapStart();
        bench.restoreNext();
        bench.invoke("r1");
        bench.on(new Input.RestoreError(
                99, Optional.of("Runtime.AfterRestoreError"), Bytes.utf8("{}"), Optional.of("hook")));
        assertThat(bench.answer("r1")).isEqualTo("ERROR {}");
        var report = bench.facts(Fact.RestoreDone.class).getFirst();
        assertThat(report.errorType()).contains("Runtime.AfterRestoreError");
        settle(bench);
        assertThat(bench.facts(Fact.Reset.class)).hasSize(1);
    }

    @Test
    void init_error_while_restoring_counts_as_restore_error() {
        var bench = snapStart();
        bench.restoreNext();
        bench.invoke("r1");
        bench.initError("Runtime.AfterRestoreError");
        assertThat(bench.facts(Fact.RuntimeRestoreError.class)).hasSize(1);
        assertThat(bench.answer("r1")).startsWith("ERROR");
    }

    @Test
    void restore_that_takes_too_long_fails_its_invocation() {
        var bench = snapStart();
        bench.restoreNext();
        bench.invoke("r1");
        assertThat(bench.due(Timer.Kind.RESTORE)).isEqualTo(Duration.ofSeconds(10));
        bench.fire(Timer.Kind.RESTORE);
        assertThat(bench.answer("r1")).startsWith("TIMEOUT").contains("Runtime.RestoreHookUserTimeout");
    }

    @Test
    void restore_error_after_the_restore_has_failed_changes_nothing() {
        var bench = snapStart();
        bench.restoreNext();
        bench.on(new Input.Restore());
        bench.fire(Timer.Kind.RESTORE);
        bench.invoke("r1");
        bench.on(new Input.RestoreError(99, Optional.empty(), Bytes.EMPTY, Optional.empty()));
        assertThat(bench.reply(99)).contains(new Reply.Accepted());
        assertThat(bench.facts(Fact.RestoreDone.class)).hasSize(1);
        assertThat(bench.facts(Fact.ShutdownStart.class)).hasSize(1);
        assertThat(bench.answer("r1")).as("it waits for the reset").isEqualTo("none");
    }

    @Test
    void scenario_restores_without_an_invocation() {
        var bench = snapStart();
        long restore = bench.restoreNext();
        bench.on(new Input.Restore());
        assertThat(bench.reply(restore)).contains(new Reply.Restored());
        bench.runtimeNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        assertThat(bench.facts(Fact.RestoreDone.class)).hasSize(1);
    }

    @Test
    void restore_calls_have_their_place() {
        var bench = snapStart();
        bench.runtimeNext();
        assertThat(bench.reply(bench.restoreNext()).orElseThrow())
                .isEqualTo(new Reply.Refused(Refusal.RESTORE_OUT_OF_PLACE, "Ready to Ready failed for runtime"));
    }
}
