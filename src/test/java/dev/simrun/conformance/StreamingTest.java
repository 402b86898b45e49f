package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.Outcome;
import dev.simrun.http.RawClient;
import dev.simrun.sim.CallerAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that a runtime streams, as they stand on the wire. */
@Timeout(60)
final class StreamingTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String HELLO = "5\r\nhello\r\n";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int BURST_BYTES = 6 * MEBIBYTE;

    private Lambda lambda;

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda();
    }

    private Invoked begin(Call call) {
        var invoked = lambda.invoke(call);
        lambda.client().next();
        return invoked;
    }

    @AfterEach
    void close() throws IOException {
        lambda.close();
    }

    private RawClient stream(String... headers) throws IOException {
        var head = "POST "
                + Client.RUNTIME
                + "/invocation/r1/response HTTP/1.1\r\nHost: lambda\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\n";
        return lambda.raw().send(head + String.join("\r\n", headers) + "\r\n\r\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void isTruncated(RawClient client, Invoked invoked) throws IOException {
        assertThat(client.response())
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"errorMessage\":\"HTTP request detected as truncated\","
                        + "\"errorType\":\"TruncatedHTTPRequest\"}\n");
        assertThat(answer(invoked).errorType()).contains("Runtime.TruncatedResponse");
    }

    @Test
    @Item(17)
    void body_shorter_than_its_length_is_truncated() throws Exception {
        var invoked = begin(Call.of("r1"));
        var client = stream("Content-Length: 100").send("x".repeat(50));
        client.shutdownOutput();
        isTruncated(client, invoked);
    }

    @Test
    @Item(18)
    void chunks_without_the_last_are_truncated() throws Exception {
        var invoked = begin(Call.of("r1"));
        var client = stream(CHUNKED).send(HELLO);
        client.shutdownOutput();
        isTruncated(client, invoked);
    }

    @Test
    @Item({17, 18})
    void client_that_is_gone_in_the_middle_leaves_a_truncated_response() throws Exception {
        var invoked = begin(Call.of("r1"));
        stream(CHUNKED).send(HELLO).reset();
        assertThat(answer(invoked).errorType()).contains("Runtime.TruncatedResponse");
    }

    @Test
    @Item(27)
    void error_in_the_trailers_is_the_invocations() throws Exception {
        var invoked = begin(Call.of("r1"));
        var error = "{\"errorMessage\":\"late\",\"errorType\":\"Runtime.StreamError\"}";
        var client = stream(CHUNKED, "Trailer: " + TYPE + ", " + BODY)
                .send(HELLO + "0\r\n")
                .send(TYPE + ": Runtime.StreamError\r\n")
                .send(BODY + ": " + base64(error) + "\r\n\r\n");
        assertThat(client.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(answer(invoked).errorType()).contains("Runtime.StreamError");
        assertThat(answer(invoked).payload().text()).isEqualTo(error);
    }

    @Test
    @Item(28)
    void of_broken_base64_in_the_trailers_the_type_is_kept() throws Exception {
        var invoked = begin(Call.of("r1"));
        var client = stream(CHUNKED, "Trailer: " + TYPE + ", " + BODY)
                .send(HELLO + "0\r\n" + TYPE + ": Runtime.StreamError\r\n")
                .send(BODY + ": {not base64}\r\n\r\n");
        assertThat(client.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).errorType()).contains("Runtime.StreamError");
        assertThat(answer(invoked).payload().text()).isEmpty();
    }

    @Test
    @Item(29)
    void trailers_that_are_declared_and_not_sent_are_no_error() throws Exception {
        var invoked = begin(Call.of("r1"));
        var client = stream(CHUNKED, "Trailer: " + TYPE + "," + BODY).send(HELLO + "0\r\n\r\n");
        assertThat(client.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(answer(invoked).payload().text()).isEqualTo("hello");
    }

    @Test
    @Item(30)
    void trailer_lines_inside_the_body_are_payload() throws Exception {
        var invoked = begin(Call.of("r1"));
        var lines = TYPE + ": Function.Late\r\n" + BODY + ": e30=\r\n";
        var client = stream(CHUNKED)
                .send(HELLO + Integer.toHexString(lines.length()) + "\r\n" + lines)
                .send("\r\n0\r\n\r\n");
        assertThat(client.response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(answer(invoked).payload().text()).isEqualTo("hello" + lines);
    }

    @Test
    @Item(31)
    void stream_is_cut_by_the_time_out_and_the_caller_keeps_what_came() throws Exception {
        var invoked = begin(Call.of("r1").streamed().within(Duration.ofSeconds(1)));
        var client = stream(CHUNKED).send(HELLO);
        var answer = answer(invoked);
        assertThat(answer.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(answer.chunks().orElseThrow())
                .extracting(chunk -> chunk.body().text())
                .containsExactly("hello");
        assertThat(client.send(HELLO).rest()).isEmpty();
    }

    @Test
    @Item(32)
    void first_6_MiB_of_a_stream_need_no_time() throws Exception {
        var invoked = begin(Call.of("r1").streamed());
        lambda.stopClock();
        assertThat(streamed(BURST_BYTES).response()).startsWith("HTTP/1.1 202 ");
        assertThat(answer(invoked).payload().size()).isEqualTo(BURST_BYTES);
        assertThat(answer(invoked).chunks().orElseThrow())
                .extracting(CallerAnswer.Chunk::at)
                .containsOnly(answer(invoked).chunks().orElseThrow().getFirst().at());
    }

    @Test
    @Item(32)
    void rest_of_a_stream_comes_at_2_MiB_a_second() throws Exception {
        var invoked = begin(Call.of("r1").streamed());
        assertThat(streamed(10_000_000).response()).startsWith("HTTP/1.1 202 ");
        long bytes = 0;
        for (var chunk : answer(invoked).chunks().orElseThrow()) {
            bytes += chunk.body().size();
            long refilled = chunk.at().toMillis() * 2 * MEBIBYTE / 1000;
            assertThat(bytes).isLessThanOrEqualTo(BURST_BYTES + refilled + MEBIBYTE);
        }
        assertThat(bytes).isEqualTo(10_000_000);
    }

    /** A response of so many bytes, in one chunk. */
    private RawClient streamed(int bytes) throws IOException {
        return stream(CHUNKED)
                .send(Integer.toHexString(bytes) + "\r\n")
                .send(new byte[bytes])
                .send("\r\n0\r\n\r\n");
    }
}
