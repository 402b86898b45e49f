package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private static Refusal refusal(Reply reply) {
        return ((Reply.Refused) reply).cause();
    }

    private static Optional<String> account(boolean asked) {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.on(new Input.Register(1, Optional.of("a"), asked, new Input.Registration.Events(List.of())));
        return ((Reply.Registered) bench.reply(1).orElseThrow()).accountId();
    }

    @Test
    void account_is_told_to_those_who_ask() {
        assertThat(account(true)).contains("123456789012");
        assertThat(account(false)).isEmpty();
    }

    @Test
    void name_registers_once() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.register("a", "INVOKE");
        assertThat(refusal(bench.tryRegister("a", "INVOKE"))).isEqualTo(Refusal.REGISTERED_TWICE);
        bench.register("inner", "INVOKE");
        assertThat(refusal(bench.tryRegister("inner", "INVOKE"))).isEqualTo(Refusal.NAME_OF_ANOTHER);
        assertThat(bench.simulator.extensions().count()).isEqualTo(2);
    }

    @Test
    void internal_ones_register_before_the_runtime_polls() {
        var bench = Bench.ready();
        assertThat(refusal(bench.tryRegister("inner", "INVOKE"))).isEqualTo(Refusal.REGISTRATION_CLOSED);
        assertThat(bench.simulator.extensions().count()).isZero();
    }

    @Test
    void nobody_registers_during_a_shutdown() {
        var bench = Bench.with("a");
        bench.on(new Input.StartInit());
        bench.shutDown();
        assertThat(refusal(bench.tryRegister("a", "INVOKE"))).isEqualTo(Refusal.REGISTRATION_DURING_SHUTDOWN);
        assertThat(refusal(bench.tryRegister("inner", "INVOKE"))).isEqualTo(Refusal.REGISTRATION_DURING_SHUTDOWN);
    }

    @Test
    void ten_are_the_limit_of_both_kinds_together() {
        var names = IntStream.rangeClosed(1, 9).mapToObj(i -> "e" + i).toArray(String[]::new);
        var bench = Bench.with(names);
        bench.on(new Input.StartInit());
        for (var name : names) {
            bench.register(name, "INVOKE");
        }
        bench.register("inner", "INVOKE");
        assertThat(refusal(bench.tryRegister("another", "INVOKE"))).isEqualTo(Refusal.TOO_MANY_EXTENSIONS);
        assertThat(bench.simulator.extensions().count()).isEqualTo(10);
    }

    @Test
    void ten_external_ones_are_started_and_eleven_fail_init() {
        var ten = IntStream.rangeClosed(1, 10).mapToObj(i -> "e" + i).toArray(String[]::new);
        var bench = Bench.with(ten);
        bench.on(new Input.StartInit());
        assertThat(bench.all(Effect.StartProcess.class)).hasSize(10);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        var eleven = IntStream.rangeClosed(1, 11).mapToObj(i -> "e" + i).toArray(String[]::new);
        bench = Bench.with(eleven);
        bench.on(new Input.StartInit());
        assertThat(bench.all(Effect.StartProcess.class)).hasSize(10);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.SHUTDOWN);
    }
}
