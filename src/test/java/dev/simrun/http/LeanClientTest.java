package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeanClientTest {
    private static final String EMPTY_OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Request GET = Request.of("GET", "/next?a=b", Headers.NONE, Bytes.EMPTY);

    private static Answer.Response response(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Response.class);
        return (Answer.Response) answer;
    }

    /** What a client makes of an answer to a GET. */
    private static Answer parsed(String bytes) throws IOException, InterruptedException {
        try (var server = new ScriptedServer(List.of(List.of(bytes)));
                var client = LeanClient.to(server.port())) {
            return client.send(GET);
        }
    }

    @Test
    void requests_of_one_client_share_a_connection_and_arrive_as_given() throws Exception {
        var api = new FakeApi().answering("event").answering("accepted");
        var headers = Headers.of("lambda-Runtime-X", "☃").with("Content-Type", "a/b");
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            assertThat(response(client.send(GET)).body().text()).isEqualTo("event");
            client.send(Request.of("POST", "/r", headers, Bytes.utf8("{\"☃\":1}")));

            assertThat(api.taken().request().query()).isEqualTo(Optional.of("a=b"));
            var second = api.taken().request();
            assertThat(second.headers().first("lambda-runtime-x")).contains("☃");
            assertThat(second.headers().first("Host")).contains("127.0.0.1:" + server.port());
            assertThat(second.headers().has("User-Agent")).isFalse();
            assertThat(second.body()).isEqualTo(Bytes.utf8("{\"☃\":1}"));
        }
    }

    @Test
    void get_has_no_length_and_an_empty_post_has_one() throws Exception {
        try (var server = new ScriptedServer(List.of(List.of(EMPTY_OK, EMPTY_OK)));
                var client = LeanClient.to(server.port())) {
            client.send(GET);
            client.send(Request.of("POST", "/p", Headers.of("Host", "given"), Bytes.EMPTY));

            assertThat(server.nextHead())
                    .isEqualTo("GET /next?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n");
            assertThat(server.nextHead()).isEqualTo("POST /p HTTP/1.1\r\nHost: given\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void trailers_are_sent_after_chunks() throws Exception {
        var api = new FakeApi().answering("accepted");
        var trailers = Headers.of("Lambda-Runtime-Function-Error-Type", "Runtime.StreamError");
        var body = Bytes.utf8("x".repeat(90));
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            client.send(new Request("POST", "/r", Optional.empty(), Headers.NONE, body, trailers, BodyEnd.COMPLETE));
            var request = api.taken().request();
            assertThat(request.trailers()).isEqualTo(trailers);
            assertThat(request.body()).isEqualTo(body);
        }
    }

    @Test
    void large_bodies_pass_both_ways() throws Exception {
        var api = new FakeApi().answering("y".repeat(7_000_000));
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            var sent = Request.of("POST", "/r", Headers.NONE, Bytes.utf8("x".repeat(7_000_000)));
            assertThat(response(client.send(sent)).body().size()).isEqualTo(7_000_000);
            assertThat(api.taken().request().bodyEnd()).isEqualTo(BodyEnd.TOO_LARGE);
        }
    }

    @Test
    void response_is_read_with_its_headers_in_order() throws Exception {
        var answer = parsed("HTTP/1.1 299 Odd\r\nb: 1\r\nA:  é \r\nContent-Length: 2\r\n\r\nhi");

        assertThat(answer)
                .isEqualTo(new Answer.Response(
                        299, Headers.of("b", "1").with("A", "é").with("Content-Length", "2"), Bytes.utf8("hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED + "2\r\nhe\r\n3;x\r\nllo\r\n0\r\nT: v\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhello",
                "HTTP/1.0 200\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            })
    void bodies_of_all_framings_are_read(String bytes) throws Exception {
        assertThat(response(parsed(bytes)).body().text()).isEqualTo("hello");
    }

    @Test
    void answers_without_a_body_leave_the_connection_usable() throws Exception {
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        var none = "HTTP/1.1 204 No Content\r\n\r\n";
        try (var server = new ScriptedServer(List.of(List.of(head, none, EMPTY_OK)));
                var client = LeanClient.to(server.port())) {
            client.send(Request.of("HEAD", "/", Headers.NONE, Bytes.EMPTY));
            assertThat(response(client.send(GET)).status()).isEqualTo(204);
            assertThat(response(client.send(GET)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n",
                CHUNKED + "xyz\r\n",
                CHUNKED + "2\r\nhell\r\n",
                "HTTP/1.1 20",
            })
    void what_is_not_http_is_an_error(String bytes) {
        assertThatThrownBy(() -> parsed(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void endless_headers_are_an_error() {
        assertThatThrownBy(() -> parsed("HTTP/1.1 200 OK\r\nA: " + "a".repeat(70_000) + "\r\n\r\n"))
                .hasMessageContaining("65536");
    }

    @Test
    void connection_that_ends_without_an_answer_is_closed() throws Exception {
        assertThat(parsed("")).isEqualTo(new Answer.Closed());
    }

    @Test
    void poll_on_a_used_connection_is_not_sent_again_when_it_is_closed() throws Exception {
        try (var server = new ScriptedServer(List.of(List.of(EMPTY_OK, ""), List.of(EMPTY_OK)));
                var client = LeanClient.to(server.port())) {
            client.send(GET);
            assertThat(client.send(GET)).isEqualTo(new Answer.Closed());
            assertThat(response(client.send(GET)).status()).isEqualTo(200);
        }
    }

    @Test
    void connection_that_the_server_closed_while_idle_is_opened_again() throws Exception {
        try (var server = new ScriptedServer(List.of(List.of(EMPTY_OK), List.of(EMPTY_OK)));
                var client = LeanClient.to(server.port())) {
            client.send(GET);
            server.awaitEnd();
            assertThat(response(client.send(GET)).status()).isEqualTo(200);
        }
    }

    @Test
    void announced_close_is_followed_by_a_new_connection() throws Exception {
        var last = "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n";
        try (var server = new ScriptedServer(List.of(List.of(last), List.of(EMPTY_OK)));
                var client = LeanClient.to(server.port())) {
            client.send(GET);
            assertThat(response(client.send(GET)).status()).isEqualTo(200);
        }
    }

    @Test
    void nobody_listening_is_an_error() throws Exception {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (var client = LeanClient.to(port)) {
            assertThatThrownBy(() -> client.send(GET)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void close_from_another_thread_ends_a_waiting_poll() throws Exception {
        var api = new FakeApi();
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            var poll = new FutureTask<>(() -> client.send(GET));
            Thread.ofVirtual().start(poll);
            var seen = api.taken();
            Thread.ofVirtual().start(client::close);

            assertThat(poll.get()).isEqualTo(new Answer.Closed());
            seen.awaitAbandoned();
            assertThat(client.send(GET)).isEqualTo(new Answer.Closed());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interrupt_ends_a_waiting_poll(boolean virtual) throws Exception {
        var api = new FakeApi();
        var ended = new CompletableFuture<Boolean>();
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            var thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).unstarted(() -> {
                try {
                    client.send(GET);
                    ended.complete(false);
                } catch (InterruptedException e) {
                    ended.complete(!Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                    ended.completeExceptionally(e);
                }
            });
            thread.start();
            var poll = api.taken();
            thread.interrupt();

            assertThat(FakeApi.within(ended)).isTrue();
            poll.awaitAbandoned();
            api.answering("again");
            assertThat(response(client.send(GET)).body().text()).isEqualTo("again");
        }
    }

    @Test
    void server_that_closes_ends_a_waiting_poll() throws Exception {
        var api = new FakeApi();
        try (var server = Loopback.serving(api);
                var client = LeanClient.to(server.port())) {
            var poll = new FutureTask<>(() -> client.send(GET));
            Thread.ofVirtual().start(poll);
            api.taken();
            Thread.ofVirtual().start(server::close);

            assertThat(poll.get()).isEqualTo(new Answer.Closed());
        }
    }
}
