package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.ExtensionAcknowledged;
import dev.simrun.event.Fact.ExtensionRegister;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastShutdownTest {
    private final LastShutdown last = new LastShutdown();

    private void see(String actor, Fact fact) {
        last.heard(new Event(1, Duration.ZERO, 1, actor, fact));
    }

    private void register(String name, ExtensionRegister.Kind kind, EventKind... events) {
        see(name, new ExtensionRegister("id", name, List.of(events), kind));
    }

    private void begin(boolean reset) {
        var fact = new Fact.ShutdownStart(ShutdownReason.FAILURE, reset, Duration.ZERO, Optional.empty());
        see(Event.ENVIRONMENT, fact);
    }

    private void acknowledge(String name) {
        see(name, new ExtensionAcknowledged(ExtensionAcknowledged.By.NEXT, Duration.ZERO));
    }

    @Test
    void before_the_first_one_it_is_about_those_that_registered() {
        register("inner", ExtensionRegister.Kind.INTERNAL, EventKind.SHUTDOWN);
        register("b", ExtensionRegister.Kind.EXTERNAL, EventKind.SHUTDOWN);
        register("a", ExtensionRegister.Kind.EXTERNAL, EventKind.INVOKE, EventKind.SHUTDOWN);
        register("c", ExtensionRegister.Kind.EXTERNAL, EventKind.INVOKE);
        assertThat(last.subscribers()).containsExactly("b", "a", "inner");
        assertThat(last.extension("c")).isPresent();
        assertThat(last.extension("d")).isEmpty();
    }

    private void signal(String name) {
        see(Event.RUNTIME, new Fact.ProcessSignal(name));
    }

    @Test
    void runtime_is_killed_at_once_where_there_is_no_extension() {
        signal("SIGKILL");
        assertThat(last.killedAtOnce()).isFalse(); // by the scenario
        begin(false);
        see("a", new Fact.ProcessSignal("SIGKILL"));
        signal("SIGTERM");
        assertThat(last.killedAtOnce()).isFalse();
        signal("SIGKILL");
        assertThat(last.killedAtOnce()).isTrue();
        see(Event.ENVIRONMENT, new Fact.InitStart(Optional.empty()));
        assertThat(last.killedAtOnce()).isFalse();
        register("a", ExtensionRegister.Kind.INTERNAL, EventKind.INVOKE);
        begin(true);
        signal("SIGKILL");
        assertThat(last.killedAtOnce()).isFalse();
    }

    @Test
    void acknowledgements_of_a_reset_stay_known_until_the_next_one() {
        register("a", ExtensionRegister.Kind.EXTERNAL, EventKind.SHUTDOWN);
        begin(true);
        acknowledge("a");
        see(Event.ENVIRONMENT, new Fact.Reset(ShutdownReason.FAILURE));
        register("b", ExtensionRegister.Kind.EXTERNAL, EventKind.SHUTDOWN);
        assertThat(last.subscribers()).containsExactly("a");
        assertThat(last.acknowledgement("a")).isPresent();
        begin(false);
        assertThat(last.subscribers()).containsExactly("b");
        assertThat(last.acknowledgement("a")).isEmpty();
        assertThat(last.extension("a")).isEmpty();
    }
}
