package dev.simrun.conformance;

import dev.simrun.event.EventType;
import dev.simrun.http.RawClient;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Calls on connections of their own, which end with their answers, and those answers in a few words. */
record RawCalls(Lambda lambda) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Begins a call.
     *
     * @param rest the other header lines, an empty one and the body; empty if it has none of them
     */
    RawClient send(String method, String path, String rest) throws IOException {
        return lambda.raw().send(head(method, path) + (rest.isEmpty() ? "\r\n" : rest));
    }

    /** A post and its whole answer; empty if there was none. */
    String post(String path, Bytes body, String... headers) throws IOException {
        var length = "Content-Length: " + body.size();
        return lambda.raw()
                .send(head("POST", path) + lines(headers) + length + "\r\n\r\n")
                .send(body.toArray())
                .rest();
    }

    String post(String path, String body, String... headers) throws IOException {
        return post(path, Bytes.utf8(body), headers);
    }

    /**
     * The answer to a poll in words: one that is taken either gets an event with it or waits.
     *
     * @param taken what is recorded of a poll
     * @param given what is recorded of its event
     */
    String poll(String path, EventType taken, EventType given, String... headers) throws Exception {
        long polls = count(taken);
        long events = count(given);
        long refused = count(EventType.REQUEST_REFUSED);
        var client = send("GET", path, lines(headers) + "\r\n");
        lambda.environment.await(PATIENCE, _ -> count(taken) + count(EventType.REQUEST_REFUSED) > polls + refused);
        boolean waits = count(taken) > polls && count(given) == events;
        return waits ? "waits" : words(client.rest());
    }

    private long count(EventType type) {
        return lambda.recorded(type).size();
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    /** A whole answer: its status, and its body or what an error says. */
    static String words(String response) {
        if (response.isEmpty()) {
            return "closed";
        }
        var parts = response.split("\r\n\r\n", 2);
        var status = parts[0].split(" ", 3)[1];
        if (!parts[1].startsWith("{\"error")) {
            return (status + " " + parts[1]).strip();
        }
        var body = JsonMapper.shared().readTree(parts[1]);
        return status + " " + body.path("errorType").asString() + ": "
                + body.path("errorMessage").asString();
    }
}
