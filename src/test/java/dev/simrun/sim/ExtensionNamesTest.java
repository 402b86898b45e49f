package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Fact;
import org.junit.jupiter.api.Test;

class ExtensionNamesTest {
    @Test
    void registering_under_another_name_makes_an_internal_one_and_init_waits_for_the_declared_one() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.poll(bench.register("b", "INVOKE"));
        assertThat(bench.facts(Fact.ExtensionRegister.class).getFirst().kind())
                .isEqualTo(Fact.ExtensionRegister.Kind.INTERNAL);
        assertThat(bench.all(Effect.Happened.class))
                .filteredOn(it -> it.fact() instanceof Fact.ExtensionRegister)
                .extracting(Effect.Happened::actor)
                .containsExactly("b");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.fire(Timer.Kind.INIT);
        assertThat(bench.facts(Fact.InitError.class)).hasSize(1);
    }
}
