package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;

import org.junit.jupiter.api.Test;

class ExtensionNamesTest {
    @Test
    void
            registering_under_another_name_makes_an_internal_one_and_init_waits_for_the_declared_one() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.poll(bench.register("b", "INVOKE"));
        var registered = bench.facts(EventType.EXTENSION_REGISTER).getFirst();
        assertThat(registered.actor()).isEqualTo("b");
        assertThat(registered.fields().path("kind").asString()).isEqualTo("internal");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.fire(Timer.Kind.INIT);
        assertThat(bench.facts(EventType.INIT_ERROR)).hasSize(1);
    }
}
