package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;

import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/** The one route of a connection: each request goes to the API, each answer to the socket. */
final class Exchanges implements HttpRouting {
    /** What is read and dropped of a body after the API's limit so that the answer can be read. */
    static final int DROPPED_LIMIT_BYTES = 64 * 1024 * 1024;

    private static final HttpSecurity NO_SECURITY = HttpSecurity.create();

    private final Api api;
    private final WireReader reader;
    private final ClientInput input;
    private final AnswerWriter output;

    Exchanges(Api api, WireReader reader, ClientInput input, AnswerWriter output) {
        this.api = api;
        this.reader = reader;
        this.input = input;
        this.output = output;
    }

    @Override
    public HttpSecurity security() {
        return NO_SECURITY;
    }

    @Override
    public void route(ConnectionContext context, RoutingRequest request, RoutingResponse unused) {
        reader.beginBody();
        var head = headOf(request);
        boolean last = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
        var upload = api.upload(head);
        if (upload.isPresent()) {
            var passed = pass(request, upload.get());
            answer(upload.get(), head, passed.answer(), last || !passed.reachedEnd());
            return;
        }
        var body = new BodyReader(api.bodyLimitBytes(), reader);
        body.read(request.content());
        var exchange = api.begin(head.with(Bytes.of(body.kept()), reader.trailers(), body.end()));
        answer(exchange, head, await(exchange), last || !body.reachedEnd());
    }

    private PassedBody pass(RoutingRequest request, Api.Upload upload) {
        try {
            return PassedBody.pass(request.content(), reader, upload);
        } catch (InterruptedException e) {
            upload.abandon();
            throw new CloseConnectionException("the server closes", e);
        }
    }

    private void answer(Api.Exchange exchange, Request head, Answer answer, boolean last) {
        switch (answer) {
            case Answer.Response response -> write(exchange, head, response, last);
            case Answer.Closed _ -> throw new CloseConnectionException("as the API asked");
        }
        if (last) {
            throw new CloseConnectionException("the last exchange");
        }
    }

    /** Helidon writes methods in capitals and the names of common headers in its own case. */
    private static Request headOf(RoutingRequest request) {
        var lines = new ArrayList<Header>();
        for (var header : request.headers()) {
            header.allValues().forEach(value -> lines.add(new Header(header.name(), value)));
        }
        var prologue = request.prologue();
        return new Request(
                prologue.method().text(),
                pathOf(prologue),
                prologue.hasQuery() ? Optional.of(prologue.query().rawValue()) : Optional.empty(),
                new Headers(lines),
                Bytes.EMPTY,
                Headers.NONE,
                Request.BodyEnd.COMPLETE);
    }

    /** As sent; of the absolute form, which proxies are sent (RFC 9112 §3.2.2), only the path. */
    private static String pathOf(HttpPrologue prologue) {
        var path = prologue.uriPath().rawPath();
        int scheme = path.startsWith("/") ? -1 : path.indexOf("://");
        if (scheme < 0) {
            return path;
        }
        int slash = path.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : path.substring(slash);
    }

    private Answer await(Api.Exchange exchange) {
        var wait = new Wait(exchange);
        try {
            if (exchange.isAnswered()) {
                return exchange.await();
            }
            input.watch(wait::clientLeft);
            var answer = exchange.await();
            if (wait.answered()) {
                return answer;
            }
        } catch (InterruptedException e) {
            // The client left or the server closes; without a client there is nothing to answer.
            exchange.abandon();
        } finally {
            input.unwatch();
        }
        throw new CloseConnectionException("nobody waits for the answer");
    }

    private void write(
            Api.Exchange exchange, Request request, Answer.Response response, boolean last) {
        try {
            var bytes = AnswerText.of(response, request.method().equals("HEAD"), last);
            output.write(bytes, exchange.delivery());
        } catch (IOException | InterruptedException e) {
            exchange.abandon();
            throw new CloseConnectionException("the client left", e);
        }
    }

    /** A handler that waits: either its answer comes first, or the client's leaving. */
    private static final class Wait {
        private final Api.Exchange exchange;
        private final Thread waiter = Thread.currentThread();
        private boolean over;

        Wait(Api.Exchange exchange) {
            this.exchange = exchange;
        }

        private synchronized boolean first() {
            boolean first = !over;
            over = true;
            return first;
        }

        boolean answered() {
            return first();
        }

        void clientLeft() {
            if (first()) {
                exchange.abandon();
                waiter.interrupt();
            }
        }
    }
}
