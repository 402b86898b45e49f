package dev.simrun.api;

import static dev.simrun.api.Routed.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RuntimeApiTest {
    private static final String OK = "202 {\"status\":\"OK\"}\n";
    private static final String CAUSE = "application/vnd.aws.lambda.error.cause+json";

    private final Routed lambda = new Routed();

    @AfterEach
    void close() {
        lambda.close();
    }

    private Invoked running() throws InterruptedException {
        var invoked = Invoked.by(lambda.environment, Routed.invocation("r1", "Root=1-2-3"));
        lambda.get(Routed.NEXT);
        return invoked;
    }

    @Test
    void event_is_the_payload_with_its_headers_and_comes_again_until_answered() throws Exception {
        Invoked.by(lambda.environment, Routed.invocation("r1", "Root=1-2-3"));
        var first = lambda.get(Routed.NEXT);
        assertThat(show(first)).isEqualTo("200 {\"n\":1}");
        assertThat(first.headers().first("content-type")).contains("application/json");
        assertThat(first.headers().first("Lambda-Runtime-Aws-Request-Id")).contains("r1");
        assertThat(first.headers().first("Lambda-Runtime-Deadline-Ms")).contains("1700000060000");
        assertThat(first.headers().first("Lambda-Runtime-Invoked-Function-Arn")).contains(Routed.ARN);
        assertThat(first.headers().first("Lambda-Runtime-Trace-Id")).contains("Root=1-2-3");
        assertThat(lambda.get(Routed.NEXT)).isEqualTo(first);
    }

    @Test
    void event_of_no_bytes_arrives_as_an_empty_mapping() throws Exception {
        Invoked.by(lambda.environment, Routed.invocation("r1", Bytes.EMPTY, ""));
        assertThat(show(lambda.get(Routed.NEXT))).isEqualTo("200 {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Routed.NEXT,
                "/2018-06-01/ping",
                "/2018-06-01/runtime/restore/next",
                "/2018-06-01/runtime/init/error",
                Routed.EVENT_NEXT,
                "/nothing"
            })
    void every_answer_tells_the_date_by_the_clock_of_the_case(String path) throws Exception {
        Invoked.by(lambda.environment, Routed.invocation("r1", ""));
        assertThat(lambda.get(path).headers().lines())
                .endsWith(new Header("Date", "Tue, 14 Nov 2023 22:13:20 GMT"))
                .filteredOn(line -> line.name().equals("Date"))
                .hasSize(1);
    }

    @Test
    void header_without_a_value_is_left_out() throws Exception {
        Invoked.by(lambda.environment, Routed.invocation("r1", ""));
        assertThat(lambda.get(Routed.NEXT).headers().has("Lambda-Runtime-Trace-Id"))
                .isFalse();
    }

    @Test
    void answered_invocation_takes_no_second_answer() throws Exception {
        var invoked = running();
        assertThat(show(lambda.post("r1", "response", "{}", List.of()))).isEqualTo(OK);
        assertThat(invoked.answered().join().payload().text()).isEqualTo("{}");
        assertThat(show(lambda.post("r1", "error", "{}", List.of())))
                .isEqualTo("403 {\"errorMessage\":\"State transition from RuntimeResponseSentState to"
                        + " InvocationErrorResponse failed for runtime. Error: State"
                        + " transition is not allowed\","
                        + "\"errorType\":\"InvalidStateTransition\"}\n");
        lambda.begin("GET", Routed.NEXT, "");
        assertThat(show(lambda.post("r1", "response", "{}", List.of())))
                .isEqualTo("400 {\"errorMessage\":\"Invalid request ID\"," + "\"errorType\":\"InvalidRequestID\"}\n");
    }

    @Test
    void response_of_exactly_the_limit_passes_and_one_byte_more_does_not() throws Exception {
        var invoked = running();
        assertThat(show(lambda.post("r1", "response", "x".repeat(101), List.of())))
                .isEqualTo("413 {\"errorMessage\":\"Exceeded maximum allowed payload size (100"
                        + " bytes).\",\"errorType\":\"RequestEntityTooLarge\"}\n");
        assertThat(invoked.answered().join().payload().text())
                .isEqualTo("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload"
                        + " size (100 bytes).\","
                        + "\"errorType\":\"Function.ResponseSizeTooLarge\"}");
        Invoked.by(lambda.environment, Routed.invocation("r2", ""));
        lambda.get(Routed.NEXT);
        assertThat(show(lambda.post("r2", "response", "x".repeat(100), List.of())))
                .isEqualTo(OK);
    }

    @Test
    void wrong_mode_comes_before_the_size_and_leaves_the_runtime_stuck() throws Exception {
        var invoked = running();
        var mode = List.of("Lambda-Runtime-Function-Response-Mode", "buffered");
        assertThat(show(lambda.post("r1", "response", "x".repeat(101), mode)))
                .isEqualTo("400 {\"errorMessage\":\"Invalid function response mode\","
                        + "\"errorType\":\"InvalidFunctionResponseMode\"}\n");
        assertThat(invoked.answered().join().errorType()).contains("Runtime.InvalidResponseModeHeader");
        assertThat(show(lambda.get(Routed.NEXT))).startsWith("403 ").contains("InvocationResponse to Ready");
    }

    @ParameterizedTest
    @CsvSource({
        "Function.Boom, Function.Boom",
        "MyRuntime.Boom, MyRuntime.Boom",
        "Function.x, Function.Unknown",
        "Foo, Runtime.Unknown",
        "unhandled, Runtime.Unknown"
    })
    void error_type_is_kept_if_it_contains_a_valid_one(String sent, String kept) throws Exception {
        var invoked = running();
        lambda.post("r1", "error", "{}", List.of("Lambda-Runtime-Function-Error-Type", sent));
        assertThat(invoked.answered().join().errorType()).contains(kept);
    }

    @Test
    void error_with_cause_reaches_the_caller_without_it() throws Exception {
        var invoked = running();
        var body = "{\"errorMessage\":\"m\",\"errorCause\":{\"paths\":[\"a\"]},\"x\":1}";
        lambda.post("r1", "error", body, List.of("Content-Type", CAUSE));
        assertThat(invoked.answered().join().payload().text()).isEqualTo("{\"errorMessage\":\"m\",\"errorType\":\"\"}");
    }

    @Test
    void broken_error_with_cause_becomes_a_text() throws Exception {
        var invoked = running();
        lambda.post("r1", "error", "{", List.of("Content-Type", CAUSE));
        var answer = invoked.answered().join();
        assertThat(answer.payload().text()).isEqualTo("\"Invalid error body\"");
        assertThat(answer.contentType()).contains("application/octet-stream");
    }

    @Test
    void oversized_error_with_cause_is_too_large() throws Exception {
        running();
        var request = new Request(
                "POST",
                "/2018-06-01/runtime/invocation/r1/error",
                java.util.Optional.empty(),
                Headers.of("Content-Type", CAUSE),
                Bytes.utf8("x".repeat(101)),
                Headers.NONE,
                Request.BodyEnd.TOO_LARGE);
        assertThat(((Answer.Response) lambda.api.begin(request).await()).status())
                .isEqualTo(413);
    }

    @Test
    void trailers_without_values_are_no_error() throws Exception {
        var invoked = running();
        var trailers =
                Headers.of("Lambda-Runtime-Function-Error-Type", "").with("Lambda-Runtime-Function-Error-Body", "");
        var request = new Request(
                "POST",
                "/2018-06-01/runtime/invocation/r1/response",
                java.util.Optional.empty(),
                Headers.NONE,
                Bytes.utf8("{}"),
                trailers,
                Request.BodyEnd.COMPLETE);
        lambda.api.begin(request).await();
        assertThat(invoked.answered().join().errorType()).isEmpty();
    }

    @Test
    void init_error_is_only_for_a_runtime_that_has_not_polled() throws Exception {
        lambda.begin("GET", Routed.NEXT, "");
        assertThat(show(lambda.post("/2018-06-01/runtime/init/error", "{}")))
                .isEqualTo("403 {\"errorMessage\":\"State transition from Ready to InitError failed"
                        + " for runtime. Error: State transition is not"
                        + " allowed\",\"errorType\":\"InvalidStateTransition\"}\n");
    }

    @Test
    void unknown_path_and_wrong_method_answer_as_the_router_does() throws Exception {
        assertThat(show(lambda.get("/2018-06-01/ping"))).isEqualTo("200 pong");
        assertThat(show(lambda.post(Routed.NEXT, ""))).isEqualTo("405 ");
        for (var ofSnapStart : List.of("/2018-06-01/runtime/restore/next", Route.CREDENTIALS)) {
            assertThat(show(lambda.get(ofSnapStart))).isEqualTo("404 404 page not found\n");
        }
        assertThat(lambda.refusals())
                .containsExactly(Refusal.WRONG_METHOD, Refusal.UNKNOWN_ROUTE, Refusal.UNKNOWN_ROUTE);
    }

    @Test
    void what_lambda_has_and_this_function_has_not_is_no_unknown_path() throws Exception {
        for (var path : List.of("/2022-07-01/telemetry", "/2020-08-15/logs")) {
            assertThat(show(lambda.put(path))).isEqualTo("404 404 page not found\n");
            var wrong = lambda.get(path);
            assertThat(show(wrong)).isEqualTo("405 ");
            assertThat(wrong.headers().first("Allow")).contains("PUT");
        }
        assertThat(lambda.refusals())
                .containsExactly(
                        Refusal.ABSENT_ROUTE, Refusal.WRONG_METHOD, Refusal.ABSENT_ROUTE, Refusal.WRONG_METHOD);
    }

    @Test
    void call_after_the_environment_was_closed_is_closed_too() throws Exception {
        lambda.close();
        assertThat(lambda.begin("GET", Routed.NEXT, "").await()).isEqualTo(new Answer.Closed());
        assertThat(Invoked.by(lambda.environment, Routed.invocation("r1", "")).answered())
                .isCompletedExceptionally();
    }
}
