package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a shutdown: who acknowledged it how, who was killed, and how all ended. */
class ShutdownTellsTest {
    private static final Ending KILLED = new Ending.Signal("SIGKILL");

    private static List<String> killed(Bench bench) {
        return bench.all(Effect.SignalProcess.class).stream()
                .filter(Effect.SignalProcess::kill)
                .map(Effect.SignalProcess::actor)
                .toList();
    }

    private static void endRuntime(Bench bench) {
        bench.ends(Event.RUNTIME, new Ending.Signal("SIGTERM"));
    }

    @Test
    void poll_or_exit_with_status_0_after_shutdown_acknowledges() {
        var bench = Bench.ready("polls", "exits", "fails");
        bench.shutDown();
        bench.ends("exits", new Ending.Code(0)); // before it was given SHUTDOWN
        assertThat(bench.facts(Fact.ExtensionAcknowledged.class)).isEmpty();
        bench = Bench.ready("polls", "exits", "fails");
        bench.shutDown();
        endRuntime(bench);
        bench.pass(30);
        bench.poll(bench.id("polls"));
        bench.poll(bench.id("polls")); // is refused, and acknowledges no second time
        bench.pass(20);
        bench.ends("exits", new Ending.Code(0));
        bench.ends("fails", new Ending.Code(1));
        assertThat(bench.facts(Fact.ExtensionAcknowledged.class))
                .containsExactly(
                        new Fact.ExtensionAcknowledged(Fact.ExtensionAcknowledged.By.NEXT, Duration.ofMillis(30)),
                        new Fact.ExtensionAcknowledged(Fact.ExtensionAcknowledged.By.EXIT, Duration.ofMillis(50)));
        assertThat(killed(bench)).containsExactly("polls");
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.LAST_EXITS);
        bench.ends("polls", KILLED);
        var done = bench.shutdownDone();
        assertThat(done.acknowledged()).containsExactly("polls", "exits");
        assertThat(done.killed()).isEmpty();
        assertThat(done.exited().keySet()).containsExactly(Event.RUNTIME, "exits", "fails", "polls");
        assertThat(done.duration()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void who_says_nothing_is_killed_at_the_deadline_in_the_files_order() {
        var bench = Bench.ready("b", "a");
        bench.shutDown();
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.RUNTIME_STOP);
        endRuntime(bench);
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.SHUTDOWN);
        bench.fire(Timer.Kind.SHUTDOWN);
        assertThat(killed(bench)).containsExactly("b", "a");
        bench.ends("a", KILLED);
        bench.ends("b", KILLED);
        assertThat(bench.shutdownDone().killed()).containsExactly("b", "a");
        assertThat(bench.shutdownDone().acknowledged()).isEmpty();
        assertThat(bench.facts(Fact.ExtensionAcknowledged.class)).isEmpty();
        assertThat(bench.waitsFor()).isEmpty();
    }

    @Test
    void poll_after_the_deadline_is_too_late() {
        var bench = Bench.ready("a");
        bench.shutDown();
        endRuntime(bench);
        bench.fire(Timer.Kind.SHUTDOWN);
        bench.poll(bench.id("a"));
        bench.ends("a", KILLED);
        assertThat(bench.facts(Fact.ExtensionAcknowledged.class)).isEmpty();
        assertThat(bench.shutdownDone().killed()).containsExactly("a");
    }

    @Test
    void next_shutdown_tells_nothing_of_the_one_before() {
        var bench = Bench.ready("a");
        bench.reset();
        endRuntime(bench);
        bench.fire(Timer.Kind.SHUTDOWN);
        bench.ends("a", KILLED);
        assertThat(bench.shutdownDone().killed()).containsExactly("a");
        bench.invoke("r1");
        bench.poll(bench.register("a", "SHUTDOWN"));
        bench.runtimeNext();
        bench.respond("r1");
        bench.runtimeNext();
        bench.shutDown();
        endRuntime(bench);
        bench.poll(bench.id("a"));
        bench.ends("a", KILLED);
        assertThat(bench.shutdownDone().killed()).isEmpty();
        assertThat(bench.shutdownDone().acknowledged()).containsExactly("a");
        assertThat(bench.shutdownDone().exited()).hasSize(2);
    }

    @Test
    void who_did_not_subscribe_is_killed_and_told_apart() {
        var bench = Bench.with("deaf", "hears");
        bench.on(new Input.StartInit());
        bench.poll(bench.register("deaf", "INVOKE"));
        bench.poll(bench.register("hears", "SHUTDOWN"));
        bench.runtimeNext();
        bench.shutDown();
        endRuntime(bench);
        assertThat(killed(bench)).containsExactly("deaf");
        bench.ends("deaf", KILLED);
        bench.poll(bench.id("hears"));
        assertThat(killed(bench)).containsExactly("deaf", "hears");
        bench.ends("hears", KILLED);
        assertThat(bench.shutdownDone().unsubscribed()).containsExactly("deaf");
        assertThat(bench.shutdownDone().killed()).isEmpty();
    }

    @Test
    void process_that_outlives_its_kill_is_given_up() {
        var bench = Bench.ready("a");
        bench.shutDown();
        endRuntime(bench);
        bench.fire(Timer.Kind.SHUTDOWN);
        assertThat(bench.due(Timer.Kind.LAST_EXITS)).isEqualTo(Duration.ofSeconds(2));
        bench.fire(Timer.Kind.LAST_EXITS);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.TERMINATED);
        assertThat(bench.shutdownDone().killed()).containsExactly("a");
    }

    @Test
    void limit_of_init_is_none_of_the_shutdown() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.INIT);
        bench.shutDown();
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.INIT);
        assertThat(bench.facts(Fact.ShutdownStart.class).getFirst().runtimeDeadlineAt())
                .isEmpty();
    }

    @Test
    void runtime_has_a_share_where_an_extension_is_registered() {
        var bench = Bench.ready("a");
        bench.shutDown();
        assertThat(bench.facts(Fact.ShutdownStart.class).getFirst().runtimeDeadlineAt())
                .contains(Duration.ofMillis(300));
        bench.fire(Timer.Kind.RUNTIME_STOP);
        assertThat(killed(bench)).containsExactly(Event.RUNTIME);
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.LAST_EXITS);
        bench.ends(Event.RUNTIME, KILLED);
        assertThat(bench.waitsFor()).containsExactly(Timer.Kind.SHUTDOWN);
    }
}
