package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LocalServerTest {
    private final FakeApi api = new FakeApi();

    @AutoClose
    private final LocalServer server = Loopback.serving(api);

    @Test
    void connection_is_kept_for_the_next_request() throws IOException {
        api.answering("one").answering("two").answering("three");

        try (var client = new RawClient(server)) {
            assertThat(client.get("/1").response()).endsWith("\r\n\r\none");
            assertThat(client.get("/2").response()).endsWith("\r\n\r\ntwo");
            assertThat(client.get("/3").response()).endsWith("\r\n\r\nthree");
        }
    }

    @Test
    void connection_close_is_said_and_done() throws IOException {
        api.answering("bye");

        try (var client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).contains("Connection: close\r\n").endsWith("\r\n\r\nbye");
        }
    }

    @Test
    void closed_is_an_end_without_an_answer() throws IOException {
        api.answering(new Answer.Closed());

        try (var client = new RawClient(server).get("/next")) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void poll_is_answered_when_its_answer_is_there() throws Exception {
        try (var client = new RawClient(server).get("/next")) {
            var poll = api.taken();
            poll.answer(FakeApi.ok("event"));
            assertThat(client.response()).endsWith("event");
            assertThat(poll.isAbandoned()).isFalse();
        }
    }

    @Test
    void requests_sent_while_a_poll_waits_are_answered_in_order() throws Exception {
        try (var client = new RawClient(server).get("/first")) {
            var first = api.taken();
            api.answering("second");
            client.send("POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n");
            client.send("b".repeat(50)).send("b".repeat(150));
            first.answer(FakeApi.ok("first"));
            assertThat(client.response()).endsWith("first");
            assertThat(client.response()).endsWith("second");
            assertThat(api.taken().request().body().size()).isEqualTo(101);
        }
    }

    @Test
    void many_polls_wait_at_once() throws Exception {
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < 200; i++) {
            clients.add(new RawClient(server).get("/next/" + i));
        }
        for (int i = 0; i < 200; i++) {
            var poll = api.taken();
            poll.answer(FakeApi.ok(poll.request().path()));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(clients.get(i).response()).endsWith("/next/" + i);
            clients.get(i).close();
        }
    }

    @Test
    void client_that_closes_during_a_poll_is_noticed() throws Exception {
        var client = new RawClient(server).get("/next");
        var poll = api.taken();
        client.close();

        poll.awaitAbandoned();
    }

    @Test
    void client_that_resets_during_a_poll_is_noticed() throws Exception {
        var client = new RawClient(server).get("/next");
        var poll = api.taken();
        client.reset();

        poll.awaitAbandoned();
    }

    @Test
    void client_that_leaves_its_second_poll_is_noticed() throws Exception {
        api.answering("first");
        var client = new RawClient(server).get("/next");
        client.response();
        api.taken();
        client.get("/next");
        var poll = api.taken();
        client.close();

        poll.awaitAbandoned();
    }

    @Test
    void half_closed_client_counts_as_gone() throws Exception {
        try (var client = new RawClient(server).get("/next")) {
            var poll = api.taken();
            client.shutdownOutput();
            poll.awaitAbandoned();
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answer_that_cannot_be_written_is_abandoned() throws Exception {
        var client = new RawClient(server).get("/next");
        var poll = api.taken();
        poll.answer(FakeApi.ok("x".repeat(50_000_000)));
        client.head();
        client.reset();

        poll.awaitAbandoned();
    }

    @Test
    void close_ends_waiting_polls_without_an_answer() throws Exception {
        try (var client = new RawClient(server).get("/next");
                var idle = new RawClient(server)) {
            var poll = api.taken();
            idle.get("/next"); // answered, so accepted: the kernel resets what waits in its queue
            api.taken().answer(FakeApi.ok("{}"));
            idle.response();

            server.close();
            assertThat(client.rest()).isEmpty();
            assertThat(idle.rest()).isEmpty();
            poll.awaitAbandoned();
        }
        try (var late = new RawClient(server)) {
            assertThat(late.rest()).isEmpty();
        }
    }

    @Test
    void close_does_not_wait_for_a_client_that_reads_nothing() throws Exception {
        try (var client = new RawClient(server).get("/next")) {
            var poll = api.taken();
            poll.answer(FakeApi.ok("x".repeat(50_000_000)));
            client.head();
            server.close();
            poll.awaitAbandoned();
        }
    }

    @Test
    void closing_twice_is_closing_once() {
        server.close();
        server.close();
    }

    @Test
    void servers_come_and_go_without_leaving_threads_or_output() throws IOException {
        var before = System.err;
        var output = new ByteArrayOutputStream();
        roundTrip(); // whatever is started once per process is there now
        int threads = platformThreads();
        System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 50; i++) {
                roundTrip();
                closeWhileClientsArrive();
            }
        } finally {
            System.setErr(before);
        }
        // A carrier thread may join for a while; a thread per server would be fifty.
        assertThat(platformThreads()).isLessThan(threads + 10);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }

    private static void closeWhileClientsArrive() throws IOException {
        try (var server = Loopback.serving(new FakeApi())) {
            for (int i = 0; i < 5; i++) {
                new RawClient(server).get("/").close();
            }
        }
    }

    private static void roundTrip() throws IOException {
        var api = new FakeApi().answering("there");
        try (var server = Loopback.serving(api);
                var client = new RawClient(server).get("/")) {
            assertThat(client.response()).endsWith("there");
            client.send("nonsense\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
        }
    }
}
