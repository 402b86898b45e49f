package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.sim.Setups;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of posts that come in pieces; the limit is 100 bytes. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PostUploadTest {
    private static final Headers STREAMING = Headers.of("Lambda-Runtime-Function-Response-Mode", "streaming");

    private final Routed lambda = new Routed();

    @AfterEach
    void close() {
        lambda.close();
    }

    private Api.Upload response(String requestId, Headers headers) {
        return response(lambda, requestId, headers);
    }

    private static Api.Upload response(Routed routed, String requestId, Headers headers) {
        var path = "/2018-06-01/runtime/invocation/" + requestId + "/response";
        return routed.api.upload(Request.of("POST", path, headers, Bytes.EMPTY)).orElseThrow();
    }

    private Invoked running() throws InterruptedException {
        var invoked = Invoked.by(lambda.environment, Routed.invocation("r1", ""));
        lambda.get(Routed.NEXT);
        return invoked;
    }

    private static Bytes bytes(int count) {
        return Bytes.utf8("x".repeat(count));
    }

    private static int status(Api.Upload upload) throws InterruptedException {
        return ((Answer.Response) upload.await()).status();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void body_up_to_the_limit_is_taken_whole_or_as_it_comes(boolean streams) throws Exception {
        var invoked = running();
        var upload = response("r1", streams ? STREAMING : Headers.NONE);
        assertThat(upload.piece(bytes(60))).isTrue();
        assertThat(upload.piece(bytes(40))).isTrue();
        upload.end(Headers.NONE, BodyEnd.COMPLETE);
        assertThat(status(upload)).isEqualTo(202);
        assertThat(invoked.answered().join().payload().size()).isEqualTo(100);
    }

    @Test
    void body_beyond_the_limit_is_answered_at_once() throws Exception {
        running();
        var upload = response("r1", Headers.NONE);
        assertThat(upload.piece(bytes(60))).isTrue();
        assertThat(upload.piece(bytes(41))).isFalse();
        assertThat(status(upload)).isEqualTo(413);
    }

    @Test
    void room_is_made_for_a_body_up_to_its_limit_or_to_8_MiB() throws Exception {
        running();
        assertThat(response("r1", Headers.NONE).keptBytes()).isEqualTo(101);
        assertThat(response("r1", STREAMING).keptBytes()).isZero();
        try (var large = new Routed(new Setups().payloadBytes(1 << 30))) {
            var invoked = Invoked.by(large.environment, Routed.invocation("r1", ""));
            large.get(Routed.NEXT);
            assertThat(response(large, "r1", Headers.NONE).keptBytes()).isEqualTo(8 << 20);
            assertThat(invoked.answered()).isNotDone();
        }
    }

    @Test
    void stream_that_ended_wants_no_more() throws Exception {
        running();
        var upload = response("r1", STREAMING);
        upload.end(Headers.NONE, BodyEnd.COMPLETE);
        assertThat(upload.piece(bytes(1))).isFalse();
        upload.end(Headers.NONE, BodyEnd.TRUNCATED); // changes nothing
        assertThat(status(upload)).isEqualTo(202);
    }

    @Test
    void what_is_refused_by_its_head_is_read_up_to_a_limit() throws Exception {
        running();
        var upload = response("another", Headers.NONE);
        var half = Bytes.of(new byte[32 * 1024 * 1024]);
        assertThat(upload.piece(half)).isTrue();
        assertThat(upload.piece(half)).isTrue();
        assertThat(upload.piece(bytes(1))).isFalse();
        upload.end(Headers.NONE, BodyEnd.COMPLETE);
        assertThat(status(upload)).isEqualTo(400);
    }

    @Test
    void only_posts_of_the_runtime_move_with_their_head() {
        var register = Request.of("POST", Routed.REGISTER, Headers.NONE, Bytes.EMPTY);
        assertThat(lambda.api.upload(register)).isEmpty();
        assertThat(lambda.api.isUpload(register)).isFalse();
        var error = Request.of("POST", "/2018-06-01/runtime/init/error", Headers.NONE, Bytes.EMPTY);
        assertThat(lambda.api.isUpload(error)).isTrue();
        assertThat(lambda.api.isUpload(Request.of("GET", error.path(), Headers.NONE, Bytes.EMPTY)))
                .isFalse();
    }
}
