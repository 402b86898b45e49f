package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an actor stands, by what happened. */
class StandingTest {
    private static final String ID = "6f1c0000-0000-4000-8000-000000000000";
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Fact NEXT = new Fact.RuntimeNext(Optional.empty(), false);

    private static String of(String actor, Fact... facts) {
        var events = new ArrayList<Event>();
        for (var fact : facts) {
            var at = Duration.ofMillis(100L * (events.size() + 1));
            events.add(new Event(events.size() + 1, at, 0, actor, fact));
        }
        return Standing.of(actor, events)
                .map(it -> it.text() + (it.owes() ? " !" : ""))
                .orElse("");
    }

    private static String runtime(Fact... facts) {
        return of(Event.RUNTIME, facts);
    }

    private static String extension(Fact... facts) {
        return of("audit", facts);
    }

    private static Fact invoke(boolean lost) {
        return new Fact.ExtensionEvent(EventKind.INVOKE, Optional.empty(), Optional.of(ID), 0, DEADLINE, lost);
    }

    @Test
    void a_runtime_waits_in_its_poll_or_has_something_to_answer() {
        var start = new Fact.ProcessStart();
        var given = new Fact.RuntimeInvoke(ID, DEADLINE);
        assertThat(runtime()).isEmpty();
        assertThat(runtime(start)).isEqualTo("has started at +0.100s, and has not polled yet !");
        assertThat(runtime(start, NEXT)).isEqualTo("waits in next since +0.200s");
        assertThat(runtime(NEXT, given)).isEqualTo("was given invoke 6f1c… at +0.200s, and has not answered it !");
        assertThat(runtime(given, new Fact.ProcessSignal("SIGUSR1")))
                .isEqualTo("was given invoke 6f1c… at +0.100s, and has not answered it !");
        assertThat(runtime(given, new Fact.ProcessSignal("SIGTERM")))
                .isEqualTo("was sent SIGTERM at +0.200s, and has not ended !");
        assertThat(runtime(new Fact.RuntimeRestoreNext())).isEqualTo("waits in restore/next since +0.100s");
    }

    @Test
    void a_runtime_that_has_answered_or_failed_is_awaited() {
        var error =
                new Fact.RuntimeError(ID, "E", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var failed = "has reported an error at +0.100s, and has not ended !";
        assertThat(runtime(error)).isEqualTo("has answered invoke 6f1c… at +0.100s, and has not polled since !");
        assertThat(runtime(new Fact.RuntimeInitError("E", Optional.empty(), Optional.empty(), "", Optional.empty())))
                .isEqualTo(failed);
        assertThat(runtime(new Fact.RuntimeRestoreError("E", Optional.empty(), Optional.empty())))
                .isEqualTo(failed);
        assertThat(extension(new Fact.ExtensionInitError("E"))).isEqualTo(failed);
        assertThat(extension(new Fact.ExtensionExitError("E"))).isEqualTo(failed);
    }

    @Test
    void an_extension_registers_polls_and_has_events() {
        var register = new Fact.ExtensionRegister(ID, "audit", List.of(), Fact.ExtensionRegister.Kind.EXTERNAL);
        var next = new Fact.ExtensionNext();
        var shutdown = new Fact.ExtensionEvent(
                EventKind.SHUTDOWN, Optional.of(ShutdownReason.SPINDOWN), Optional.empty(), 0, DEADLINE, false);
        assertThat(extension(new Fact.ProcessStart()))
                .isEqualTo("has started at +0.100s, and has not registered yet !");
        assertThat(extension(register)).isEqualTo("has registered at +0.100s, and has not polled yet !");
        assertThat(extension(register, next)).isEqualTo("waits in event/next since +0.200s");
        assertThat(extension(next, invoke(false)))
                .isEqualTo("was given INVOKE 6f1c… at +0.200s, and has not polled since !");
        assertThat(extension(next, invoke(true))).as("it never had it").isEqualTo("waits in event/next since +0.100s");
        assertThat(extension(next, shutdown)).isEqualTo("was given SHUTDOWN at +0.200s, and has not polled since !");
    }

    @Test
    void a_request_that_is_hung_up_or_held_back_is_told_of() {
        assertThat(runtime(NEXT, new Fact.RequestAbandoned("GET", "/next")))
                .isEqualTo("has hung up its GET /next at +0.200s, and has not come back !");
        for (var action : Fact.Fault.Action.values()) {
            var fault = new Fact.Fault("runtime_api", "GET", "/next", action, false);
            boolean held = action == Fact.Fault.Action.DELAY || action == Fact.Fault.Action.DROP;
            assertThat(runtime(NEXT, fault))
                    .isEqualTo(
                            held
                                    ? "waits for the answer to its GET /next, by a fault, since +0.200s"
                                    : "waits in next since +0.100s");
        }
    }

    @Test
    void what_others_do_tells_nothing() {
        var event = new Event(1, Duration.ZERO, 0, "audit", new Fact.ExtensionNext());
        assertThat(Standing.of(Event.RUNTIME, List.of(event))).isEmpty();
    }
}
