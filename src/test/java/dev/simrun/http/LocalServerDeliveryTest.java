package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.api.Delivery;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as faults have them arrive, and the client of raw bytes that sees them. */
class LocalServerDeliveryTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String WHOLE = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 4\r\n\r\nbody";

    private Delivery delivery = new Delivery.Whole();
    private final CompletableFuture<Request> begun = new CompletableFuture<>();
    private LocalServer server;

    /** Answers all requests alike, and tells how that is to be delivered. */
    private final class Delivering implements SilentApi {
        @Override
        public Exchange begin(Request request) {
            begun.complete(request);
            return new Exchange() {
                @Override
                public Answer await() {
                    return new Answer.Response(200, Headers.of("A", "b"), Bytes.utf8("body"));
                }

                @Override
                public void abandon() {}

                @Override
                public Delivery delivery() {
                    return delivery;
                }
            };
        }

        @Override
        public int bodyLimitBytes() {
            return FakeApi.BODY_LIMIT_BYTES;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = Loopback.serving(new Delivering());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer raw(String bytes) throws Exception {
        try (var client = LeanClient.to(server.port())) {
            return client.send(Bytes.of(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void reset_is_no_orderly_end() throws Exception {
        delivery = new Delivery.Reset();
        try (var client = new RawClient(server).get("/")) {
            assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
        }
        assertThat(raw(GET)).isEqualTo(new Answer.Closed());
    }

    @Test
    void truncated_answer_ends_after_so_many_bytes() throws Exception {
        for (int count : new int[] {0, 1, 20, WHOLE.length() - 1, WHOLE.length(), 1000}) {
            delivery = new Delivery.Truncated(count);
            try (var client = new RawClient(server).get("/")) {
                assertThat(client.rest()).isEqualTo(WHOLE.substring(0, Math.min(count, WHOLE.length())));
            }
        }
    }

    @Test
    void raw_client_tells_a_torn_answer_from_none() throws Exception {
        delivery = new Delivery.Truncated(0);
        assertThat(raw(GET)).isEqualTo(new Answer.Closed());
        delivery = new Delivery.Truncated(WHOLE.length() - 1);
        assertThatThrownBy(() -> raw(GET)).isInstanceOf(EOFException.class);
    }

    @Test
    void answer_in_pieces_arrives_whole_and_the_connection_is_kept() throws Exception {
        delivery = new Delivery.Paced(OptionalLong.empty(), OptionalInt.of(1));
        try (var client = new RawClient(server)) {
            assertThat(client.get("/").response()).isEqualTo(WHOLE);
            assertThat(client.get("/").response()).isEqualTo(WHOLE);
        }
    }

    @Test
    void answer_is_no_faster_than_its_bandwidth() throws Exception {
        delivery = new Delivery.Paced(OptionalLong.of(500), OptionalInt.empty());
        long start = System.nanoTime();
        try (var client = new RawClient(server)) {
            assertThat(client.get("/").response()).isEqualTo(WHOLE);
        }
        assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(WHOLE.length() / 500.0);
    }

    @Test
    void slow_answer_does_not_hold_up_the_end_of_the_server() throws Exception {
        delivery = new Delivery.Paced(OptionalLong.of(1), OptionalInt.of(1));
        try (var client = new RawClient(server).get("/")) {
            var _ = FakeApi.within(begun);
            server.close();
            assertThat(client.rest()).hasSizeLessThan(WHOLE.length());
        }
    }

    @Test
    void raw_client_sends_each_character_as_a_byte() throws Exception {
        assertThat(raw(GET))
                .isEqualTo(new Answer.Response(
                        200,
                        new Headers(java.util.List.of(new Header("A", "b"), new Header("Content-Length", "4"))),
                        Bytes.utf8("body")));
        assertThat(raw("\u00ff\u00fe\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Answer.Response.class, it -> assertThat(it.status()).isEqualTo(400));
        assertThat(raw(GET.replace("GET", "HEAD")))
                .isInstanceOfSatisfying(
                        Answer.Response.class, it -> assertThat(it.body()).isEqualTo(Bytes.EMPTY));
    }
}
