package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.event.Refusal;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reported init/error or exit/error ends no process: what reported it goes on until it has ended (WIRE.md §2.6). */
class InitErrorTest {
    private static final String REPORTED = "ERROR {\"errorMessage\":\"no\"}";

    private final Bench bench = Bench.with();

    private void failFirstInit() {
        bench.on(new Input.StartInit());
        bench.initError("Runtime.First");
        bench.ends(Event.RUNTIME, new Ending.Code(1));
    }

    @Test
    void init_fails_when_the_runtime_has_ended_and_not_before() {
        bench.on(new Input.StartInit());
        bench.pass(100);
        bench.initError("Runtime.First");
        bench.pass(400);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        assertThat(bench.all(Effect.SignalProcess.class)).isEmpty();
        bench.ends(Event.RUNTIME, new Ending.Code(3));
        var failed = bench.facts(Fact.InitError.class).getFirst();
        assertThat(failed.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(failed.errorType()).isEqualTo("Runtime.First");
        assertThat(failed.errorMessage()).isEqualTo("no");
        assertThat(failed.duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(bench.simulator.phase()).isEqualTo(Phase.NEW);
        assertThat(bench.all(Effect.SignalProcess.class)).isEmpty();
    }

    @Test
    void within_an_invocation_the_caller_is_answered_at_once_and_its_phase_ends_with_the_process() {
        failFirstInit();
        bench.invoke("r1");
        bench.initError("Runtime.Second");
        assertThat(bench.answer("r1")).isEqualTo(REPORTED);
        assertThat(bench.facts(Fact.InvokeEnd.class)).isEmpty();
        bench.pass(400);
        bench.ends(Event.RUNTIME, new Ending.Code(0));
        assertThat(bench.facts(Fact.InvokeEnd.class).getFirst().duration()).isEqualTo(Duration.ofMillis(400));
        assertThat(bench.facts(Fact.InvokeDone.class)).hasSize(1);
    }

    @Test
    void runtime_that_stays_is_there_until_the_limit_of_init() {
        bench.on(new Input.StartInit());
        bench.initError("Runtime.First");
        assertThat(bench.due(Timer.Kind.INIT)).isEqualTo(Duration.ofSeconds(10));
        bench.fire(Timer.Kind.INIT);
        assertThat(bench.facts(Fact.InitError.class).getFirst().outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(bench.facts(Fact.ShutdownStart.class).getFirst().reason()).isEqualTo(ShutdownReason.TIMEOUT);
    }

    @Test
    void runtime_that_stays_in_an_invocation_is_there_until_its_time_out() {
        failFirstInit();
        bench.invoke("r1");
        bench.initError("Runtime.Second");
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.answer("r1")).isEqualTo(REPORTED);
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGKILL"));
        assertThat(bench.facts(Fact.InvokeEnd.class).getFirst().duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void environment_that_is_shut_down_meanwhile_failed_of_the_report() {
        bench.on(new Input.StartInit());
        bench.initError("Runtime.First");
        bench.shutDown();
        assertThat(bench.facts(Fact.InitError.class).getFirst().errorType()).isEqualTo("Runtime.First");
    }

    @Test
    void extension_that_reported_goes_on_until_it_has_ended() {
        var one = Bench.with("a");
        one.on(new Input.StartInit());
        var a = one.register("a");
        one.on(new Input.ExtensionInitError(900, Optional.of(a), Optional.of("Extension.NoConfig")));
        one.runtimeNext();
        one.pass(400);
        assertThat(one.simulator.phase()).isEqualTo(Phase.INIT);
        assertThat(one.all(Effect.SignalProcess.class)).isEmpty();
        one.ends("a", new Ending.Code(1));
        assertThat(one.facts(Fact.InitError.class).getFirst().errorType()).isEqualTo("Extension.InitError");
        assertThat(one.facts(Fact.InitError.class).getFirst().duration()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void of_eleven_extensions_the_last_by_name_is_not_started_and_init_fails_at_once() {
        var many = Bench.with("k2", "k1", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k0", "k11");
        many.on(new Input.StartInit());
        assertThat(many.all(Effect.StartProcess.class).stream().map(Effect.StartProcess::actor))
                .containsExactly("k0", "k1", "k11", "k2", "k3", "k4", "k5", "k6", "k7", "k8");
        var failed = many.facts(Fact.InitError.class).getFirst();
        assertThat(failed.errorType()).isEqualTo("Extension.LaunchError");
        assertThat(failed.errorMessage()).isEqualTo("ErrTooManyExtensions");
        assertThat(failed.outcome()).isEqualTo(Outcome.CRASH);
    }

    @Test
    void declared_extensions_count_before_they_register_and_are_never_too_many() {
        var full = Bench.with("a");
        full.on(new Input.StartInit());
        for (int i = 1; i <= 9; i++) {
            full.register("inner" + i);
        }
        assertThat(full.tryRegister("inner10")).isEqualTo(new Reply.Refused(Refusal.TOO_MANY_EXTENSIONS, "10"));
        assertThat(full.tryRegister("a")).isInstanceOf(Reply.Registered.class);
    }

    @Test
    void several_slots_let_the_caller_see_the_type_that_was_posted() {
        var managed = new Bench(new Setups().externals("a").slots(2));
        managed.on(new Input.StartInit());
        var a = managed.register("a");
        managed.on(new Input.ExtensionInitError(900, Optional.of(a), Optional.of("Extension.NoConfig")));
        managed.ends("a", new Ending.Code(1));
        assertThat(managed.facts(Fact.InitError.class).getFirst().errorType()).isEqualTo("Extension.NoConfig");
    }
}
