package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.OK;
import static dev.simrun.conformance.Lambda.PAYLOAD_LIMIT_BYTES;
import static dev.simrun.conformance.Lambda.answer;
import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response may be. */
@Timeout(60)
final class ResponseTest {
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
    @Item(12)
    void response_of_exactly_the_limit_reaches_the_caller_whole() {
        var invoked = lambda.invoke("r1");
        runtime.next();
        var body = "x".repeat(PAYLOAD_LIMIT_BYTES);
        assertThat(show(runtime.respond("r1", body))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text().equals(body)).isTrue();
    }

    @Test
    @Item({13, 14})
    void response_of_one_byte_more_is_too_large_and_the_process_serves_on() {
        var invoked = lambda.invoke("r1");
        runtime.next();
        assertThat(show(runtime.respond("r1", "x".repeat(PAYLOAD_LIMIT_BYTES + 1))))
                .isEqualTo(refusal(
                        413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes)."));
        var answer = answer(invoked);
        assertThat(answer.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(answer.payload().text())
                .isEqualTo("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload"
                        + " size (6291556 bytes).\","
                        + "\"errorType\":\"Function.ResponseSizeTooLarge\"}");

        var next = lambda.invoke("r2");
        runtime.next();
        assertThat(show(runtime.respond("r2", "{\"still\":\"here\"}"))).isEqualTo(OK);
        assertThat(answer(next).payload().text()).isEqualTo("{\"still\":\"here\"}");
        assertThat(lambda.started()).containsExactly("runtime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Streaming", "buffered"})
    @Item({15, 16})
    void response_mode_other_than_streaming_fails_the_invocation_and_blocks_the_runtime(String mode) {
        var invoked = lambda.invoke("r1");
        runtime.next();
        assertThat(show(runtime.respond("r1", "{}", "Lambda-Runtime-Function-Response-Mode", mode)))
                .isEqualTo(refusal(400, "InvalidFunctionResponseMode", "Invalid function response mode"));
        assertThat(answer(invoked).errorType()).contains("Runtime.InvalidResponseModeHeader");
        assertThat(show(runtime.next()))
                .isEqualTo(refusal(
                        403,
                        "InvalidStateTransition",
                        "State transition from InvocationResponse to Ready failed for"
                                + " runtime. Error: State transition is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "error"})
    void nothing_overtakes_an_answer_whose_body_is_on_its_way(String what) throws Exception {
        var invoked = lambda.invoke("r1");
        runtime.next();
        var slow = lambda.raw()
                .send("POST /2018-06-01/runtime/invocation/r1/" + what
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n\"sl");
        var state = what.equals("response") ? "InvocationResponse" : "InvocationErrorResponse";
        var poll = runtime.next();
        while (poll.status() == 200) { // until the head has arrived
            poll = runtime.next();
        }
        assertThat(show(poll)).isEqualTo(transition(state, "Ready"));
        assertThat(show(runtime.respond("r1", "\"fast\""))).isEqualTo(transition(state, "InvocationResponse"));
        assertThat(show(runtime.fail("r1", "{}"))).isEqualTo(transition(state, "InvocationErrorResponse"));
        slow.send("ow\"");
        assertThat(slow.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).payload().text()).isEqualTo("\"slow\"");
    }

    private static String transition(String from, String to) {
        return refusal(
                403,
                "InvalidStateTransition",
                "State transition from " + from + " to " + to
                        + " failed for runtime. Error: State transition is not allowed");
    }

    @Test
    void response_without_a_mode_streams_for_a_caller_that_asked_for_a_stream() throws Exception {
        var invoked = lambda.invoke(Call.of("r1").streamed());
        runtime.next();
        var raw = lambda.raw()
                .send("POST /2018-06-01/runtime/invocation/r1/response HTTP/1.1\r\nHost: x\r\n")
                .send("Transfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type\r\n\r\n")
                .send("3\r\none\r\n3\r\ntwo\r\n0\r\nLambda-Runtime-Function-Error-Type: Runtime.Late\r\n\r\n");
        assertThat(raw.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).errorType()).contains("Runtime.Late");
        assertThat(answer(invoked).chunks().orElseThrow())
                .extracting(chunk -> chunk.body().text())
                .containsExactly("one", "two");
    }

    @Test
    @Item(26)
    void wrong_method_and_unknown_path_get_the_routers_answers() {
        var wrong = runtime.post(Client.RUNTIME + "/invocation/next", "");
        assertThat(show(wrong)).isEqualTo("405 ");
        var unknown = runtime.get(Client.RUNTIME + "/invocations/next");
        assertThat(show(unknown)).isEqualTo("404 404 page not found\n");
        assertThat(Lambda.header(unknown, "Content-Type")).startsWith("text/plain");
    }
}
