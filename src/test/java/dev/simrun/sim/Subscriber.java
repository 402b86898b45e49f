package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A registered extension as its client and its subscriptions tell. */
final class Subscriber {
    final String name;
    final Set<EventKind> events;
    private final Deque<String> due = new ArrayDeque<>();
    private OptionalLong deliveredTo = OptionalLong.empty();
    private Optional<LifecycleEvent> delivered = Optional.empty();

    Subscriber(String name, Set<EventKind> events) {
        this.name = name;
        this.events = events;
    }

    private static String text(LifecycleEvent event) {
        return event instanceof LifecycleEvent.Invoke i ? i.requestId() : "SHUTDOWN";
    }

    /** An event goes to all that have subscribed to it. */
    void expect(EventKind kind, String event) {
        if (events.contains(kind)) {
            due.addLast(event);
        }
    }

    boolean isOwed() {
        return !due.isEmpty();
    }

    void delivered(long call, LifecycleEvent event) {
        assertThat(events).contains(event.kind());
        assertThat(due.pollFirst()).isEqualTo(text(event));
        deliveredTo = OptionalLong.of(call);
        delivered = Optional.of(event);
    }

    /** An event that went to a poll whose client had hung up does not come again. */
    void lost(Fact.ExtensionEvent event) {
        assertThat(due.pollFirst()).isEqualTo(event.requestId().orElse("SHUTDOWN"));
        received();
    }

    /** A poll that was taken says that the event before it was received. */
    void received() {
        deliveredTo = OptionalLong.empty();
    }

    boolean holdsShutdown() {
        return deliveredTo.isPresent() && delivered.orElseThrow() instanceof LifecycleEvent.Shutdown;
    }
}
