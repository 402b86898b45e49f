package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.OK;
import static dev.simrun.conformance.Lambda.answer;
import static dev.simrun.conformance.Lambda.refusal;
import static dev.simrun.conformance.Lambda.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Errors that a runtime reports. */
@Timeout(60)
final class RuntimeErrorTest {
    private static final String TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String XRAY = "Lambda-Runtime-Function-XRay-Error-Cause";
    private static final String WITH_CAUSE = "application/vnd.aws.lambda.error.cause+json";

    private Lambda lambda;
    private Client runtime;

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda("ext");
        runtime = lambda.client();
        var _ = lambda.extension("ext", "INVOKE").poll();
    }

    @AfterEach
    void close() throws Exception {
        lambda.close();
    }

    private Invoked running() {
        var invoked = lambda.invoke("r1");
        runtime.next();
        return invoked;
    }

    private static String wrongTransition(String from, String to) {
        return refusal(
                403,
                "InvalidStateTransition",
                "State transition from "
                        + from
                        + " to "
                        + to
                        + " failed for runtime. Error: State transition is not allowed");
    }

    @Test
    @Item(10)
    void init_error_in_an_invocation_is_a_wrong_transition() {
        var invoked = running();
        assertThat(show(runtime.initError("{}"))).isEqualTo(wrongTransition("Running", "InitError"));
        assertThat(show(runtime.respond("r1", "{\"ok\":1}"))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"ok\":1}");
    }

    @Test
    @Item(11)
    void poll_after_init_error_is_a_wrong_transition() {
        lambda.ignoreSigterm(); // a runtime that goes on where it should exit
        assertThat(show(runtime.initError("{}"))).isEqualTo(OK);
        assertThat(show(runtime.next())).isEqualTo(wrongTransition("InitError", "Ready"));
    }

    @ParameterizedTest
    @CsvSource({
        "Function.Boom, Function.Boom",
        "Foo, Runtime.Unknown",
        "unhandled, Runtime.Unknown",
        "'', Runtime.Unknown",
        "Function.x, Function.Unknown",
        "MyRuntime.Boom, MyRuntime.Boom"
    })
    @Item({19, 20, 21})
    void error_type_is_kept_if_it_holds_a_valid_one(String sent, String kept) {
        var invoked = running();
        assertThat(show(runtime.fail("r1", "{}", TYPE, sent))).isEqualTo(OK);
        assertThat(answer(invoked).errorType()).contains(kept);
    }

    @Test
    @Item(22)
    void error_with_its_cause_reaches_the_caller_without_the_cause() {
        var invoked = running();
        var body = "{\"errorMessage\":\"m\",\"errorType\":\"T\",\"stackTrace\":[\"s\"],"
                + "\"errorCause\":{\"paths\":[\"a.py\"]}}";
        assertThat(show(runtime.fail("r1", body, "Content-Type", WITH_CAUSE))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text())
                .isEqualTo("{\"errorMessage\":\"m\",\"errorType\":\"T\",\"stackTrace\":[\"s\"]}");
        assertThat(answer(invoked).contentType()).contains("application/json");
    }

    @Test
    @Item(23)
    void broken_error_with_its_cause_becomes_a_text() {
        var invoked = running();
        runtime.fail("r1", "{\"errorMessage\":", "Content-Type", WITH_CAUSE);
        assertThat(answer(invoked).payload().text()).isEqualTo("\"Invalid error body\"");
        assertThat(answer(invoked).contentType()).contains("application/octet-stream");
    }

    @Test
    @Item(24)
    void cause_of_200_KiB_is_cut_to_64_KiB() {
        running();
        var exception = "{\"type\":\"T\",\"message\":\"" + "m".repeat(1000) + "\",\"stack\":[]}";
        var cause = "{\"exceptions\":["
                + (exception + ",").repeat(200)
                + exception
                + "],\"working_directory\":\"/var/task\"}";
        assertThat(cause.length()).isGreaterThan(200 * 1024);
        assertThat(show(runtime.fail("r1", "{}", XRAY, cause))).isEqualTo(OK);
        var kept = JsonMapper.shared().readTree(recordedCause().orElseThrow());
        assertThat(kept.path("working_directory").asString()).isEqualTo("/var/task");
        assertThat(kept.path("exceptions").size()).isPositive();
        assertThat(kept.toString().length()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    @Item(25)
    void cause_that_is_not_json_is_ignored() {
        var invoked = running();
        assertThat(show(runtime.fail("r1", "{\"e\":1}", XRAY, "not json"))).isEqualTo(OK);
        assertThat(answer(invoked).payload().text()).isEqualTo("{\"e\":1}");
        assertThat(recordedCause()).isEmpty();
    }

    private Optional<String> recordedCause() {
        return lambda.recorded(EventType.RUNTIME_ERROR)
                .getFirst()
                .as(Fact.RuntimeError.class)
                .orElseThrow()
                .xrayCause();
    }
}
