package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.ShutdownReason;
import dev.simrun.sim.LifecycleEvent;
import dev.simrun.sim.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an environment tells others of its time once it has stood still. */
class HeldEnvironmentTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration WHILE = Duration.ofMillis(60);

    private final MonotonicClock everyone = new MonotonicClock();
    private final RealTime time = Times.real(everyone);
    private final Environment environment = Played.environment(time, "f", TIMEOUT, 1);

    private Reply.Event deliver() throws InterruptedException {
        var poll = Played.next(environment);
        var _ = Played.invoke(environment, "id");
        return (Reply.Event) poll.await();
    }

    @Test
    void a_deadline_is_later_by_as_long_as_the_clock_stood_still() throws Exception {
        time.hold();
        Times.real().pause(WHILE);
        time.goOn();
        var before = everyone.instant();
        assertThat(Instant.ofEpochMilli(deliver().deadlineMs()))
                .isAfterOrEqualTo(before.plus(TIMEOUT).minusMillis(2)); // both are rounded
    }

    @Test
    void the_environments_own_record_does_not_count_the_time_that_stood_still() throws Exception {
        time.hold();
        var held = environment.elapsed();
        Times.real().pause(WHILE);
        assertThat(environment.elapsed()).isEqualTo(held);
        var before = everyone.instant();
        time.goOn();
        var after = environment.elapsed();
        assertThat(after.minus(held)).isLessThanOrEqualTo(Duration.between(before, everyone.instant()));
    }

    @Test
    void only_what_has_a_deadline_changes() {
        var later = Duration.ofMillis(1500);
        var accepted = new Reply.Accepted();
        assertThat(accepted.later(later)).isSameAs(accepted);
        var shutdown = new Reply.Lifecycle(new LifecycleEvent.Shutdown(100, ShutdownReason.SPINDOWN), "event");
        assertThat(shutdown.later(later))
                .isEqualTo(new Reply.Lifecycle(new LifecycleEvent.Shutdown(1600, ShutdownReason.SPINDOWN), "event"));
        var invoke = new LifecycleEvent.Invoke(100, "id", "arn", new LifecycleEvent.Tracing("Root=1"));
        assertThat(new Reply.Lifecycle(invoke, "event").later(later))
                .isEqualTo(
                        new Reply.Lifecycle(new LifecycleEvent.Invoke(1600, "id", "arn", invoke.tracing()), "event"));
    }
}
