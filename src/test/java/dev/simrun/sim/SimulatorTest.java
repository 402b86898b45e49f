package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of init and invoke that need a clock or a client that leaves. */
class SimulatorTest {
    private static final Ending OK = new Ending.Code(0);

    @Test
    void runtime_starts_only_when_every_external_extension_has_registered() {
        var bench = Bench.with("a", "b");
        bench.on(new Input.StartInit());
        bench.register("a");
        assertThat(started(bench)).containsExactly("a", "b");
        bench.register("b");
        assertThat(started(bench)).containsExactly("a", "b", Event.RUNTIME);
    }

    private static List<String> started(Bench bench) {
        return bench.all(Effect.StartProcess.class).stream()
                .map(Effect.StartProcess::actor)
                .toList();
    }

    @Test
    void init_waits_for_the_first_poll_of_extensions_without_events() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        var a = bench.register("a");
        var internal = bench.register("internal");
        bench.runtimeNext();
        bench.poll(a);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.poll(internal);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        assertThat(bench.timers).isEmpty();
    }

    @Test
    void first_failure_of_init_is_the_one_that_is_told() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.fire(Timer.Kind.INIT);
        bench.initError("Runtime.Late");
        assertThat(bench.facts(Fact.InitError.class)).hasSize(1);
    }

    @Test
    void init_that_never_began_took_no_time() {
        var bench = Bench.with();
        bench.shutDown();
        assertThat(bench.facts(Fact.InitError.class).getFirst().duration()).isEqualTo(Duration.ZERO);
    }

    @Test
    void extension_that_never_polls_makes_an_answered_invocation_time_out() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.respond("r1");
        bench.runtimeNext();
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS ok");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INVOKE);
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.facts(Fact.InvokeTimeout.class)).hasSize(1);
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS ok");
        assertThat(bench.facts(Fact.ShutdownStart.class).getFirst().reason()).isEqualTo(ShutdownReason.TIMEOUT);
    }

    @Test
    void answer_after_the_time_out_is_refused_as_too_late_once() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.respond("r1")).isEqualTo(new Reply.Refused(Refusal.LATE_ANSWER, ""));
        assertThat(bench.respond("r1")).isEqualTo(new Reply.Refused(Refusal.LATE_ANSWER_AGAIN, ""));
        assertThat(bench.facts(Fact.RuntimeResponse.class)).isEmpty();
    }

    @Test
    void report_does_not_count_what_the_runtime_did_after_the_end() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.respond("r1");
        bench.fire(Timer.Kind.INVOKE);
        bench.pass(100);
        bench.runtimeNext();
        bench.ends(Event.RUNTIME, OK);
        bench.ends("a", OK);
        var report = bench.facts(Fact.InvokeEnd.class).getFirst();
        assertThat(report.phase()).isEqualTo(Fact.InvokeEnd.Phase.TIMEOUT);
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(report.postRuntimeExtensionsDuration()).isEmpty();
    }

    @Test
    void response_after_the_crash_answer_gives_no_latency() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.ends("a", OK);
        bench.pass(100);
        bench.respond("r1");
        bench.ends(Event.RUNTIME, OK);
        assertThat(bench.facts(Fact.InvokeEnd.class).getFirst().responseLatency())
                .isEmpty();
    }

    @Test
    void extension_that_ends_while_idle_fails_the_next_invocation() {
        var bench = Bench.ready("a");
        bench.ends("a", OK);
        bench.invoke("r1");
        assertThat(bench.answer("r1"))
                .isEqualTo("CRASH {\"errorType\":\"Extension.Crash\",\"errorMessage\":\"RequestId: r1"
                        + " Error: exit code 0\"}");
    }

    @Test
    void dead_extension_stays_dead_when_its_connection_closes() {
        var bench = Bench.ready("a", "b");
        var a = bench.id("a");
        long waiting = bench.poll(bench.id("b")) - 1;
        bench.ends("a", OK);
        for (long call = 1; call <= waiting + 1; call++) {
            bench.on(new Input.CallGone(call));
        }
        assertThat(bench.simulator.extensions().byId(a).orElseThrow().state).isEqualTo(Extension.State.EXITED);
    }

    @Test
    void poll_of_a_dead_extension_is_closed_and_not_given_an_event() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        long poll = bench.poll(bench.register("a", "INVOKE", "SHUTDOWN"));
        bench.runtimeNext();
        bench.ends("a", OK);
        bench.invoke("r1");
        assertThat(bench.reply(poll)).contains(new Reply.Closed());
        assertThat(bench.facts(Fact.ExtensionEvent.class)).isEmpty();
    }

    @Test
    void client_that_hangs_up_changes_no_state_and_loses_the_event() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        var a = bench.register("a", "INVOKE");
        long first = bench.poll(a);
        bench.runtimeNext();
        bench.on(new Input.CallGone(first));
        for (int i = 0; i < 3; i++) {
            assertThat(bench.reply(bench.poll(a)))
                    .get()
                    .isEqualTo(new Reply.Refused(Refusal.CONCURRENT_NEXT, "Ready to Ready failed for extension " + a));
        }
        bench.invoke("r1");
        assertThat(bench.reply(first)).isEmpty();
        assertThat(bench.facts(Fact.ExtensionEvent.class))
                .extracting(Fact.ExtensionEvent::lost)
                .containsExactly(true);
        assertThat(bench.reply(bench.poll(a))).isEmpty();
        assertThat(bench.facts(Fact.RequestAbandoned.class)).hasSize(1);
    }

    @Test
    void client_whose_process_ends_is_not_told_to_have_hung_up() {
        var bench = Bench.ready("a", "b");
        for (long call = 1; call <= 5; call++) {
            bench.on(new Input.CallGone(call));
        }
        bench.ends("a", OK);
        bench.fire(Timer.Kind.HANG_UP);
        assertThat(bench.all(Effect.Happened.class).stream()
                        .filter(it -> it.fact() instanceof Fact.RequestAbandoned)
                        .map(Effect.Happened::actor))
                .containsExactly("b", "runtime");
    }

    @Test
    void runtimes_event_that_went_to_a_dead_poll_comes_again_with_its_next_one() {
        var bench = Bench.ready();
        long dead = bench.runtimeNext() - 1;
        bench.on(new Input.CallGone(dead));
        bench.invoke("r1");
        assertThat(bench.reply(dead)).isEmpty();
        assertThat(bench.reply(dead + 1)).isEmpty();
        assertThat(bench.reply(bench.runtimeNext())).get().isInstanceOf(Reply.Event.class);
    }

    @Test
    void poll_that_is_taken_back_gets_nothing() {
        var bench = Bench.ready();
        long second = bench.runtimeNext();
        bench.on(new Input.CallWithdrawn(second - 1));
        bench.invoke("r1");
        assertThat(bench.reply(second)).get().isInstanceOf(Reply.Event.class);
    }

    @Test
    void runtime_whose_first_poll_is_taken_back_has_yet_to_end_init() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        var id = bench.register("a", "INVOKE");
        bench.on(new Input.CallWithdrawn(bench.runtimeNext()));
        bench.poll(id);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.runtimeNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
    }

    @Test
    void init_that_is_over_stays_over_when_the_poll_that_ended_it_is_taken_back() {
        var bench = Bench.ready();
        bench.on(new Input.CallWithdrawn(1)); // the only one so far
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        bench.initError("Runtime.A");
        assertThat(bench.effects).last().isInstanceOf(Effect.Reply.class);
        bench.invoke("r1");
        assertThat(bench.reply(bench.runtimeNext())).get().isInstanceOf(Reply.Event.class);
    }

    @Test
    void extension_whose_first_poll_is_taken_back_is_one_that_has_only_registered() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.on(new Input.CallWithdrawn(bench.poll(bench.register("a", "INVOKE"))));
        bench.runtimeNext();
        assertThat(bench.simulator.extensions().byName("a").orElseThrow().state).isEqualTo(Extension.State.REGISTERED);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.poll(bench.id("a"));
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
    }

    @Test
    void invocation_goes_on_while_a_poll_that_was_the_end_of_its_part_is_taken_back() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.respond("r1");
        bench.on(new Input.CallWithdrawn(bench.runtimeNext()));
        bench.on(new Input.CallWithdrawn(bench.poll(bench.id("a"))));
        assertThat(bench.simulator.extensions().byName("a").orElseThrow().state).isEqualTo(Extension.State.RUNNING);
        bench.runtimeNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INVOKE);
        bench.poll(bench.id("a"));
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
    }

    @Test
    void restore_next_that_is_taken_back_is_sent_again() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.on(new Input.CallWithdrawn(bench.restoreNext()));
        long again = bench.restoreNext();
        bench.on(new Input.Restore());
        assertThat(bench.reply(again)).contains(new Reply.Restored());
    }

    @Test
    void reported_exit_error_is_what_the_invocation_fails_of() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        bench.on(new Input.ExtensionExitError(
                99, java.util.Optional.of(bench.id("a")), java.util.Optional.of("Extension.Foo")));
        bench.ends("a", new Ending.Code(1));
        assertThat(bench.answer("r1"))
                .isEqualTo("CRASH {\"errorType\":\"Extension.ExitError\",\"errorMessage\":\"RequestId: r1"
                        + " Error: exit status 1\"}");
    }

    @Test
    void poll_of_a_runtime_that_ended_gets_nothing_more() {
        var bench = Bench.ready();
        long old = bench.runtimeNext();
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGKILL"));
        assertThat(bench.reply(old)).contains(new Reply.Closed());

        bench.on(new Input.ProcessStarted(Event.RUNTIME));
        long next = bench.runtimeNext();
        bench.invoke("r1");
        assertThat(bench.reply(next).orElseThrow()).isInstanceOf(Reply.Event.class);
    }
}
