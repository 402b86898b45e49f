package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.Routed;
import dev.simrun.event.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of very many lines, on as many connections as there may be processors. */
class BombTest {
    private static final String PING = "/2018-06-01/ping";
    private static final String LINES = "A:b\r\n".repeat(200_000);

    private final Routed lambda = new Routed();
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        server = Loopback.serving(lambda.api);
    }

    @AfterEach
    void stop() {
        server.close();
        lambda.close();
    }

    private void requirePong() throws IOException {
        try (var other = new RawClient(server).get(PING)) {
            assertThat(other.response()).endsWith("\r\n\r\npong");
        }
    }

    @Test
    void ping_is_answered_while_heads_of_200_000_lines_are_on_their_way() throws IOException {
        try (var first = new RawClient(server);
                var second = new RawClient(server)) {
            first.send("GET " + PING + " HTTP/1.1\r\nHost: x\r\n").send(LINES);
            second.send("GET " + PING + " HTTP/1.1\r\nHost: x\r\n").send(LINES);
            requirePong();
            assertThat(first.isSilent() && second.isSilent()).isTrue();
            assertThat(first.send("\r\n").response()).endsWith("\r\n\r\npong");
            assertThat(second.send("\r\n").response()).endsWith("\r\n\r\npong");
        }
    }

    @Test
    void trailers_of_200_000_lines_end_their_connections_and_no_others() throws IOException {
        var post = "POST /2018-06-01/runtime/invocation/x/response HTTP/1.1\r\n";
        var body = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
        try (var first = new RawClient(server);
                var second = new RawClient(server)) {
            first.send(post).send(body).send(LINES);
            second.send(post).send(body).send(LINES);
            requirePong();
            assertThat(first.rest()).isEmpty();
            assertThat(second.rest()).isEmpty();
        }
        assertThat(lambda.refusals()).containsExactly(Refusal.BROKEN_CHUNK, Refusal.BROKEN_CHUNK);
    }
}
