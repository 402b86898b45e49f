package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Header;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerRequestTest {
    private static final String CHUNKED = "POST /r HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";

    private final FakeApi api = new FakeApi();

    @AutoClose
    private final LocalServer server = Loopback.serving(api);

    /** What the API got of some bytes that are answered, twice on one connection. */
    private Request received(String bytes) throws Exception {
        return received(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private Request received(byte[] bytes) throws Exception {
        api.answering("one").answering("two");
        try (var client = new RawClient(server)) {
            assertThat(client.send(bytes).response()).endsWith("\r\n\r\none");
            assertThat(client.send(bytes).response()).endsWith("\r\n\r\ntwo");
            var first = api.taken().request();
            assertThat(api.taken().request()).isEqualTo(first);
            return first;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2018-06-01/runtime/invocation/next",
                "//hello",
                "/x/../hello",
                "/a%2Fb/%20",
                "/a;b=c/d",
                "/a[1]|{}",
                "/",
                "*",
            })
    void path_arrives_as_sent(String path) throws Exception {
        var request = received("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEmpty();
    }

    @Test
    void query_arrives_apart_and_as_sent() throws Exception {
        var request = received("GET /a?b=%20c&d?e HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(request.path()).isEqualTo("/a");
        assertThat(request.query()).isEqualTo(Optional.of("b=%20c&d?e"));
        assertThat(received("GET /a? HTTP/1.1\r\nHost: x\r\n\r\n").query()).isEqualTo(Optional.of(""));
    }

    @Test
    void absolute_form_is_read_as_its_path() throws Exception {
        var request = received("GET http://127.0.0.1:1/a/b?c HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(request.path()).isEqualTo("/a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW", "M-SEARCH"})
    void any_method_arrives(String method) throws Exception {
        assertThat(received(method + " / HTTP/1.1\r\nHost: x\r\n\r\n").method()).isEqualTo(method);
    }

    @Test
    void headers_arrive_with_their_bytes_read_as_utf_8() throws Exception {
        var request = received("GET / HTTP/1.1\r\nHost: x\r\nX-cause:  boom ☃ \r\nX-b:\r\nx-B: 2\r\n\r\n");

        assertThat(request.headers().lines())
                .containsExactlyInAnyOrder(
                        new Header("Host", "x"),
                        new Header("X-cause", "boom ☃"),
                        new Header("X-b", ""),
                        new Header("x-B", "2"));
    }

    @Test
    void header_that_is_not_utf_8_is_read_as_latin_1() throws Exception {
        var bytes = "GET / HTTP/1.1\r\nHost: x\r\nA: \u00e9\r\n\r\n";

        assertThat(received(bytes.getBytes(StandardCharsets.ISO_8859_1))
                        .headers()
                        .first("a"))
                .contains("\u00e9");
    }

    @Test
    void header_of_one_mebibyte_arrives() throws Exception {
        var cause = "c".repeat(1024 * 1024);
        var request = received("GET / HTTP/1.1\r\nHost: x\r\nX-cause: " + cause + "\r\n\r\n");

        assertThat(request.headers().first("x-cause")).contains(cause);
    }

    @Test
    void body_with_a_length_arrives() throws Exception {
        var request =
                received("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n" + "Content-Encoding: gzip\r\n\r\nhello");

        assertThat(request.body().text()).isEqualTo("hello");
        assertThat(request.bodyEnd()).isEqualTo(BodyEnd.COMPLETE);
    }

    @Test
    void request_without_length_or_chunks_has_an_empty_body() throws Exception {
        assertThat(received("POST / HTTP/1.1\r\nHost: x\r\n\r\n").body().isEmpty())
                .isTrue();
        assertThat(received("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                        .body()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void request_of_the_go_client_arrives() throws Exception {
        var request = received("""
            POST /2018-06-01/runtime/invocation/8476/response HTTP/1.1\r
            Host: 127.0.0.1:1\r
            User-Agent: aws-lambda-go/go1.25.4\r
            Transfer-Encoding: chunked\r
            Content-Type: application/json\r
            Trailer: Lambda-Runtime-Function-Error-Body,Lambda-Runtime-Function-Error-Type\r
            Accept-Encoding: gzip\r
            \r
            7\r
            {"x":1}\r
            0\r
            \r
            """);

        assertThat(request.body().text()).isEqualTo("{\"x\":1}");
        assertThat(request.trailers().lines()).isEmpty();
    }

    @Test
    void trailers_arrive() throws Exception {
        var request = received(CHUNKED
                + "\r\n3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n"
                + "Lambda-Runtime-Function-Error-Type: Runtime.StreamError\r\n"
                + "Lambda-Runtime-Function-Error-Body:eyJ9\r\n\r\n");

        assertThat(request.body().text()).isEqualTo("abc0123456789");
        assertThat(request.trailers().lines())
                .containsExactly(
                        new Header("Lambda-Runtime-Function-Error-Type", "Runtime.StreamError"),
                        new Header("Lambda-Runtime-Function-Error-Body", "eyJ9"));
    }

    @Test
    void trailers_of_one_request_are_not_those_of_the_next() throws Exception {
        api.answering("one").answering("two");
        try (var client = new RawClient(server)) {
            client.send(CHUNKED + "\r\n0\r\nA: b\r\n\r\n").response();
            client.get("/").response();
            assertThat(api.taken().request().trailers().first("A")).contains("b");
            assertThat(api.taken().request().trailers().lines()).isEmpty();
        }
    }

    @Test
    void request_in_single_bytes_arrives() throws Exception {
        api.answering("there");
        var bytes = CHUNKED + "\r\n2\r\nab\r\n0\r\nT: v\r\n\r\n";
        try (var client = new RawClient(server)) {
            for (byte each : bytes.getBytes(StandardCharsets.UTF_8)) {
                client.send(new byte[] {each});
            }
            client.response();
            assertThat(api.taken().request().body().text()).isEqualTo("ab");
        }
    }

    @Test
    void continue_is_sent_before_the_body() throws Exception {
        api.answering("done");
        try (var client = new RawClient(server)) {
            client.send("""
                POST / HTTP/1.1\r
                Host: x\r
                Content-Length: 3\r
                Expect: 100-continue\r
                \r
                """);
            assertThat(client.head()).startsWith("HTTP/1.1 100 Continue\r\n");
            assertThat(client.send("abc").response()).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(api.taken().request().body().text()).isEqualTo("abc");
        }
    }

    @Test
    void body_of_the_limit_is_complete() throws Exception {
        var request = received("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + "b".repeat(100));

        assertThat(request.bodyEnd()).isEqualTo(BodyEnd.COMPLETE);
        assertThat(request.body().size()).isEqualTo(100);
    }

    @Test
    void longer_body_is_read_but_not_kept() throws Exception {
        var body = "b".repeat(1_000_000);
        var declared = received("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + body);
        var chunked = received(CHUNKED + "\r\nf4240\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(declared.bodyEnd()).isEqualTo(BodyEnd.TOO_LARGE);
        assertThat(declared.body().size()).isEqualTo(101);
        assertThat(chunked.bodyEnd()).isEqualTo(BodyEnd.TOO_LARGE);
        assertThat(chunked.body().size()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n",
                CHUNKED + "\r\n4000100\r\n",
                CHUNKED + "\r\n218711a00\r\n",
            })
    void connection_ends_after_the_answer_to_an_endless_body(String start) throws Exception {
        api.answering("too large");
        try (var client = new RawClient(server)) {
            client.send(start);
            var megabyte = new byte[1024 * 1024];
            try {
                for (int i = 0; i < 80; i++) {
                    client.send(megabyte);
                }
            } catch (IOException e) {
                // The server no longer reads.
            }
            var request = api.taken().request();
            assertThat(request.bodyEnd()).isEqualTo(BodyEnd.TOO_LARGE);
            assertThat(request.body().size()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf",
                CHUNKED + "\r\n4\r\nhalf",
                CHUNKED + "\r\n40\r\nhalf",
                CHUNKED + "\r\n2\r\nha\r\n20\r\nlf",
                CHUNKED + "\r\n4\r\nhalf\r\n",
                CHUNKED + "\r\n4\r\nhalf\r\n0\r\n",
                CHUNKED + "\r\n4\r\nhalf\r\n0\r\nA: b\r\n",
            })
    void body_that_ends_early_is_truncated(String bytes) throws Exception {
        api.answering("truncated");
        try (var client = new RawClient(server).send(bytes)) {
            client.shutdownOutput();
            var request = api.taken().request();
            assertThat(request.bodyEnd()).isEqualTo(BodyEnd.TRUNCATED);
            assertThat(request.body().text()).isEqualTo("half");
            client.rest();
        }
    }
}
