package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.OK;
import static dev.simrun.conformance.Lambda.answer;
import static dev.simrun.conformance.Lambda.header;
import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a runtime gets invocations and answers them. */
@Timeout(60)
final class InvocationTest {
    private static final String WRONG_ID = refusal(400, "InvalidRequestID", "Invalid request ID");
    private static final String GONE = refusal(410, "InvokeTimeout", "Invoke timeout");
    private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";

    private Lambda lambda;
    private Client runtime;

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda();
        runtime = lambda.client();
    }

    @AfterEach
    void close() throws Exception {
        lambda.close();
    }

    @Test
    @Item(1)
    void poll_waits_without_limit_and_hears_nothing_until_there_is_an_event() throws Exception {
        var waiting = lambda.raw().get(Client.RUNTIME + "/invocation/next");
        lambda.await(EventType.RUNTIME_NEXT, 1);
        lambda.leap(Duration.ofDays(365));
        assertThat(show(runtime.get("/2018-06-01/ping"))).isEqualTo("200 pong");
        assertThat(waiting.isSilent()).isTrue();
        lambda.invoke(Call.of("r1").with(Bytes.utf8("{\"late\":true}")));
        assertThat(waiting.response()).startsWith("HTTP/1.1 200 ").endsWith("{\"late\":true}");
    }

    @Test
    @Item({2, 3})
    void event_is_the_payload_byte_for_byte_with_its_headers() {
        var bytes = Bytes.of(new byte[] {0, (byte) 0xff, '{', '\r', '\n', (byte) 0xc3, 0});
        lambda.invoke(Call.of("r1").with(bytes));
        var event = runtime.next();
        assertThat(event.status()).isEqualTo(200);
        assertThat(event.body()).isEqualTo(bytes);
        assertThat(header(event, "Lambda-Runtime-Aws-Request-Id")).isEqualTo("r1");
        assertThat(header(event, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo(Lambda.ARN);
        assertThat(header(event, "Lambda-Runtime-Trace-Id")).isEqualTo("Root=1-2-3;Sampled=1");
        assertThat(header(event, "Content-Type")).isEqualTo("application/json");
        long deadline = Long.parseLong(header(event, "Lambda-Runtime-Deadline-Ms"));
        long now = lambda.now().toEpochMilli();
        assertThat(deadline).isGreaterThan(now).isLessThanOrEqualTo(now + 60_000);
    }

    @Test
    @Item(4)
    void unanswered_event_comes_again_at_once() {
        lambda.invoke("r1");
        assertThat(runtime.next()).isEqualTo(runtime.next());
        assertThat(show(runtime.respond("r1", "{}"))).isEqualTo(OK);
    }

    @Test
    @Item(5)
    void answer_to_another_id_is_refused_and_the_invocation_goes_on() {
        var invoked = lambda.invoke("r1");
        runtime.next();
        assertThat(show(runtime.respond("r2", "{\"wrong\":1}"))).isEqualTo(WRONG_ID);
        assertThat(show(runtime.fail("r2", "{\"wrong\":1}"))).isEqualTo(WRONG_ID);
        assertThat(show(runtime.respond("r1", "{\"right\":1}"))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"right\":1}");
    }

    @Test
    @Item(6)
    void answer_without_any_invocation_has_a_wrong_id_not_a_wrong_state() throws Exception {
        assertThat(show(runtime.respond("r1", "{}"))).isEqualTo(WRONG_ID);
        var _ = lambda.client().poll();
        lambda.await(EventType.RUNTIME_NEXT, 1);
        assertThat(show(runtime.respond("r1", "{}"))).isEqualTo(WRONG_ID);
    }

    @Test
    @Item({7, 9})
    void second_answer_is_a_wrong_transition_while_extensions_are_busy() throws Exception {
        try (var busy = new Lambda("slow")) {
            var _ = busy.extension("slow", "INVOKE").poll();
            var client = busy.client();
            var invoked = busy.invoke("r1");
            client.next();
            assertThat(show(client.respond("r1", "{\"first\":1}"))).isEqualTo(OK);
            assertThat(show(client.respond("r1", "{\"second\":1}"))).isEqualTo(sentAlready("InvocationResponse"));
            assertThat(show(client.fail("r1", "{\"third\":1}"))).isEqualTo(sentAlready("InvocationErrorResponse"));
            assertThat(answer(invoked).payload().text()).isEqualTo("{\"first\":1}");
        }
    }

    private static String sentAlready(String target) {
        return refusal(
                403,
                "InvalidStateTransition",
                "State transition from RuntimeResponseSentState to "
                        + target
                        + " failed for runtime. Error: State transition is not allowed");
    }

    @Test
    @Item({8, 9})
    void second_answer_has_a_wrong_id_once_the_invocation_is_over() throws Exception {
        var invoked = lambda.invoke("r1");
        runtime.next();
        runtime.respond("r1", "{\"first\":1}");
        var _ = lambda.client().poll();
        invoked.ended().join();
        assertThat(show(runtime.respond("r1", "{\"second\":1}"))).isEqualTo(WRONG_ID);
        assertThat(show(runtime.fail("r1", "{\"third\":1}"))).isEqualTo(WRONG_ID);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"first\":1}");
    }

    @Test
    @Item(33)
    void answer_to_another_delivery_is_gone_and_the_running_one_untouched() {
        var invoked = lambda.invoke("r1");
        var own = header(runtime.next(), INVOCATION_ID);
        assertThat(show(runtime.respond("r1", "{\"old\":1}", INVOCATION_ID, "x" + own)))
                .isEqualTo(GONE);
        assertThat(invoked.answered()).isNotDone();
        assertThat(show(runtime.respond("r1", "{\"own\":1}", INVOCATION_ID, own)))
                .isEqualTo(OK);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"own\":1}");
    }

    @Test
    @Item(34)
    void answer_without_an_invocation_id_is_taken() {
        var invoked = lambda.invoke("r1");
        assertThat(header(runtime.next(), INVOCATION_ID)).isNotEmpty();
        assertThat(show(runtime.respond("r1", "{\"none\":1}"))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"none\":1}");
    }

    @Test
    @Item(42)
    void tenant_reaches_the_runtime() {
        lambda.invoke(Call.of("r1").ofTenant("blue").untraced());
        var event = runtime.next();
        assertThat(header(event, "Lambda-Runtime-Aws-Tenant-Id")).isEqualTo("blue");
        assertThat(event.headers().has("Lambda-Runtime-Trace-Id")).isFalse();
    }

    @Test
    @Item(43)
    void empty_response_is_an_answer_of_no_bytes() {
        var invoked = lambda.invoke("r1");
        runtime.next();
        assertThat(show(runtime.respond("r1", ""))).isEqualTo(OK);
        assertThat(answer(invoked).payload()).isEqualTo(Bytes.EMPTY);
    }
}
