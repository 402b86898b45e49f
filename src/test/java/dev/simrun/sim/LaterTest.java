package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Refusal;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines that are handed to processes are by their clock, and that is all that changes. */
class LaterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Invocation INVOCATION = Bench.invocation("r1", Duration.ofSeconds(3));

    @Test
    void deadlines_of_events_are_later() {
        assertThat(new Reply.Event(INVOCATION, "arn", "i1", 5).later(SECOND))
                .isEqualTo(new Reply.Event(INVOCATION, "arn", "i1", 1005));
        var trace = new LifecycleEvent.Tracing("t");
        assertThat(new Reply.Lifecycle(new LifecycleEvent.Invoke(5, "r1", "arn", trace), "e1").later(SECOND))
                .isEqualTo(new Reply.Lifecycle(new LifecycleEvent.Invoke(1005, "r1", "arn", trace), "e1"));
        assertThat(new Reply.Lifecycle(new LifecycleEvent.Shutdown(5, ShutdownReason.SPINDOWN), "e1").later(SECOND))
                .isEqualTo(new Reply.Lifecycle(new LifecycleEvent.Shutdown(1005, ShutdownReason.SPINDOWN), "e1"));
    }

    private static Stream<Reply> others() {
        return Stream.of(
                new Reply.Accepted(),
                new Reply.Continue(),
                new Reply.Collect(),
                new Reply.Restored(),
                new Reply.Registered("id", "f", "1", "h", Optional.empty()),
                new Reply.Refused(Refusal.MISSING_NAME, ""),
                new Reply.Closed());
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_has_no_deadline_stays(Reply reply) {
        assertThat(reply.later(SECOND)).isSameAs(reply);
    }
}
