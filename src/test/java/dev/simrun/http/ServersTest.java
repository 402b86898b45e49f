package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.api.Api;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that go from one environment to the next. */
class ServersTest {
    private final Servers servers = new Servers();
    private final BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        servers.close();
        assertThat(thrown).isEmpty();
    }

    private LocalServer open(Api api) throws IOException {
        return servers.open(api, thrown::add);
    }

    private static void answers(LocalServer server, String body) throws IOException {
        try (var client = new RawClient(server).get("/")) {
            assertThat(client.response()).endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void listener_that_was_prepared_is_taken_first_and_again_when_it_is_given_back() throws Exception {
        servers.prepare();
        var first = open(new FakeApi().answering("one"));
        answers(first, "one");
        first.close();
        try (var second = open(new FakeApi().answering("two"))) {
            answers(second, "two");
            assertThat(second.port()).isEqualTo(first.port());
        }
    }

    @Test
    void each_environment_has_a_port_of_its_own() throws Exception {
        try (var one = open(new FakeApi().answering("one"));
                var two = open(new FakeApi().answering("two"))) {
            assertThat(one.port()).isNotEqualTo(two.port());
            answers(two, "two");
            answers(one, "one");
        }
    }

    @Test
    void closing_again_takes_nothing_from_the_next_one() throws Exception {
        var first = open(new FakeApi());
        first.close();
        try (var second = open(new FakeApi().answering("still there"))) {
            first.close();
            answers(second, "still there");
        }
    }

    @Test
    void who_came_to_one_environment_is_not_served_by_the_next() throws Exception {
        for (int round = 0; round < 20; round++) {
            var api = new FakeApi();
            var first = open(new FakeApi());
            var late = new ArrayList<RawClient>();
            for (int i = 0; i < 20; i++) {
                late.add(new RawClient(first).get("/of/the/first"));
            }
            first.close();
            try (var second = open(api)) {
                for (var client : late) {
                    client.close();
                }
                answers(second, api);
            }
        }
    }

    private static void answers(LocalServer server, FakeApi api) throws Exception {
        api.answering("mine");
        try (var client = new RawClient(server).get("/mine")) {
            assertThat(client.response()).endsWith("mine");
        }
        assertThat(api.taken().request().path()).isEqualTo("/mine");
        assertThat(api.isUntouched()).isTrue();
    }

    @Test
    void what_was_closed_listens_no_longer() throws Exception {
        var server = open(new FakeApi());
        servers.close();
        server.close();

        assertThatThrownBy(() -> new RawClient(server).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void fault_of_ours_is_told_and_ends_only_its_connection() throws Exception {
        var begins = new IllegalStateException("in begin");
        var waits = new IllegalStateException("in await");
        try (var server = open(new Broken(begins, waits));
                var other = new RawClient(server);
                var first = new RawClient(server).get("/begin");
                var second = new RawClient(server).get("/await")) {
            assertThat(first.rest()).isEmpty();
            assertThat(second.rest()).isEmpty();
            assertThat(thrown.poll(20, TimeUnit.SECONDS)).isIn(begins, waits);
            assertThat(thrown.poll(20, TimeUnit.SECONDS)).isIn(begins, waits);
            assertThat(other.send("nonsense\r\n\r\n").rest()).startsWith("HTTP/1.1 400 ");
        }
    }

    /** Throws where it is asked. */
    private record Broken(RuntimeException begins, RuntimeException waits) implements SilentApi {
        @Override
        public Exchange begin(Request request) {
            if (request.path().equals("/begin")) {
                throw begins;
            }
            return new Exchange() {
                @Override
                public Answer await() {
                    throw waits;
                }

                @Override
                public void abandon() {}
            };
        }

        @Override
        public int bodyLimitBytes() {
            return FakeApi.BODY_LIMIT_BYTES;
        }
    }

    @Test
    void port_that_stops_listening_by_itself_is_a_fault_of_ours() throws Exception {
        try (var server = open(new FakeApi());
                var socket = new Socket()) {
            server.accept(socket).close(false); // what Helidon does then

            assertThat(thrown.poll())
                    .hasRootCauseMessage("port " + server.port() + " no longer listens: Too many open files");
        }
    }

    @Test
    void trailers_without_end_keep_nobody_waiting() throws Exception {
        var bomb = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                + "A: b\r\n".repeat(176_000); // just over what a head may have
        var api = new FakeApi();
        try (var server = open(api);
                var one = new RawClient(server);
                var two = new RawClient(server)) {
            for (var client : new RawClient[] {one, two}) {
                client.send(bomb);
            }
            api.answering("meanwhile");
            answers(server, "meanwhile");
            assertThat(one.rest()).isEmpty();
            assertThat(two.rest()).isEmpty();
        }
    }
}
