package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of a shutdown, its limits, and who has acknowledged it. */
class ShutdownPhaseTest {
    private static final Ending OK = new Ending.Code(0);
    private static final Ending KILLED = new Ending.Signal("SIGKILL");

    @Test
    void shutdown_that_was_lost_can_not_be_acknowledged() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        var a = bench.register("a", "SHUTDOWN");
        long first = bench.poll(a);
        bench.runtimeNext();
        bench.on(new Input.CallGone(first));
        bench.shutDown();
        bench.ends(Event.RUNTIME, OK);
        assertThat(bench.reply(bench.poll(a))).isEmpty();
        assertThat(bench.simulator.extensions().byId(a).flatMap(Extension::acknowledgement))
                .isEmpty();
        bench.fire(Timer.Kind.SHUTDOWN);
        bench.ends("a", KILLED);
        assertThat(bench.shutdownDone().killed()).containsExactly("a");
        assertThat(bench.shutdownDone().acknowledged()).isEmpty();
    }

    @Test
    void runtime_alone_is_killed_without_sigterm() {
        var bench = Bench.ready();
        bench.shutDown();
        assertThat(bench.all(Effect.SignalProcess.class))
                .containsExactly(new Effect.SignalProcess(Event.RUNTIME, true));
        bench.ends(Event.RUNTIME, KILLED);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
    }

    @Test
    void runtime_that_outlives_sigkill_does_not_hold_the_environment_up() {
        var bench = Bench.ready();
        bench.shutDown();
        bench.fire(Timer.Kind.LAST_EXITS);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
        var other = Bench.ready("a");
        other.shutDown();
        other.fire(Timer.Kind.RUNTIME_STOP);
        other.fire(Timer.Kind.LAST_EXITS);
        assertThat(other.facts(Fact.ExtensionEvent.class)).hasSize(1);
        assertThat(other.waitsFor()).containsExactly(Timer.Kind.SHUTDOWN);
    }

    @Test
    void runtime_gets_sigterm_then_sigkill_then_extensions_get_shutdown() {
        var bench = Bench.ready("a");
        bench.shutDown();
        assertThat(bench.due(Timer.Kind.RUNTIME_STOP)).isEqualTo(Duration.ofMillis(300));
        bench.fire(Timer.Kind.RUNTIME_STOP);
        assertThat(bench.all(Effect.SignalProcess.class))
                .containsExactly(
                        new Effect.SignalProcess(Event.RUNTIME, false), new Effect.SignalProcess(Event.RUNTIME, true));
        assertThat(bench.facts(Fact.ExtensionEvent.class)).isEmpty();
        bench.ends(Event.RUNTIME, KILLED);
        assertThat(bench.facts(Fact.ExtensionEvent.class)).hasSize(1);
        bench.fire(Timer.Kind.SHUTDOWN);
        assertThat(bench.millis()).isEqualTo(2000);
        bench.ends("a", KILLED);
        assertThat(bench.shutdownDone().killed()).containsExactly("a");
    }

    @Test
    void exit_with_status_0_after_the_sigkill_of_the_deadline_is_too_late() {
        var bench = Bench.ready("a", "b");
        bench.shutDown();
        bench.ends(Event.RUNTIME, OK);
        bench.fire(Timer.Kind.SHUTDOWN);
        bench.ends("a", OK);
        bench.ends("b", KILLED);
        assertThat(bench.facts(Fact.ExtensionAcknowledged.class)).isEmpty();
        assertThat(bench.shutdownDone().acknowledged()).isEmpty();
        assertThat(bench.shutdownDone().killed()).containsExactly("a", "b");
    }

    @Test
    void late_registration_while_the_environment_ends_is_refused() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.shutDown();
        assertThat(bench.tryRegister("a", "SHUTDOWN"))
                .isEqualTo(new Reply.Refused(Refusal.REGISTRATION_DURING_SHUTDOWN, ""));
    }

    @Test
    void second_registration_while_the_environment_ends_is_a_wrong_state() {
        var bench = Bench.ready("a");
        bench.shutDown();
        assertThat(bench.tryRegister("a"))
                .isEqualTo(new Reply.Refused(Refusal.REGISTERED_TWICE, "Ready to Registered failed for extension a"));
    }

    @Test
    void shutdown_report_names_extensions_in_file_order_and_exits_as_they_came() {
        var bench = Bench.with("a", "b", "c", "d", "e");
        bench.on(new Input.StartInit());
        for (var name : List.of("e", "c", "b", "a", "d")) {
            bench.poll(bench.register(name, "SHUTDOWN"));
        }
        bench.runtimeNext();
        bench.shutDown();
        bench.ends(Event.RUNTIME, OK);
        bench.fire(Timer.Kind.SHUTDOWN);
        for (var name : List.of("d", "e", "a", "c", "b")) {
            bench.ends(name, KILLED);
        }
        assertThat(bench.shutdownDone().killed()).containsExactly("a", "b", "c", "d", "e");
        assertThat(bench.shutdownDone().exited().keySet()).containsExactly(Event.RUNTIME, "d", "e", "a", "c", "b");
    }

    @Test
    void extension_without_shutdown_subscription_is_killed_without_event() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.poll(bench.register("a", "INVOKE"));
        bench.runtimeNext();
        bench.shutDown();
        bench.ends(Event.RUNTIME, OK);
        bench.ends("a", KILLED);
        assertThat(bench.shutdownDone().unsubscribed()).containsExactly("a");
        assertThat(bench.facts(Fact.ExtensionEvent.class)).isEmpty();
    }

    @Test
    void internal_extension_alone_gives_the_runtime_a_sigterm() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.poll(bench.register("internal", "INVOKE"));
        bench.runtimeNext();
        bench.shutDown();
        assertThat(bench.all(Effect.SignalProcess.class))
                .containsExactly(new Effect.SignalProcess(Event.RUNTIME, false));
    }
}
