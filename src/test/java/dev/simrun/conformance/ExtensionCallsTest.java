package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.OK;
import static dev.simrun.conformance.Lambda.answer;
import static dev.simrun.conformance.Lambda.header;
import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An extension that has registered: its polls, its events, its errors. */
@Timeout(60)
final class ExtensionCallsTest {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static final String EVENT_NEXT = Client.EXTENSION + "/event/next";
    private static final String TYPE = "Lambda-Extension-Function-Error-Type";

    private Lambda lambda;

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda("ext");
    }

    @AfterEach
    void close() throws Exception {
        lambda.close();
    }

    @Test
    @Item(57)
    void identifier_must_be_there_and_a_uuid_and_known() {
        var client = lambda.client();
        assertThat(show(client.get(EVENT_NEXT)))
                .isEqualTo(refusal(
                        403, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header"));
        assertThat(show(client.get(EVENT_NEXT, Extension.ID, "abc")))
                .isEqualTo(refusal(403, "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier"));
        assertThat(show(client.get(EVENT_NEXT, Extension.ID, UNKNOWN)))
                .isEqualTo(refusal(403, "Extension.UnknownExtensionIdentifier", "Unknown extension " + UNKNOWN));
    }

    @Test
    @Item(57)
    void identifier_may_have_each_form_of_a_uuid() {
        var extension = lambda.extension("ext", "INVOKE");
        var id = extension.id();
        for (var form : List.of("{" + id + "}", "URN:uuid:" + id, id.replace("-", ""), id.toUpperCase(Locale.ROOT))) {
            var answer = new Extension(lambda.client(), form).report("init/error", TYPE, "Extension.Form");
            assertThat(show(answer)).as(form).startsWith("202 ");
        }
        for (var form : List.of("{" + id, id + "0", id.replace("-", "") + "-", "urn:" + id)) {
            assertThat(show(lambda.client().get(EVENT_NEXT, Extension.ID, form)))
                    .as(form)
                    .contains("Extension.InvalidExtensionIdentifier");
        }
    }

    @Test
    @Item(58)
    void second_poll_beside_a_waiting_one_is_a_wrong_transition() throws Exception {
        var extension = lambda.extension("ext", "INVOKE");
        var first = extension.poll();
        lambda.await(EventType.EXTENSION_NEXT, 1);
        var second = new Extension(lambda.client(), extension.id()).next();
        assertThat(show(second))
                .startsWith("403 ")
                .contains("State transition from Ready to Ready failed for extension")
                .endsWith("\"errorType\":\"Extension.InvalidExtensionState\"}\n");
        assertThat(first).isNotDone();
    }

    @RepeatedTest(10)
    @Item(58)
    void poll_whose_client_hung_up_goes_on_waiting_and_loses_its_event() throws Exception {
        var extension = lambda.extension("ext", "INVOKE", "SHUTDOWN");
        var dead = lambda.raw()
                .send("GET " + EVENT_NEXT + " HTTP/1.1\r\nHost: x\r\n" + Extension.ID + ": " + extension.id()
                        + "\r\n\r\n");
        lambda.await(EventType.EXTENSION_NEXT, 1);
        dead.close();
        lambda.await(EventType.REQUEST_ABANDONED, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(show(extension.next()))
                    .startsWith("403 ")
                    .contains("State transition from Ready to Ready failed for extension");
        }
        var runtime = lambda.client();
        var invoked = lambda.invoke("r1");
        runtime.next();
        assertThat(lambda.recorded(EventType.EXTENSION_EVENT))
                .extracting(Event::fact)
                .singleElement()
                .isInstanceOfSatisfying(
                        Fact.ExtensionEvent.class,
                        event -> assertThat(event.lost()).isTrue());
        runtime.respond("r1", "{}");
        var _ = runtime.poll();
        var next = extension.poll();
        assertThat(invoked.ended().join().phase()).isEqualTo(Fact.InvokeEnd.Phase.DONE);
        lambda.invoke("r2");
        assertThat(next.join().body().text()).contains("\"requestId\":\"r2\"");
    }

    @RepeatedTest(10)
    void runtime_whose_poll_hung_up_is_given_the_event_with_its_next_one() throws Exception {
        var extension = lambda.extension("ext");
        var _ = extension.poll();
        var dead = lambda.raw().get(Client.RUNTIME + "/invocation/next");
        lambda.await(EventType.RUNTIME_NEXT, 1);
        dead.close();
        lambda.await(EventType.REQUEST_ABANDONED, 1);
        lambda.invoke("r1");
        lambda.await(EventType.RUNTIME_INVOKE, 1);
        assertThat(header(lambda.client().next(), "Lambda-Runtime-Aws-Request-Id"))
                .isEqualTo("r1");
    }

    @Test
    @Item(64)
    void init_error_without_its_type_is_refused() {
        var extension = lambda.extension("ext", "INVOKE");
        assertThat(show(extension.report("init/error")))
                .isEqualTo(refusal(403, "Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found"));
    }

    @Test
    @Item(65)
    void init_error_of_an_extension_that_polled_is_a_wrong_transition() throws Exception {
        var extension = lambda.extension("ext", "INVOKE");
        var _ = extension.poll();
        lambda.await(EventType.EXTENSION_NEXT, 1);
        var other = new Extension(lambda.client(), extension.id());
        assertThat(show(other.report("init/error", TYPE, "Extension.Late")))
                .startsWith("403 ")
                .contains("State transition from Ready to InitError failed")
                .endsWith("\"errorType\":\"Extension.InvalidExtensionState\"}\n");
    }

    @Test
    @Item(66)
    void caller_has_the_answer_while_an_extension_is_still_busy() throws Exception {
        var extension = lambda.extension("ext", "INVOKE");
        var event = extension.poll();
        var runtime = lambda.client();
        var invoked = lambda.invoke("r1");
        runtime.next();
        event.join();
        assertThat(show(runtime.respond("r1", "{\"done\":1}"))).isEqualTo(OK);
        var _ = runtime.poll();
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"done\":1}");
        lambda.await(EventType.RUNTIME_NEXT, 2);
        assertThat(invoked.ended()).isNotDone();
        var _ = extension.poll();
        assertThat(invoked.ended().join().phase()).isEqualTo(Fact.InvokeEnd.Phase.DONE);
    }

    @Test
    @Item(75)
    void each_event_has_an_identifier_of_its_own_and_tracing_only_with_a_trace() {
        var extension = lambda.extension("ext", "INVOKE");
        var poll = extension.poll();
        var runtime = lambda.client();

        lambda.invoke("r1");
        runtime.next();
        var traced = poll.join();
        runtime.respond("r1", "{}");
        lambda.invoke(Call.of("r2").untraced());
        var event = runtime.poll();
        var untraced = extension.next();
        event.join();

        assertThat(header(traced, "Lambda-Extension-Event-Identifier"))
                .hasSize(36)
                .isNotEqualTo(header(untraced, "Lambda-Extension-Event-Identifier"));
        assertThat(json(traced.body()).path("tracing").toString())
                .isEqualTo("{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1-2-3;Sampled=1\"}");
        assertThat(json(traced.body()).path("deadlineMs").isIntegralNumber()).isTrue();
        assertThat(json(untraced.body()).path("requestId").asString()).isEqualTo("r2");
        assertThat(json(untraced.body()).has("tracing")).isFalse();
    }

    private static JsonNode json(Bytes body) {
        return JsonMapper.shared().readTree(body.text());
    }
}
