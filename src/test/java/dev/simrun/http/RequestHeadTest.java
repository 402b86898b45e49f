package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.http.MessageReader.Framing;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a head, with the answers of Go's net/http. */
class RequestHeadTest {
    private static final String BAD = "400 Bad Request";

    /** Headers as {@code Name: value} and parted by bars. */
    private static RequestHead read(String start, String headers) throws MalformedException {
        var lines = Arrays.stream(headers.split("\\|"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(":", 2))
                .map(parts -> new Header(parts[0], parts[1].strip()))
                .toList();
        return RequestHead.of(new MessageReader.Head(start, new Headers(lines)));
    }

    /** The last line of the answer that refuses it; empty if it is served. */
    private static String refusal(String start, String headers) {
        try {
            var _ = read(start, headers);
            return "";
        } catch (MalformedException refused) {
            var answer = new String(refused.answer(new Header("Date", "now")), StandardCharsets.UTF_8);
            assertThat(answer).contains("\r\nConnection: close\r\n");
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/>/",
                "/a/../b//c>/a/../b//c",
                "/a#b>/a#b",
                "/%41%2f>/%41%2f",
                "/[]|{}\"^`>/[]|{}\"^`",
                "*>*",
                "http://x:1/a>/a",
                "HTTP://x>/",
                "a+b.c-1://x/y>/y",
                "http:/a>/a",
                "mailto:x>/",
            })
    void path_is_as_sent_and_of_the_absolute_form_only_the_path(String target, String path) throws Exception {
        assertThat(read("GET " + target + " HTTP/1.1", "Host: x").request().path())
                .isEqualTo(path);
        var asked = read("GET " + target + "?a?b HTTP/1.1", "Host: x").request();
        assertThat(asked.path()).isEqualTo(path);
        assertThat(asked.query()).isEqualTo(Optional.of("a?b"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.0, true, true",
        "GET / HTTP/1.1, false, false",
        "GET / HTTP/1.2, false, false",
        "GET / HTTP/1.9, false, false",
    })
    void versions_of_one_are_served(String start, boolean old, boolean last) throws Exception {
        var head = read(start, "Host: x");

        assertThat(head.old()).isEqualTo(old);
        assertThat(head.last()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, Connection: close, true",
        "GET / HTTP/1.1, Connection: Close, true",
        "GET / HTTP/1.1, Connection: keep-alive, false",
        "GET / HTTP/1.1, Connection: Upgrade|connection: x; close, false",
        "GET / HTTP/1.1, Connection: Upgrade|connection: CLOSE, true",
        "GET / HTTP/1.0, Connection: keep-alive, false",
        "GET / HTTP/1.0, Connection: x, true",
        "GET / HTTP/1.0, Connection: keep-alive|Connection: close, true",
    })
    void client_says_whether_the_connection_goes_on(String start, String headers, boolean last) throws Exception {
        assertThat(read(start, "Host: x|" + headers).last()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/0.9",
        "HTTP/2.0",
        "HTTP/9.9",
    })
    void other_versions_are_not(String version) {
        assertThat(refusal("GET / " + version, ""))
                .isEqualTo("505 HTTP Version Not Supported: unsupported protocol version");
    }

    @Test
    void preface_of_http_2_is_somebodys_who_may_know_it() throws Exception {
        assertThat(read("PRI * HTTP/2.0", "").last()).isTrue();
        assertThat(refusal("PRI * HTTP/2.0", "Host: x")).startsWith("505 ");
        assertThat(refusal("PRI / HTTP/2.0", "")).startsWith("505 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET>",
                "GET />",
                "GET  HTTP/1.1>",
                " / HTTP/1.1>",
                "GET  / HTTP/1.1>",
                "GET / HTTP/1.1 >",
                "GET / HTTP/1>",
                "GET / HTTP/1.10>",
                "GET / HTTP/11.1>",
                "GET / http/1.1>",
                "GET / HTTP/x.1>",
                "GET / HTTPS/1.1>",
                "G(T / HTTP/1.1>",
                "GÉT / HTTP/1.1>",
                "GET a HTTP/1.1>",
                "GET ?a HTTP/1.1>",
                "GET :a HTTP/1.1>",
                "GET 1http://x HTTP/1.1>",
                "GET /%zz HTTP/1.1>",
                "GET /%4 HTTP/1.1>",
                "GET /\u007f HTTP/1.1>",
                "GET /?\u0001 HTTP/1.1>",
            })
    void what_is_no_request_line_is_bad(String start, String unused) {
        assertThat(refusal(start, "Host: x")).isEqualTo(BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: x|host: x, 400 Bad Request",
        "Accept: x, 400 Bad Request: missing required Host header",
        "Host : x, 400 Bad Request: missing required Host header",
        "Host: a b, 400 Bad Request: malformed Host header",
        "Host: a/b, 400 Bad Request: malformed Host header",
        "Host: a@b, 400 Bad Request: malformed Host header",
        "Host: é, 400 Bad Request: malformed Host header",
        "Host: x|A : b, 400 Bad Request: invalid header name",
        "Host: x|Content-Length: , 400 Bad Request",
        "Host: x|Content-Length: +1, 400 Bad Request",
        "Host: x|Content-Length: 1_0, 400 Bad Request",
        "Host: x|Content-Length: ١, 400 Bad Request",
        "Host: x|Content-Length: 9223372036854775808, 400 Bad Request",
        "Host: x|Content-Length: 1|content-length: 01, 400 Bad Request",
        "Content-Length: x, 400 Bad Request",
        "Host: x|Transfer-Encoding: , Unsupported transfer encoding",
        "Host: x|Transfer-Encoding: identity, Unsupported transfer encoding",
        "Host: x|Transfer-Encoding: chunked;x, Unsupported transfer encoding",
        "Host: x|Transfer-Encoding: chunked|transfer-encoding: chunked, Unsupported transfer" + " encoding",
        "Transfer-Encoding: br, Unsupported transfer encoding",
        "Host: x|Transfer-Encoding: chunked|Content-Length: x, 400 Bad Request",
        "Host: x|Transfer-Encoding: chunked|Trailer: A|Trailer: content-length, 400 Bad Request",
        "Host: x|Transfer-Encoding: chunked|Trailer: Trailer, 400 Bad Request",
    })
    void headers_are_refused_in_the_order_of_go(String headers, String answer) {
        assertThat(refusal("POST / HTTP/1.1", headers)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Host: > GET / HTTP/1.1",
                "Host: [::1]:80 > GET / HTTP/1.1",
                "Host: a_b~c!$&'()*+,;=%41 > GET / HTTP/1.1",
                "A: b > GET / HTTP/1.0",
                "A: b > CONNECT x:443 HTTP/1.1",
                "Host: x|Trailer: Content-Length > GET / HTTP/1.1",
                "Host: x|Expect: 100-Continue > POST / HTTP/1.1",
                "Host: x|Expect: > POST / HTTP/1.1",
                "Transfer-Encoding: br > POST / HTTP/1.0",
            })
    void these_are_served(String headers, String start) {
        assertThat(refusal(start, headers)).isEmpty();
    }

    @Test
    void body_is_framed_by_chunks_or_else_by_a_length() throws Exception {
        assertThat(read("POST / HTTP/1.1", "Host: x").framing()).isEqualTo(Framing.NONE);
        assertThat(read("GET / HTTP/1.1", "Host: x|Content-Length: 7").framing())
                .isEqualTo(new Framing.Length(7));
        assertThat(read("POST / HTTP/1.1", "Host: x|Content-Length: 7|content-length: 7")
                        .framing())
                .isEqualTo(new Framing.Length(7));
        var both = "Host: x|Content-Length: 7|Transfer-Encoding: CHUNKED";
        assertThat(read("POST / HTTP/1.1", both).framing()).isEqualTo(new Framing.Chunks());
        assertThat(read("POST / HTTP/1.0", both).framing()).isEqualTo(new Framing.Length(7));
    }

    @Test
    void client_that_expects_to_be_told_is_told_if_there_is_a_body() throws Exception {
        var expecting = "Host: x|Expect: 100-continue|Content-Length: ";
        assertThat(read("POST / HTTP/1.1", expecting + "1").expecting()).isTrue();
        assertThat(read("POST / HTTP/1.1", expecting + "0").expecting()).isFalse();
        assertThat(read("POST / HTTP/1.0", expecting + "1").expecting()).isFalse();
        assertThat(read("POST / HTTP/1.1", "Host: x|Content-Length: 1").expecting())
                .isFalse();
        assertThat(refusal("POST / HTTP/1.1", "Host: x|Expect: tea")).isEmpty();
    }
}
