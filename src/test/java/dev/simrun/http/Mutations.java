package dev.simrun.http;

import dev.simrun.api.Routed;
import dev.simrun.event.Event;
import dev.simrun.event.Fact.RequestRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Sends one environment many requests that are right but for a few bytes, each on a connection of its own that then
 * ends, and looks at what becomes of each. The first argument is the seed, the second their number.
 */
final class Mutations {
    private static final String POST = "POST /2018-06-01/runtime/invocation/x/response HTTP/1.1\r\nHost: x\r\n";
    /** None of them waits for anything. */
    private static final List<String> REQUESTS = List.of(
            "GET /2018-06-01/ping HTTP/1.1\r\nHost: x\r\nUser-Agent: a/1\r\n\r\n",
            "GET /2018-06-01/ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET /2018-06-01/runtime/restore/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            POST + "Content-Length: 7\r\nContent-Type: application/json\r\n\r\n{\"a\":1}",
            POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
            POST + "Transfer-Encoding: chunked\r\nTrailer: A\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nA: b\r\n c\r\n\r\n",
            POST + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n0\r\nLambda-Runtime-Function-Error-Type: A.B\r\n\r\n",
            "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: x\r\nLambda-Extension-Name: audit\r\n"
                    + "Content-Length: 21\r\n\r\n{\"events\":[\"INVOKE\"]}",
            "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\nLambda-Extension-Identifier: 1\r\n\r\n");

    private static final List<String> ODDITIES = List.of(
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            ":",
            "\0",
            "\u00ff",
            "0",
            "-1",
            "\r\n\r\n",
            "99999999999",
            "chunked",
            "HTTP/1.1",
            "/",
            "%zz",
            "?",
            "Host: y\r\n",
            "Content-Length: 1\r\n",
            "Transfer-Encoding: br\r\n",
            "Expect: tea\r\n",
            "ffffffff\r\n");

    /** Of so many, one is blown up. */
    private static final int LARGE_EVERY = 400;

    /** After so many, the port is asked whether it still serves. */
    private static final int PING_EVERY = 500;

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] ([2-5]\\d\\d) ");

    private final Random random;
    private final Routed lambda = new Routed();
    private final LocalServer server;
    private long lastEvent;
    private int served;
    private int refused;
    private int torn;

    private Mutations(long seed) throws IOException {
        random = new Random(seed);
        server = Loopback.serving(lambda.api);
    }

    static void main(String... arguments) throws Exception {
        int number = Integer.parseInt(arguments[1]);
        var mutations = new Mutations(Long.parseLong(arguments[0]));
        for (int i = 1; i <= number; i++) {
            mutations.send(i % LARGE_EVERY == 0 ? mutations.large() : mutations.mutated());
            if (i % PING_EVERY == 0) {
                mutations.ping();
            }
        }
        System.out.printf(
                "%d: %d served, %d refused, %d torn%n", number, mutations.served, mutations.refused, mutations.torn);
        System.exit(0);
    }

    private String mutated() {
        var text = new StringBuilder(REQUESTS.get(random.nextInt(REQUESTS.size())));
        for (int i = random.nextInt(1, 3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1, 8));
            switch (random.nextInt(9)) {
                case 0, 1 -> text.setCharAt(at, (char) random.nextInt(' ', 127));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                case 3, 4 -> text.insert(at, ODDITIES.get(random.nextInt(ODDITIES.size())));
                case 5, 6 -> text.delete(at, end);
                case 7 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(1, 20)));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    /** Up to some megabytes of the same few characters within a request. */
    private String large() {
        var text = new StringBuilder(mutated()).append('x');
        int at = random.nextInt(text.length());
        var piece = text.substring(at, Math.min(text.length(), at + random.nextInt(1, 30)));
        return text.insert(at, piece.repeat(random.nextInt(200_000))).toString();
    }

    private void send(String request) throws Exception {
        var output = new Captured();
        var input = new ByteArrayInputStream(request.getBytes(StandardCharsets.ISO_8859_1));
        new Exchanges(server, input::read, new AnswerWriter(output)).serve();
        judge(request, statuses(output), refusals());
    }

    private List<String> refusals() {
        var events = lambda.eventsAfter(lastEvent);
        lastEvent = events.isEmpty() ? lastEvent : events.getLast().seq();
        return events.stream()
                .map(Mutations::refusal)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** Its status, {@code none} where it has none; empty if the event is another. */
    private static String refusal(Event event) {
        return event.as(RequestRefused.class)
                .map(fact -> fact.cause()
                        .status()
                        .map(number -> Integer.toString(number))
                        .orElse("none"))
                .orElse("");
    }

    /** All who were refused are in the timeline; who got nothing was refused, or had not sent a whole request. */
    private void judge(String request, List<String> statuses, List<String> told) {
        var refusing = statuses.stream().filter(it -> it.compareTo("400") >= 0).toList();
        var unanswered = told.stream().filter("none"::equals).toList();
        var expected = new ArrayList<>(refusing);
        expected.addAll(unanswered);
        if (!told.equals(expected) || unanswered.size() > 1) {
            throw new AssertionError("answers " + statuses + ", told " + told + " of: " + request);
        }
        served += statuses.size() - refusing.size();
        refused += told.size();
        torn += statuses.isEmpty() && told.isEmpty() ? 1 : 0;
    }

    private static List<String> statuses(Captured output) {
        var text = output.bytes.toString(StandardCharsets.ISO_8859_1);
        return ANSWER.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }

    private void ping() throws IOException {
        try (var client = new RawClient(server).get("/2018-06-01/ping")) {
            if (!client.response().endsWith("pong")) {
                throw new AssertionError("no pong");
            }
        }
    }

    /** A connection whose client reads all. */
    private static final class Captured extends Socket {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public OutputStream getOutputStream() {
            return bytes;
        }
    }
}
