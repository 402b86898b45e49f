package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.Routed;
import dev.simrun.event.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests of {@code http/malformed.txt} against one environment, one after the other: each is answered as the file
 * says, and none keeps the environment from serving the next client.
 */
class MalformedHttpTest {
    private static final Path LIST = Path.of("src/test/resources/http/malformed.txt");
    private static final String PING = "/2018-06-01/ping";

    private static Routed lambda;
    private static LocalServer server;

    /** A line of the file. */
    record Odd(List<String> expected, String how, String what, String request) {
        static Odd of(String line) {
            var parts = line.split(" \\| ", 4);
            return new Odd(Arrays.asList(parts[0].split(" ")), parts[1], parts[2], parts[3]);
        }

        /** What the timeline says of it: each answer that refuses, or that there was none. */
        List<String> refusals() {
            boolean unanswered = expected.equals(List.of("closed")) && !how.equals("half");
            return unanswered
                    ? expected
                    : expected.stream().filter(it -> it.matches("[45]..")).toList();
        }

        byte[] bytes() {
            return ByteNotation.bytes(request);
        }

        @Override
        public String toString() {
            return what + " → " + String.join(" ", expected);
        }
    }

    static List<Odd> list() throws IOException {
        return ByteNotation.lines(LIST).map(Odd::of).toList();
    }

    @BeforeAll
    static void start() throws IOException {
        lambda = new Routed();
        server = Loopback.serving(lambda.api);
    }

    @AfterAll
    static void stop() {
        server.close();
        lambda.close();
    }

    @Test
    void list_is_long_and_names_each_oddity_once() throws IOException {
        assertThat(list()).hasSizeGreaterThanOrEqualTo(160);
        assertThat(list().stream().map(odd -> odd.what() + odd.bytes().length)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("list")
    void odd_request_is_answered_and_harms_nobody(Odd odd) throws IOException {
        int before = lambda.refusals().size();
        try (var client = new RawClient(server)) {
            send(client, odd);
            assertThat(answers(client, odd)).isEqualTo(odd.expected());
        }
        var told = lambda.refusals().stream().skip(before).map(MalformedHttpTest::answer);
        assertThat(told).as("refusals in the timeline").containsExactlyElementsOf(odd.refusals());
        try (var client = new RawClient(server).get(PING)) {
            assertThat(client.response()).startsWith("HTTP/1.1 200 OK").endsWith("pong");
        }
    }

    private static String answer(Refusal cause) {
        return cause.status().map(number -> Integer.toString(number)).orElse("closed");
    }

    private static void send(RawClient client, Odd odd) throws IOException {
        if (odd.how().equals("slow")) {
            for (byte each : odd.bytes()) {
                client.send(new byte[] {each});
            }
            return;
        }
        client.send(odd.bytes());
        if (odd.how().equals("half")) {
            client.shutdownOutput();
        }
    }

    /** The statuses of as many answers as are expected, and whether the connection goes on. */
    private static List<String> answers(RawClient client, Odd odd) throws IOException {
        var found = new ArrayList<String>();
        while (found.size() < odd.expected().size() - 1) {
            found.add(client.response().substring("HTTP/1.1 ".length()).substring(0, 3));
        }
        if (odd.expected().getLast().equals("open")) {
            assertThat(client.get(PING).response()).endsWith("pong");
            found.add("open");
        } else {
            assertThat(client.rest()).isEmpty();
            found.add("closed");
        }
        return found;
    }
}
