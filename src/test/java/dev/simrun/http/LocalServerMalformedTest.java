package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** None of this reaches the API, each is answered once, and the next client is served. */
class LocalServerMalformedTest {
    private static final String CHUNKED =
            "POST /r HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final FakeApi api = new FakeApi();
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        server = LocalServer.start(api);
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(api.isUntouched()).isTrue();
        api.answering("still there");
        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).endsWith("still there");
        }
        server.close();
    }

    private String answerTo(String bytes) throws IOException {
        try (var client = new RawClient(server).send(bytes)) {
            return client.rest();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "\r\n\r\n",
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                CHUNKED + "xyz\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "-1\r\n",
                CHUNKED + "fffffffffffffffff\r\n",
                CHUNKED + "3\nabc\n0\n\n",
                CHUNKED + "3\r\nabcdefgh\r\n0\r\n\r\n",
                CHUNKED + "0\r\nno colon\r\n\r\n",
            })
    void nonsense_is_refused_once(String bytes) throws IOException {
        var answer = answerTo(bytes);

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("Connection: close");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @Test
    void http_1_0_is_not_supported() throws IOException {
        assertThat(answerTo("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void endless_header_is_refused() throws IOException {
        var bytes = "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(3 * 1024 * 1024);

        assertThat(answerTo(bytes)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void endless_request_line_is_refused() throws IOException {
        assertThat(answerTo("GET /" + "a".repeat(200_000))).startsWith("HTTP/1.1 414 ");
    }

    @Test
    void client_that_leaves_in_the_middle_of_a_head_gets_nothing() throws IOException {
        try (var client = new RawClient(server).send("GET / HTTP/1.1\r\nHost: x\r\nA")) {
            client.shutdownOutput();
            assertThat(client.rest()).isEmpty();
        }
    }
}
