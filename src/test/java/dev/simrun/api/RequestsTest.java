package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.sim.Input;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    private static final String TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String CAUSE = "application/vnd.aws.lambda.error.cause+json";

    private static Input.Call read(String path, Headers headers, String body, BodyEnd end) {
        var request = Request.of("POST", path, headers, Bytes.EMPTY).with(Bytes.utf8(body), Headers.NONE, end);
        return Requests.read((Route.Known) Route.of(path), request, 1);
    }

    private static Input.RuntimeInitError initError(Headers headers, String body) {
        return (Input.RuntimeInitError) read("/2018-06-01/runtime/init/error", headers, body, BodyEnd.COMPLETE);
    }

    private static Input.RuntimeError error(String body, BodyEnd end) {
        var path = "/2018-06-01/runtime/invocation/r1/error";
        return (Input.RuntimeError) read(path, Headers.of("Content-Type", CAUSE), body, end);
    }

    @Test
    void stream_has_failed_if_a_trailer_says_so_and_not_if_it_is_only_there() {
        assertThat(Requests.streamFailure(Headers.NONE)).isEmpty();
        assertThat(Requests.streamFailure(Headers.of(TYPE, "").with(BODY, ""))).isEmpty();
        assertThat(Requests.streamFailure(Headers.of(TYPE, "Function.No").with(BODY, "")))
                .contains(new Input.StreamFailure(Optional.of("Function.No"), Bytes.EMPTY));
        assertThat(Requests.streamFailure(Headers.of(BODY, "e30=")))
                .contains(new Input.StreamFailure(Optional.empty(), Bytes.utf8("{}")));
        assertThat(Requests.streamFailure(Headers.of(TYPE, "Function.No").with(BODY, "no base 64")))
                .contains(new Input.StreamFailure(Optional.of("Function.No"), Bytes.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"errorMessage\":\"m\",\"errorType\":\"T\",\"requestId\":\"\",\"stackTrace\":[]} | aws-lambda-python",
                "{\"errorType\":\"T\",\"errorMessage\":\"m\",\"trace\":[]} | aws-lambda-nodejs",
                "{\"errorMessage\":\"m\"} | ",
            })
    void init_error_tells_of_its_message_and_of_two_clients_by_its_form(String body, String client) {
        var call = initError(Headers.NONE, body);
        assertThat(call.errorMessage()).contains("m");
        assertThat(call.client()).isEqualTo(Optional.ofNullable(client));
        assertThat(call.contentType()).isEqualTo("application/json");
        assertThat(initError(Headers.of("User-Agent", "me"), body).client()).contains("me");
    }

    @Test
    void init_error_that_is_no_json_is_bytes() {
        var call = initError(Headers.NONE, "no json");
        assertThat(call.contentType()).isEqualTo("application/octet-stream");
        assertThat(call.errorMessage()).isEmpty();
        assertThat(call.client()).isEmpty();
        assertThat(initError(Headers.NONE, "{\"errorMessage\":5}").errorMessage())
                .isEmpty();
    }

    @Test
    void cause_is_split_off_a_whole_body_and_of_no_other() {
        var body = "{\"errorMessage\":\"m\",\"errorType\":\"T\",\"errorCause\":{\"message\":\"c\"}}";
        var whole = error(body, BodyEnd.COMPLETE);
        assertThat(whole.xrayCause()).contains("{\"message\":\"c\"}");
        assertThat(whole.contentType()).contains("application/json");
        assertThat(whole.body().content().text()).isEqualTo("{\"errorMessage\":\"m\",\"errorType\":\"T\"}");
        var cut = error(body, BodyEnd.TRUNCATED);
        assertThat(cut.xrayCause()).isEmpty();
        assertThat(cut.contentType()).contains(CAUSE);
        assertThat(cut.body().content().text()).isEqualTo(body);
        assertThat(cut.body().truncated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"{'errorMessage':5}", "{'errorType':[]}", "{'stackTrace':1}", "[]"})
    void cause_in_a_body_of_another_form_is_refused_whole(String body) {
        assertThat(error(body.replace('\'', '"'), BodyEnd.COMPLETE)
                        .body()
                        .content()
                        .text())
                .isEqualTo("\"Invalid error body\"");
    }

    @Test
    void registration_takes_null_for_what_is_left_out() {
        var body = "{\"events\":[\"INVOKE\"],\"Events\":null}";
        assertThat(RegistrationBody.read(Bytes.utf8(body)))
                .isEqualTo(new Input.Registration.Events(java.util.List.of()));
    }
}
