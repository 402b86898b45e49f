package dev.simrun.conformance;

import dev.simrun.http.LeanClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A client with a connection of its own; what it begins waits in the background. */
final class Client implements AutoCloseable {
    static final String RUNTIME = "/2018-06-01/runtime";
    static final String EXTENSION = "/2020-01-01/extension";

    private static final Executor BACKGROUND = task -> Thread.ofVirtual().start(task);

    private final LeanClient connection;

    Client(int port) {
        connection = LeanClient.to(port);
    }

    static Request request(String method, String path, Bytes body, String... headers) {
        var lines = Headers.NONE;
        for (int i = 0; i < headers.length; i += 2) {
            lines = lines.with(headers[i], headers[i + 1]);
        }
        return Request.of(method, path, lines, body);
    }

    CompletableFuture<Answer.Response> begin(Request request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return (Answer.Response) connection.send(request);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("nobody interrupts a client", e);
                    }
                },
                BACKGROUND);
    }

    Answer.Response send(Request request) {
        return begin(request).join();
    }

    Answer.Response get(String path, String... headers) {
        return send(request("GET", path, Bytes.EMPTY, headers));
    }

    Answer.Response post(String path, String body, String... headers) {
        return send(request("POST", path, Bytes.utf8(body), headers));
    }

    /** The runtime's poll; it waits until there is an invocation. */
    CompletableFuture<Answer.Response> poll(String... headers) {
        return begin(request("GET", RUNTIME + "/invocation/next", Bytes.EMPTY, headers));
    }

    Answer.Response next() {
        return poll().join();
    }

    Answer.Response respond(String requestId, String body, String... headers) {
        return post(RUNTIME + "/invocation/" + requestId + "/response", body, headers);
    }

    Answer.Response fail(String requestId, String body, String... headers) {
        return post(RUNTIME + "/invocation/" + requestId + "/error", body, headers);
    }

    Answer.Response initError(String body) {
        return post(RUNTIME + "/init/error", body);
    }

    Answer.Response register(String name, String body, String... headers) {
        var request = request("POST", EXTENSION + "/register", Bytes.utf8(body), headers);
        return send(new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers().with("Lambda-Extension-Name", name),
                request.body(),
                request.trailers(),
                request.bodyEnd()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
