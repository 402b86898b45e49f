package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When an environment freezes and what thaws it. */
class FreezeTest {
    private final Bench bench = new Bench(new Setups().externals("a").freeze(true));

    private void initialise() {
        bench.on(new Input.StartInit());
        bench.poll(bench.register("a", "INVOKE", "SHUTDOWN"));
        bench.runtimeNext();
    }

    private void serve(String id) {
        bench.invoke(id);
        bench.respond(id);
        bench.runtimeNext();
        bench.poll(bench.id("a"));
    }

    private void allStopped() {
        bench.on(new Input.Frozen(bench.all(Effect.Freeze.class).getLast().number()));
    }

    /** The facts of interest, in order. */
    private List<String> facts() {
        var telling = List.of(
                EventType.INIT_DONE,
                EventType.FREEZE,
                EventType.THAW,
                EventType.INVOKE_START,
                EventType.INVOKE_DONE,
                EventType.SHUTDOWN_START);
        return bench.all(Effect.Happened.class).stream()
                .map(happened -> EventType.of(happened.fact()))
                .filter(telling::contains)
                .map(EventType::wireName)
                .toList();
    }

    @Test
    void freezes_after_init_and_after_each_invocation_and_thaws_before_the_next() {
        initialise();
        assertThat(bench.simulator.state()).isEqualTo("ready");
        allStopped();
        assertThat(bench.simulator.state()).isEqualTo("frozen");
        serve("r1");
        allStopped();
        serve("r2");
        assertThat(facts())
                .containsExactly(
                        "init.done",
                        "freeze",
                        "thaw",
                        "invoke.start",
                        "invoke.done",
                        "freeze",
                        "thaw",
                        "invoke.start",
                        "invoke.done");
    }

    @Test
    void does_not_freeze_while_an_invocation_waits() {
        bench.on(new Input.StartInit());
        bench.invoke("r1");
        bench.invoke("r2");
        initialise();
        bench.respond("r1");
        bench.runtimeNext();
        bench.poll(bench.id("a"));
        assertThat(bench.all(Effect.Freeze.class)).isEmpty();
        bench.respond("r2");
        bench.runtimeNext();
        bench.poll(bench.id("a"));
        assertThat(bench.all(Effect.Freeze.class)).hasSize(1);
    }

    @Test
    void an_invocation_cancels_a_freeze_in_flight() {
        initialise();
        bench.invoke("r1");
        assertThat(kinds()).containsSubsequence("Freeze", "Thaw", "Reply");
        allStopped();
        assertThat(bench.facts(Fact.Freeze.class)).isEmpty();
        assertThat(bench.facts(Fact.Thaw.class)).isEmpty();
        assertThat(bench.simulator.freezing()).isFalse();
    }

    private Stream<String> kinds() {
        return bench.effects.stream()
                .map(effect -> effect.getClass().getSimpleName())
                .dropWhile(kind -> !kind.equals("Freeze"));
    }

    @Test
    void news_of_a_cancelled_freeze_does_not_complete_the_next_one() {
        initialise();
        serve("r1");
        assertThat(bench.all(Effect.Freeze.class)).hasSize(2);
        bench.on(new Input.Frozen(1));
        assertThat(bench.simulator.state()).isEqualTo("ready");
        bench.on(new Input.Frozen(2));
        assertThat(bench.simulator.state()).isEqualTo("frozen");
    }

    @Test
    void a_shutdown_thaws_before_the_first_signal() {
        initialise();
        allStopped();
        bench.shutDown();
        assertThat(facts()).endsWith("freeze", "thaw", "shutdown.start");
        assertThat(kinds()).containsSubsequence("Freeze", "Thaw", "SignalProcess");
    }

    @Test
    void nothing_begins_before_all_processes_go_on() {
        initialise();
        allStopped();
        bench.thaws = false;
        bench.invoke("r1");
        assertThat(facts()).endsWith("freeze", "thaw");
        bench.on(new Input.Thawed(0));
        assertThat(facts()).as("another thaw").endsWith("freeze", "thaw");
        bench.pass(7);
        bench.on(new Input.Thawed(1));
        assertThat(facts()).endsWith("thaw", "invoke.start");
        assertThat(bench.due(Timer.Kind.INVOKE)).as("the whole time-out").isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_process_that_ends_at_the_thaw_is_not_offered_the_invocation() {
        initialise();
        allStopped();
        bench.thaws = false;
        bench.invoke("r1");
        bench.ends("runtime", new Ending.Code(1));
        bench.on(new Input.Thawed(1));
        assertThat(bench.answer("r1")).contains("Runtime.ExitError", "exit status 1");
        assertThat(bench.facts(Fact.RuntimeInvoke.class)).isEmpty();
    }

    @Test
    void a_freeze_may_follow_a_thaw_at_once() {
        initialise();
        allStopped();
        bench.thaws = false;
        bench.on(new Input.Thaw());
        bench.on(new Input.Freeze());
        bench.on(new Input.Thawed(1));
        assertThat(bench.simulator.freezing()).isTrue();
        allStopped();
        assertThat(bench.simulator.state()).isEqualTo("frozen");
    }

    @Test
    void a_shutdown_does_not_wait_for_a_thaw() {
        initialise();
        allStopped();
        bench.thaws = false;
        bench.shutDown();
        assertThat(kinds()).containsSubsequence("Freeze", "Thaw", "SignalProcess");
    }

    @Test
    void a_thaw_lasts_until_the_next_invocation_has_ended() {
        initialise();
        allStopped();
        bench.on(new Input.Thaw());
        assertThat(bench.simulator.state()).isEqualTo("ready");
        bench.poll(bench.id("a")); // anything that happens
        assertThat(bench.simulator.freezing()).isFalse();
        serve("r1");
        assertThat(bench.simulator.freezing()).isTrue();
    }

    @Test
    void a_process_that_ends_while_it_is_frozen_is_no_error() {
        initialise();
        allStopped();
        bench.ends("a", new Ending.Signal("SIGKILL"));
        assertThat(bench.simulator.state()).isEqualTo("frozen");
        bench.invoke("r1");
        assertThat(bench.answer("r1")).contains("Extension.Crash");
    }

    @Test
    void without_the_setting_only_a_scenario_freezes_and_only_what_runs() {
        var other = Bench.with();
        other.on(new Input.Freeze());
        other.on(new Input.StartInit());
        other.runtimeNext();
        assertThat(other.simulator.freezing()).isFalse();
        other.on(new Input.Freeze());
        other.on(new Input.Freeze());
        assertThat(other.all(Effect.Freeze.class)).hasSize(1);
        other.on(new Input.Thaw());
        other.shutDown();
        other.on(new Input.Freeze());
        assertThat(other.simulator.freezing()).isFalse();
    }

    @Test
    void a_reset_thaws_first_and_the_fresh_environment_freezes_after_its_invocation() {
        initialise();
        allStopped();
        bench.on(new Input.Reset(1, ShutdownReason.FAILURE, true));
        assertThat(facts()).endsWith("freeze", "thaw", "shutdown.start");
        bench.ends("runtime", new Ending.Code(0));
        bench.ends("a", new Ending.Code(0));
        assertThat(bench.facts(Fact.Reset.class)).hasSize(1);
        bench.on(new Input.Freeze());
        assertThat(bench.simulator.freezing()).isFalse();
        bench.invoke("r1");
        initialise();
        assertThat(bench.simulator.freezing()).isFalse();
        bench.respond("r1");
        bench.runtimeNext();
        bench.poll(bench.id("a"));
        assertThat(bench.simulator.freezing()).isTrue();
    }

    @Test
    void a_restore_thaws_first_and_freezes_after_it() {
        var other = new Bench(new Setups().freeze(true).snapStart(true));
        other.on(new Input.StartInit());
        other.runtimeNext();
        other.on(new Input.Frozen(1));
        assertThat(other.simulator.state()).isEqualTo("frozen");
        other.on(new Input.Restore());
        assertThat(other.all(Effect.Thaw.class)).hasSize(1);
        assertThat(other.facts(Fact.RestoreDone.class)).hasSize(1);
        assertThat(other.all(Effect.Freeze.class)).hasSize(2);
    }
}
