package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How answers are written. */
class LocalServerAnswerTest {
    private final FakeApi api = new FakeApi();

    @AutoClose
    private final LocalServer server = Loopback.serving(api);

    @Test
    void answer_is_written_exactly_as_given() throws IOException {
        var headers = Headers.of("lambda-Runtime-AWS-Request-Id", "8476")
                .with("Content-Type", "application/json")
                .with("Lambda-Runtime-Client-Context", "{\"k\":\"☃\"}")
                .with("Lambda-Runtime-Deadline-Ms", "17");
        api.answering(new Answer.Response(202, headers, Bytes.utf8("{\"a\":\"☃\"}")));

        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).isEqualTo("""
                HTTP/1.1 202 Accepted\r
                lambda-Runtime-AWS-Request-Id: 8476\r
                Content-Type: application/json\r
                Lambda-Runtime-Client-Context: {"k":"☃"}\r
                Lambda-Runtime-Deadline-Ms: 17\r
                Content-Length: 11\r
                \r
                {"a":"☃"}\
                """);
        }
    }

    @Test
    void header_value_with_a_line_break_stays_one_header() throws IOException {
        api.answering(new Answer.Response(200, Headers.of("A", "1\r\nB: 2"), Bytes.EMPTY));

        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).isEqualTo("HTTP/1.1 200 OK\r\nA: 1  B: 2\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void head_is_answered_without_its_body() throws IOException {
        api.answering("seven b").answering("next");

        try (var client = new RawClient(server)) {
            client.send("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 7\r\n");
            assertThat(client.get("/").response()).endsWith("\r\n\r\nnext");
        }
    }

    @Test
    void status_without_a_body_has_no_length() throws IOException {
        api.answering(new Answer.Response(204, Headers.NONE, Bytes.EMPTY));

        try (var client = new RawClient(server).get("/")) {
            assertThat(client.head()).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        }
    }

    @Test
    void large_answer_arrives_whole() throws IOException {
        api.answering("x".repeat(6_291_556));

        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).hasSizeGreaterThan(6_291_556).endsWith("xxx");
        }
    }

    @Test
    void body_of_2048_bytes_has_a_length_and_a_longer_one_comes_in_one_chunk() throws IOException {
        api.answering("x".repeat(2048)).answering("y".repeat(2049)).answering("next");

        try (var client = new RawClient(server)) {
            assertThat(client.get("/").response())
                    .endsWith("\r\nContent-Length: 2048\r\n\r\n" + "x".repeat(2048))
                    .doesNotContain("Transfer-Encoding");
            assertThat(client.get("/").response())
                    .endsWith("\r\nTransfer-Encoding: chunked\r\n\r\n" + "y".repeat(2049))
                    .doesNotContain("Content-Length");
            assertThat(client.get("/").response()).endsWith("\r\n\r\nnext");
        }
    }

    @Test
    void long_body_ends_with_the_connection_where_the_client_knows_no_chunks() throws IOException {
        api.answering("x".repeat(2048)).answering("y".repeat(2049));

        try (var client = new RawClient(server)) {
            var asking = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertThat(client.send(asking).response())
                    .contains("\r\nContent-Length: 2048\r\nConnection: keep-alive\r\n");
            assertThat(client.send(asking).rest())
                    .isEqualTo("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + "y".repeat(2049));
        }
    }

    @Test
    void own_client_reads_what_comes_in_a_chunk() throws Exception {
        api.answering("y".repeat(6_291_556)).answering("next");

        try (var client = LeanClient.to(server.port())) {
            var request = Request.of("GET", "/", Headers.NONE, Bytes.EMPTY);
            var large = (Answer.Response) client.send(request);
            assertThat(large.headers().first("Transfer-Encoding")).contains("chunked");
            assertThat(large.headers().has("Content-Length")).isFalse();
            assertThat(large.body().text()).isEqualTo("y".repeat(6_291_556));
            assertThat(((Answer.Response) client.send(request)).body().text()).isEqualTo("next");
        }
    }

    @Test
    void head_has_the_length_of_a_short_body_and_no_word_about_a_long_or_an_empty_one() throws IOException {
        api.answering("").answering("seven b".repeat(1000));

        try (var client = new RawClient(server)) {
            var asking = "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(client.send(asking).head()).endsWith("application/json\r\n\r\n");
            assertThat(client.send(asking).head()).endsWith("application/json\r\n\r\n");
        }
    }
}
