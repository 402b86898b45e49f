package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are passed on as they arrive, through sockets. */
class UploadTest {
    private static final String CHUNKED = "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Request HEAD = Request.of("POST", "/upload", Headers.of("Trailer", "Why"), Bytes.EMPTY);

    private final Uploads api = new Uploads();

    @AutoClose
    private final LocalServer server = Loopback.serving(api);

    /** Takes every body piece by piece, and tells what it saw of it. */
    private static final class Uploads implements SilentApi {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        private Answer answer = FakeApi.ok("taken");
        private int wanted = Integer.MAX_VALUE;
        private int kept;

        String next() throws InterruptedException {
            var next = seen.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing arrived");
            }
            return next;
        }

        @Override
        public Exchange begin(Request request) {
            throw new IllegalStateException("not to be taken whole: " + request);
        }

        @Override
        public int bodyLimitBytes() {
            return 1;
        }

        @Override
        public Optional<Upload> upload(Request head) {
            seen.add(head.method() + " " + head.path());
            return Optional.of(new Upload() {
                private int pieces;

                @Override
                public boolean piece(Bytes bytes) {
                    seen.add(bytes.size() > 100 ? bytes.toString() : bytes.text());
                    return ++pieces < wanted;
                }

                @Override
                public int keptBytes() {
                    return kept;
                }

                @Override
                public void end(Headers trailers, BodyEnd bodyEnd) {
                    seen.add(bodyEnd + " " + trailers.first("Why").orElse(""));
                }

                @Override
                public Answer await() {
                    return answer;
                }

                @Override
                public void abandon() {
                    seen.add("abandoned");
                }
            });
        }
    }

    private void saw(String... expected) throws InterruptedException {
        for (var one : expected) {
            assertThat(api.next()).isEqualTo(one);
        }
    }

    @Test
    void each_chunk_is_there_before_the_next_one_is_sent() throws Exception {
        try (var client = new RawClient(server).send(CHUNKED + "3\r\none\r\n")) {
            saw("POST /upload", "one");
            client.send("3\r\ntwo\r\n");
            saw("two");
            client.send("0\r\nWhy: because\r\n\r\n");
            saw("COMPLETE because");
            assertThat(client.response()).startsWith("HTTP/1.1 200 ").endsWith("taken");
            client.send("POST /again HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nha");
            saw("POST /again", "ha");
            client.send("lf");
            saw("lf", "COMPLETE ");
        }
    }

    @Test
    void request_without_a_body_is_complete_at_once() throws Exception {
        try (var client = new RawClient(server).get("/upload")) {
            saw("GET /upload", "COMPLETE ");
            assertThat(client.response()).endsWith("taken");
        }
    }

    @Test
    void long_chunk_makes_several_pieces() throws Exception {
        var chunk = "x".repeat(150_000);
        var size = Integer.toHexString(chunk.length());
        try (var client = new RawClient(server).send(CHUNKED + size + "\r\n" + chunk + "\r\n0\r\n\r\n")) {
            saw("POST /upload", "65536 bytes", "65536 bytes", "18928 bytes", "COMPLETE ");
            assertThat(client.response()).endsWith("taken");
        }
    }

    @Test
    void what_is_kept_is_one_piece_where_its_length_is_known() throws Exception {
        api.kept = 150_001;
        try (var client = new RawClient(server).send(CHUNKED + "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")) {
            saw("POST /upload", "one", "two", "COMPLETE ");
            client.response();
            for (int bytes : new int[] {4, 65_537, 150_000}) {
                client.send("POST /next HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes + "\r\n\r\nha");
                client.send("x".repeat(bytes - 2));
                saw("POST /next", bytes == 4 ? "haxx" : bytes + " bytes", "COMPLETE ");
                assertThat(client.response()).endsWith("taken");
            }
        }
    }

    @Test
    void of_what_is_kept_no_more_is_one_piece_than_may_be() throws Exception {
        api.kept = 3;
        api.wanted = 1;
        try (var client = new RawClient(server).send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n")) {
            client.send("too long");
            saw("POST /upload", "too");
            assertThat(client.response()).endsWith("taken");
        }
    }

    @Test
    void what_is_kept_and_breaks_off_is_truncated() throws Exception {
        api.kept = 1000;
        try (var client =
                new RawClient(server).send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")) {
            client.shutdownOutput();
            saw("POST /upload", "half", "TRUNCATED ");
            assertThat(client.response()).endsWith("taken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED + "4\r\nhalf\r\n",
                CHUNKED + "6\r\nhalf",
                CHUNKED + "4\r\nhalf\r\n0\r\n",
                CHUNKED + "4\r\nhalf\r\nfffffff\r\n",
                "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
            })
    void body_that_breaks_off_is_truncated_and_answered(String bytes) throws Exception {
        try (var client = new RawClient(server).send(bytes)) {
            client.shutdownOutput();
            saw("POST /upload", "half", "TRUNCATED ");
            assertThat(client.rest()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
        }
    }

    @Test
    void body_with_broken_chunks_is_truncated_and_closes_the_connection() throws Exception {
        try (var client = new RawClient(server).send(CHUNKED + "4\r\nhalf\r\nno size\r\n")) {
            saw("POST /upload", "half", "TRUNCATED ");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void client_that_resets_its_connection_has_truncated_its_body() throws Exception {
        try (var client = new RawClient(server).send(CHUNKED + "4\r\nhalf\r\n")) {
            saw("POST /upload", "half");
            client.reset();
            saw("TRUNCATED ");
        }
    }

    @Test
    void rest_that_is_not_wanted_is_dropped_and_the_answer_follows() throws Exception {
        api.wanted = 1;
        try (var client = new RawClient(server).send(CHUNKED + "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")) {
            saw("POST /upload", "one");
            assertThat(client.response()).endsWith("taken");
            client.get("/again");
            saw("GET /again", "COMPLETE ");
        }
    }

    @Test
    void connection_is_closed_at_once_when_nobody_takes_the_rest() throws Exception {
        api.wanted = 1;
        api.answer = new Answer.Closed();
        try (var client = new RawClient(server).send(CHUNKED + "3\r\none\r\n")) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void lean_client_sends_a_chunk_for_each_piece_and_then_trailers() throws Exception {
        try (var client = LeanClient.to(server.port())) {
            for (int i = 0; i < 2; i++) {
                var sending = client.begin(HEAD);
                sending.piece(Bytes.utf8("one"));
                saw("POST /upload", "one");
                sending.piece(Bytes.EMPTY);
                sending.piece(Bytes.utf8("two"));
                saw("two");
                var answer = (Answer.Response) sending.end(Headers.of("Why", "late"));
                saw("COMPLETE late");
                assertThat(answer.body().text()).isEqualTo("taken");
            }
        }
    }

    @Test
    void lean_client_that_cuts_its_body_waits_until_that_was_noticed() throws Exception {
        try (var client = LeanClient.to(server.port())) {
            var sending = client.begin(HEAD);
            sending.piece(Bytes.utf8("one"));
            assertThat(sending.cut()).isInstanceOf(Answer.Response.class);
            assertThat(api.seen).containsExactly("POST /upload", "one", "TRUNCATED ");
            assertThat(client.begin(HEAD).end(Headers.NONE)).isInstanceOf(Answer.Response.class);
        }
    }

    @Test
    void lean_client_that_was_closed_sends_nothing() throws Exception {
        var client = LeanClient.to(server.port());
        client.close();
        var sending = client.begin(HEAD);
        sending.piece(Bytes.utf8("one"));
        assertThat(sending.end(Headers.NONE)).isEqualTo(new Answer.Closed());
        assertThat(sending.cut()).isEqualTo(new Answer.Closed());
        assertThat(api.seen).isEmpty();
    }
}
