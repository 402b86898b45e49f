package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** None of this reaches the API, each is answered once, and the next client is served. */
class LocalServerMalformedTest {
    private static final String CHUNKED = "POST /r HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final FakeApi api = new FakeApi();

    @AutoClose
    private LocalServer server = Loopback.serving(api);

    @AfterEach
    void stop() throws Exception {
        assertThat(api.isUntouched()).isTrue();
        api.answering("still there");
        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).endsWith("still there");
        }
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
                "GET /\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "PRI * HTTP/2.0\r\nHost: x, y\r\nHost: x\r\n\r\nSM\r\n\r\n",
            })
    void nonsense_is_refused_once_in_the_words_of_gos_server(String bytes) throws IOException {
        assertThat(answerTo(bytes)).isEqualTo("""
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            \r
            400 Bad Request\
            """);
    }

    @Test
    void reason_stands_in_the_status_line_and_in_the_body() throws IOException {
        assertThat(answerTo("GET / HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request: missing required Host header\r\n")
                .endsWith("\r\n\r\n400 Bad Request: missing required Host header");
        assertThat(answerTo("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: br\r\n\r\n"))
                .startsWith("HTTP/1.1 501 Not Implemented\r\n")
                .endsWith("\r\n\r\nUnsupported transfer encoding");
        assertThat(answerTo("POST / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n"))
                .isEqualTo("""
                    HTTP/1.1 417 Expectation Failed\r
                    Connection: close\r
                    Date: Tue, 14 Nov 2023 22:13:20 GMT\r
                    Content-Length: 0\r
                    \r
                    """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
        garbage> - - MALFORMED_REQUEST 400: not a request line
        GET /a?b HTTP/1.1|no colon> GET /a MALFORMED_REQUEST 400: "no colon" is not a header line
        GET /a HTTP/1.1> GET /a MALFORMED_REQUEST 400: missing required Host header
        GET /a HTTP/1.1|Host: x|Host: y> GET /a MALFORMED_REQUEST 400: too many Host headers
        GET a HTTP/1.1|Host: x> GET - MALFORMED_REQUEST 400: not a request's target
        GET /a HTTP/3.0|Host: x> GET /a UNKNOWN_VERSION 505: unsupported protocol version
        POST /r HTTP/1.1|Host: x|Transfer-Encoding: streaming> \
        POST /r UNKNOWN_TRANSFER_ENCODING 501: the transfer encoding "streaming" is not chunked
        POST /r HTTP/1.1|Host: x|Expect: tea> \
        POST /r UNKNOWN_EXPECTATION 417: the expectation "tea" is not 100-continue
        POST /r HTTP/1.1|Host: x|Transfer-Encoding: chunked||xyz> \
        POST /r BROKEN_CHUNK -: "xyz" is not a chunk's size
        """)
    void what_is_refused_is_told_as_far_as_it_is_known(String lines, String told) throws IOException {
        answerTo(lines.replace("|", "\r\n") + "\r\n\r\n");
        assertThat(api.refused())
                .singleElement()
                .satisfies(it -> assertThat("%s %s %s %s: %s"
                                .formatted(
                                        it.method().orElse("-"),
                                        it.path().orElse("-"),
                                        it.cause(),
                                        it.cause()
                                                .status()
                                                .map(number -> Integer.toString(number))
                                                .orElse("-"),
                                        it.reason()))
                        .isEqualTo(told));
    }

    @Test
    void headers_that_were_read_before_the_fault_are_told() throws IOException {
        answerTo("GET / HTTP/1.1\r\nHost: x\r\nLambda-Extension-Name: audit\r\nA\r\n\r\n");
        assertThat(api.refused())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.headers().first("Lambda-Extension-Name")).contains("audit"));
    }

    @Test
    void what_is_torn_because_the_server_closes_is_nobodys_mistake() throws IOException {
        try (var _ = new RawClient(server).send("GET / HTTP/1.1\r\nHost")) {
            server.close();
            assertThat(api.refused()).isEmpty();
        }
        server = Loopback.serving(api);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED + "xyz\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "-1\r\n",
                CHUNKED + "fffffffffffffffff\r\n",
                CHUNKED + "3\nabc\n0\n\n",
                CHUNKED + "3\r\nabcdefgh\r\n0\r\n\r\n",
                CHUNKED + "0\r\nno colon\r\n\r\n",
            })
    void broken_chunk_closes_the_connection(String bytes) throws IOException {
        assertThat(answerTo(bytes)).isEmpty();
    }

    @Test
    void endless_header_is_refused() throws IOException {
        var bytes = "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(3 * 1024 * 1024);

        assertThat(answerTo(bytes)).startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void endless_request_line_is_refused() throws IOException {
        assertThat(answerTo("GET /" + "a".repeat(2_000_000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void client_that_ends_in_the_middle_of_a_head_has_sent_half_a_request() throws IOException {
        try (var client = new RawClient(server).send("GET / HTTP/1.1\r\nHost: x\r\nA")) {
            client.shutdownOutput();
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
        }
    }
}
