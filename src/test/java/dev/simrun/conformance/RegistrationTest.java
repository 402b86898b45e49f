package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.View;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.sim.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may register, for what, and when. */
@Timeout(60)
final class RegistrationTest {
    private static final String TYPE = "Extension.InvalidEventType";

    @Test
    @Item(48)
    void name_other_than_the_files_is_an_internal_one_and_init_waits_in_vain() throws Exception {
        try (var lambda = Lambda.withInitLimit(Duration.ofSeconds(1), "a")) {
            var _ = lambda.extension("b", "INVOKE").poll();
            assertThat(lambda.recorded(EventType.EXTENSION_REGISTER).getFirst().fact())
                    .extracting("kind")
                    .isEqualTo(Fact.ExtensionRegister.Kind.INTERNAL);
            lambda.await(EventType.INIT_ERROR, 1);
            assertThat(lambda.recorded(EventType.INIT_ERROR).getFirst().fact())
                    .extracting("outcome")
                    .isEqualTo(Outcome.TIMEOUT);
            assertThat(lambda.started()).doesNotContain("runtime");
        }
    }

    @Test
    @Item(49)
    void runtime_is_not_started_before_the_last_external_registered() throws Exception {
        try (var lambda = new Lambda("a", "b")) {
            lambda.extension("a", "INVOKE");
            lambda.extension("b", "INVOKE");
            lambda.await(EventType.PROCESS_START, 3);
            assertThat(lambda.started()).containsExactly("a", "b", "runtime");
            var last = lambda.recorded(EventType.EXTENSION_REGISTER).getLast();
            assertThat(lambda.recorded(EventType.PROCESS_START).getLast().seq()).isGreaterThan(last.seq());
        }
    }

    @Test
    @Item(50)
    void extension_without_events_is_awaited_in_init_and_then_stays_blocked() throws Exception {
        try (var lambda = new Lambda("a")) {
            var extension = lambda.extension("a");
            var runtime = lambda.client();
            var invoked = lambda.invoke("r1");
            var event = runtime.poll();
            lambda.await(EventType.RUNTIME_NEXT, 1);
            assertThat(lambda.environment.look(View::phase)).isEqualTo(Phase.INIT);
            var poll = extension.poll();
            event.join();
            runtime.respond("r1", "{}");
            var _ = runtime.poll();
            assertThat(invoked.ended().join().phase()).isEqualTo(Fact.InvokeEnd.Phase.DONE);
            assertThat(poll).isNotDone();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SHUTDOWN | SHUTDOWN: ShutdownEventNotSupportedForInternalExtension
        invoke   | invoke: ErrorInvalidEventType
        """)
    @Item({51, 52})
    void event_that_an_extension_can_not_have_is_refused(String event, String message) throws Exception {
        try (var lambda = new Lambda()) {
            var answer = lambda.client().register("inner", "{\"events\":[\"" + event + "\"]}");
            assertThat(show(answer)).isEqualTo(refusal(403, TYPE, message));
            assertThat(lambda.recorded(EventType.EXTENSION_REGISTER)).isEmpty();
        }
    }

    @Test
    @Item({53, 54})
    void body_must_be_json_and_without_configuration_keys() throws Exception {
        try (var lambda = new Lambda("a")) {
            var client = lambda.client();
            assertThat(show(client.register("a", "")))
                    .startsWith("403 ")
                    .endsWith("\"errorType\":\"InvalidRequestFormat\"}\n");
            assertThat(show(client.register("a", "{\"configurationKeys\":[\"x\"]}")))
                    .isEqualTo(refusal(
                            403,
                            "InvalidRequestFormat",
                            "configurationKeys are deprecated; use environment variables" + " instead"));
        }
    }

    @Test
    @Item(55)
    void eleventh_extension_is_one_too_many() throws Exception {
        try (var lambda = new Lambda("a", "b")) {
            lambda.extension("a");
            lambda.extension("b");
            for (int i = 3; i <= 10; i++) {
                lambda.extension("inner" + i, "INVOKE");
            }
            assertThat(show(lambda.client().register("inner11", "{}")))
                    .isEqualTo(refusal(403, "Extension.TooManyExtensions", "Extension limit (10) reached"));
        }
    }

    @Test
    @Item(56)
    void first_poll_of_the_runtime_closes_registration() throws Exception {
        try (var lambda = new Lambda()) {
            var _ = lambda.client().poll();
            lambda.await(EventType.RUNTIME_NEXT, 1);
            assertThat(show(lambda.client().register("inner", "{\"events\":[\"INVOKE\"]}")))
                    .isEqualTo(refusal(403, "Extension.RegistrationClosed", "Extension registration closed already"));
        }
    }

    @Test
    @Item(59)
    void account_is_given_where_the_feature_is_asked_for() throws Exception {
        try (var lambda = new Lambda("a", "b")) {
            var client = lambda.client();
            var asked = client.register("a", "{}", "Lambda-Extension-Accept-Feature", "foo, accountId");
            assertThat(show(asked))
                    .isEqualTo("200 {\"functionName\":\"f\",\"functionVersion\":\"$LATEST\","
                            + "\"handler\":\"index.handler\","
                            + "\"accountId\":\"123456789012\"}\n");
            assertThat(show(client.register("b", "{}"))).doesNotContain("accountId");
        }
    }
}
