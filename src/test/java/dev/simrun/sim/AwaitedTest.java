package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import org.junit.jupiter.api.Test;

class AwaitedTest {
    private static Fact.InitError initError(Bench bench) {
        return bench.facts(Fact.InitError.class).getLast();
    }

    private static Fact.InvokeTimeout timeOut(Bench bench) {
        return bench.facts(Fact.InvokeTimeout.class).getLast();
    }

    @Test
    void before_all_have_registered_the_others_are_awaited() {
        var bench = Bench.with("a", "b", "c");
        bench.on(new Input.StartInit());
        bench.poll(bench.register("b", "INVOKE"));
        bench.fire(Timer.Kind.INIT);
        assertThat(initError(bench).awaited()).containsExactly("a", "c");
        assertThat(initError(bench).extensions()).containsExactly("b");
        assertThat(initError(bench).outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void then_those_that_have_not_polled() {
        var bench = Bench.with("a", "b", "c");
        bench.on(new Input.StartInit());
        bench.register("c", "INVOKE");
        bench.poll(bench.register("b", "INVOKE"));
        bench.register("a", "INVOKE");
        bench.register("inner", "INVOKE");
        bench.fire(Timer.Kind.INIT);
        assertThat(initError(bench).awaited()).containsExactly(Event.RUNTIME, "a", "c", "inner");
    }

    @Test
    void runtime_that_has_polled_is_not_awaited() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.register("a", "INVOKE");
        bench.runtimeNext();
        bench.fire(Timer.Kind.INIT);
        assertThat(initError(bench).awaited()).containsExactly("a");
    }

    @Test
    void nobody_is_awaited_where_something_else_broke() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.ends("a", new Ending.Code(1));
        assertThat(initError(bench).awaited()).isEmpty();
    }

    @Test
    void invocation_waits_for_the_runtime_and_those_that_had_its_event() {
        var bench = Bench.ready("b", "a");
        bench.invoke("r1");
        bench.poll(bench.id("b"));
        bench.fire(Timer.Kind.INVOKE);
        assertThat(timeOut(bench).awaited()).containsExactly(Event.RUNTIME, "a");
    }

    @Test
    void runtime_that_polled_again_is_done() {
        var bench = Bench.ready("b", "a");
        bench.invoke("r1");
        bench.respond("r1");
        bench.runtimeNext();
        bench.fire(Timer.Kind.INVOKE);
        assertThat(timeOut(bench).awaited()).containsExactly("b", "a");
    }

    @Test
    void invocation_that_needs_an_init_waits_for_whom_that_waits() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.ends("a", new Ending.Code(1));
        bench.invoke("r1");
        bench.fire(Timer.Kind.INVOKE);
        assertThat(timeOut(bench).awaited()).containsExactly("a");
        assertThat(initError(bench).awaited()).containsExactly("a");
        assertThat(initError(bench).phase()).isEqualTo(Fact.InitError.Phase.INVOKE);
    }

    @Test
    void restore_waits_for_the_runtime() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        bench.invoke("r1"); // with an init of its own, and the function's time-out
        bench.restoreNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.RESTORE);
        bench.fire(Timer.Kind.INVOKE);
        assertThat(timeOut(bench).awaited()).containsExactly(Event.RUNTIME);
        assertThat(bench.facts(Fact.RestoreDone.class))
                .singleElement()
                .extracting(Fact.RestoreDone::outcome)
                .isEqualTo(Outcome.CRASH);
    }
}
