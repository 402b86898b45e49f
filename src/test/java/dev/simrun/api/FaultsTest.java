package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Times;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Request PING = Request.of("GET", "/2018-06-01/ping", Headers.NONE, Bytes.EMPTY);

    private final Faults faults = new Faults(Times.real(InstantSource.system()), new Random(1));

    @Test
    void who_adds_a_fault_can_ask_whether_it_was_met() {
        var drop = new FaultAction.Drop();
        var met = faults.add(new Fault(Optional.empty(), Fault.Selector.ANY, OptionalInt.of(1), true, drop));
        assertThat(met.getAsBoolean()).isFalse();
        assertThat(faults.take(PING, "runtime")).contains(drop);
        assertThat(met.getAsBoolean()).isTrue();
        assertThat(faults.take(PING, "runtime")).isEmpty();
    }

    @Test
    void latency_differs_by_as_much_as_the_jitter_in_both_directions() {
        var network = new FaultAction.Network(
                Duration.ofNanos(10), Duration.ofNanos(1), OptionalLong.empty(), OptionalInt.empty());
        var seen = new TreeSet<Long>();
        for (int i = 0; i < 100; i++) {
            seen.add(faults.latency(network).toNanos());
        }
        assertThat(seen).containsExactly(9L, 10L, 11L);
        var plain =
                new FaultAction.Network(Duration.ofNanos(10), Duration.ZERO, OptionalLong.empty(), OptionalInt.empty());
        assertThat(faults.latency(plain)).isEqualTo(Duration.ofNanos(10));
    }
}
