package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.simrun.event.Ending;
import dev.simrun.event.EventKind;
import dev.simrun.event.ShutdownReason;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The extension state as a Java program sees it. */
class ExtensionsTest {
    private static final LifecycleEvent INVOKE =
            new LifecycleEvent.Invoke(1_700_000_003_000L, "r1", "arn", new LifecycleEvent.Tracing("Root=1-a-b"));
    private static final LifecycleEvent SHUTDOWN =
            new LifecycleEvent.Shutdown(1_700_000_005_000L, ShutdownReason.SPINDOWN);

    private final Extensions extensions = new Extensions();

    private Extension register(String id, String name, boolean internal, EventKind... events) {
        var extension = new Extension(id, name, name, internal, Set.of(events));
        extensions.register(extension);
        return extension;
    }

    @Test
    void a_registration_is_found_by_id_and_by_name_with_all_that_was_asked_for() {
        var audit = register("id-1", "audit", false, EventKind.INVOKE);
        assertThat(extensions.byId("id-1")).containsSame(audit);
        assertThat(extensions.byName("audit")).containsSame(audit);
        assertThat(extensions.byId("id-2")).isEmpty();
        assertThat(audit.events()).containsExactly(EventKind.INVOKE);
        assertThat(audit.subscribedTo(EventKind.SHUTDOWN)).isFalse();
    }

    @Test
    void all_are_counted_and_external_ones_come_first() {
        register("id-1", "inner", true, EventKind.INVOKE);
        register("id-2", "outer", false, EventKind.SHUTDOWN);
        assertThat(extensions.count()).isEqualTo(2);
        assertThat(extensions.all()).extracting(Extension::name).containsExactly("outer", "inner");
        assertThat(extensions.external()).extracting(Extension::name).containsExactly("outer");
        assertThat(extensions.subscribers(EventKind.INVOKE))
                .extracting(Extension::id)
                .containsExactly("id-1");
        assertThat(extensions.subscribers(EventKind.SHUTDOWN))
                .extracting(Extension::id)
                .containsExactly("id-2");
    }

    @Test
    void an_identifier_is_never_given_twice() {
        register("id-1", "a", false);
        assertThatIllegalStateException().isThrownBy(() -> register("id-1", "b", false));
    }

    private Deque<LifecycleEvent> queue(String id) {
        return extensions.byId(id).orElseThrow().queue;
    }

    private boolean acknowledged(String id) {
        return extensions.byId(id).flatMap(Extension::acknowledgement).isPresent();
    }

    @Test
    void a_broadcast_reaches_subscribers_only_and_is_taken_in_order() {
        register("id-1", "both", false, EventKind.INVOKE, EventKind.SHUTDOWN);
        register("id-2", "invoke", false, EventKind.INVOKE);
        assertThat(extensions.broadcast(INVOKE)).hasSize(2);
        assertThat(extensions.broadcast(SHUTDOWN)).extracting(Extension::id).containsExactly("id-1");
        assertThat(extensions.byId("id-1").orElseThrow().pending()).isEqualTo(2);
        assertThat(queue("id-1")).containsExactly(INVOKE, SHUTDOWN);
        assertThat(queue("id-2")).containsExactly(INVOKE);
    }

    @Test
    void nothing_waits_for_an_unknown_identifier() {
        assertThat(extensions.byId("nobody")).isEmpty();
        assertThat(extensions.acknowledge("nobody", false, Duration.ZERO)).isFalse();
        assertThat(acknowledged("nobody")).isFalse();
    }

    @Test
    void an_acknowledgement_is_kept_until_a_new_shutdown_clears_it() {
        register("id-1", "audit", false, EventKind.SHUTDOWN);
        assertThat(acknowledged("id-1")).isFalse();
        assertThat(extensions.acknowledge("id-1", true, Duration.ofMillis(7))).isTrue();
        assertThat(acknowledged("id-1")).isTrue();
        assertThat(extensions.byId("id-1").orElseThrow().acknowledgement())
                .contains(new Extension.Acknowledgement(true, Duration.ofMillis(7)));
        extensions.clearAcknowledgements();
        assertThat(acknowledged("id-1")).isFalse();
    }

    @Test
    void reasons_are_read_in_any_case_and_written_in_lower_case() {
        assertThat(ShutdownReason.named("SpinDown")).contains(ShutdownReason.SPINDOWN);
        assertThat(ShutdownReason.named("sometime")).isEmpty();
        assertThat(ShutdownReason.TIMEOUT.wireName()).isEqualTo("timeout");
    }

    @Test
    void ends_are_told_in_the_words_of_the_engine() {
        assertThat(new Ending.Code(0).ofRuntime()).isEqualTo("Runtime exited without providing a reason");
        assertThat(new Ending.Code(127).ofRuntime()).isEqualTo("Runtime exited with error: exit status 127");
        assertThat(new Ending.Signal("SIGKILL").ofRuntime()).isEqualTo("Runtime exited with error: signal: killed");
        assertThat(new Ending.Code(0).ofExtension()).isEqualTo("exit code 0");
        assertThat(new Ending.Code(2).ofExtension()).isEqualTo("exit status 2");
    }
}
