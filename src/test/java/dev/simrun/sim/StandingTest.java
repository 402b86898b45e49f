package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others ask a simulator, and what it tells of its own steps. */
class StandingTest {
    @Test
    void nothing_is_under_way_before_init_and_between_invocations() {
        var bench = Bench.with();
        assertThat(bench.simulator.idle()).isTrue();
        assertThat(bench.simulator.occupied()).isFalse();
        bench.on(new Input.StartInit());
        assertThat(bench.simulator.idle()).isFalse();
        bench.runtimeNext();
        assertThat(bench.simulator.idle()).isTrue();
        bench.invoke("r1");
        assertThat(bench.simulator.idle()).isFalse();
        assertThat(bench.simulator.occupied()).isTrue();
        bench.respond("r1");
        bench.runtimeNext();
        assertThat(bench.simulator.idle()).isTrue();
        assertThat(bench.simulator.occupied()).isFalse();
    }

    @Test
    void invocation_that_waits_is_under_way_whatever_the_phase() {
        var bench = Bench.with();
        bench.invoke("r1");
        assertThat(bench.simulator.idle()).isFalse();
    }

    @Test
    void what_waits_for_the_end_of_an_invocation_is_under_way() {
        var bench = Bench.ready();
        bench.invoke("r1");
        bench.on(new Input.Shutdown(ShutdownReason.SPINDOWN, false));
        assertThat(bench.simulator.over()).isTrue();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INVOKE);
        bench.on(new Input.Invoke(Bench.invocation("r2", Duration.ofSeconds(3))));
        assertThat(bench.all(Effect.InvokeRefused.class))
                .singleElement()
                .extracting(Effect.InvokeRefused::requestId, Effect.InvokeRefused::message)
                .containsExactly("r2", "the environment was shut down");
        bench.on(new Input.Shutdown(ShutdownReason.FAILURE, false)); // one is enough
        bench.respond("r1");
        bench.runtimeNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.SHUTDOWN);
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGKILL"));
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
        assertThat(bench.simulator.over()).isTrue();
        assertThat(bench.facts(Fact.ShutdownStart.class)).hasSize(1);
    }

    @Test
    void reset_is_no_end_and_tells_when_it_begins() {
        var bench = Bench.ready();
        bench.invoke("r1");
        bench.on(new Input.Reset(7, ShutdownReason.FAILURE, false));
        assertThat(bench.all(Effect.ResetBegun.class)).isEmpty();
        bench.invoke("r2"); // it waits for the reset
        assertThat(bench.simulator.over()).isFalse();
        bench.respond("r1");
        bench.runtimeNext();
        assertThat(bench.all(Effect.ResetBegun.class)).containsExactly(new Effect.ResetBegun(7));
        assertThat(bench.simulator.over()).isFalse();
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGKILL"));
        assertThat(bench.facts(Fact.Reset.class)).hasSize(1);
        assertThat(bench.facts(Fact.InvokeStart.class))
                .extracting(Fact.InvokeStart::requestId)
                .containsExactly("r1", "r2");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
    }

    @Test
    void snapshot_is_restored_once() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.restoreNext();
        assertThat(bench.simulator.restored()).isFalse();
        bench.on(new Input.Restore());
        assertThat(bench.facts(Fact.RestoreStart.class)).hasSize(1);
        bench.runtimeNext();
        assertThat(bench.simulator.restored()).isTrue();
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.RESTORE);
        assertThat(bench.facts(Fact.RestoreDone.class))
                .singleElement()
                .extracting(Fact.RestoreDone::outcome)
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void restore_fails_with_its_runtime_and_so_does_the_invocation() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.restoreNext();
        bench.invoke("r1");
        bench.ends(Event.RUNTIME, new Ending.Code(4));
        assertThat(bench.facts(Fact.RestoreDone.class))
                .singleElement()
                .extracting(Fact.RestoreDone::outcome)
                .isEqualTo(Outcome.CRASH);
        assertThat(bench.answer("r1")).startsWith("CRASH ").contains("Runtime.ExitError");
        assertThat(bench.facts(Fact.ShutdownStart.class)).hasSize(1);
    }

    @Test
    void restore_is_cut_off_by_a_shutdown() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.restoreNext();
        bench.on(new Input.Restore());
        bench.shutDown();
        assertThat(bench.facts(Fact.RestoreDone.class))
                .singleElement()
                .extracting(Fact.RestoreDone::errorType)
                .isEqualTo(Optional.of("Sandbox.Failure"));
    }

    @Test
    void program_that_can_not_be_started_fails_init_with_advice() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.on(new Input.LaunchFailed("a", "Extension.LaunchError", "fork/exec a: no", "build it"));
        var failed = bench.facts(Fact.InitError.class).getFirst();
        assertThat(failed.errorType()).isEqualTo("Extension.LaunchError");
        assertThat(failed.errorMessage()).isEqualTo("fork/exec a: no");
        assertThat(failed.advice()).contains("build it");
        bench.on(new Input.LaunchFailed("nobody", "Extension.LaunchError", "no", "no")); // nothing waits for it
        assertThat(bench.facts(Fact.InitError.class)).hasSize(1);
    }

    @Test
    void one_request_id_is_outstanding_once() {
        var bench = Bench.ready();
        bench.invoke("r1");
        bench.invoke("r1");
        assertThat(bench.all(Effect.InvokeRefused.class))
                .singleElement()
                .extracting(Effect.InvokeRefused::message)
                .isEqualTo("an invocation with this request id is outstanding");
    }

    @Test
    void phase_that_ends_by_itself_tells_no_error_and_a_broken_one_the_first() {
        var bench = Bench.ready();
        bench.pass(500);
        bench.invoke("r1");
        bench.respond("r1");
        bench.runtimeNext();
        assertThat(bench.facts(Fact.InvokeEnd.class).getFirst().phaseErrorType())
                .isEmpty();
        assertThat(bench.facts(Fact.InvokeEnd.class).getFirst().initDuration()).contains(Duration.ZERO);
        bench.invoke("r2");
        bench.respond("r2");
        bench.ends(Event.RUNTIME, new Ending.Code(4));
        assertThat(bench.facts(Fact.InvokeEnd.class).getLast().phaseErrorType()).contains("Runtime.ExitError");
        assertThat(bench.facts(Fact.InvokeEnd.class).getLast().initDuration()).isEmpty();
        bench.invoke("r3");
        bench.fire(Timer.Kind.INVOKE);
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGKILL"));
        assertThat(bench.facts(Fact.InvokeEnd.class).getLast().phaseErrorType()).contains("Sandbox.Timedout");
    }
}
