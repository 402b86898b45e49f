package dev.simrun.api;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Pending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.sim.Extension;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** The routes of WIRE.md §2.1 and §3 in front of one environment. */
public final class LocalApi implements Api {
    /** How long credentials are good for; clients ask again before. */
    private static final Duration CREDENTIALS_LIFE = Duration.ofMinutes(15);

    private static final Headers TEXT = Headers.of("Content-Type", "text/plain; charset=utf-8");

    /** Those that the engine's router knows; all others are allowed nowhere. */
    private static final Set<String> METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    /** How much of what a client sent is kept where it tells of it, in UTF-16 units. */
    private static final int TOLD_LIMIT = 1024;

    private final Environment environment;

    public LocalApi(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int bodyLimitBytes() {
        return Math.toIntExact(environment.setup().limits().payloadBytes());
    }

    @Override
    public Exchange begin(Request request) {
        if (isOver()) {
            return refused(request, Refusal.AFTER_THE_END, new Answer.Closed());
        }
        if (!METHODS.contains(request.method())) {
            return methodNotAllowed(request, Headers.NONE);
        }
        if (request.method().equals("OPTIONS") && request.path().equals("*")) {
            return immediate(new Answer.Response(200, Headers.NONE, Bytes.EMPTY));
        }
        if (environment.setup().extensionsOff() && Route.isOfExtensions(request.path())) {
            return refused(request, Refusal.ABSENT_ROUTE, new Answer.Response(404, Headers.NONE, Bytes.EMPTY));
        }
        var route = Route.of(request.path());
        if (route.ofSnapStart() && environment.setup().snapStart().isEmpty()) {
            return refused(request, Refusal.UNKNOWN_ROUTE, notFound());
        }
        return switch (route) {
            case Route.None() -> refused(request, Refusal.UNKNOWN_ROUTE, notFound());
            case Route.NotServed() ->
                request.method().equals("PUT")
                        ? refused(request, Refusal.ABSENT_ROUTE, notFound())
                        : methodNotAllowed(request, allow("PUT"));
            case Route.Credentials() ->
                request.method().equals("GET") ? credentials(request) : methodNotAllowed(request, allow("GET"));
            case Route.Ping() ->
                request.method().equals("GET")
                        ? immediate(new Answer.Response(200, TEXT, Bytes.utf8("pong")))
                        : methodNotAllowed(request, allow("GET"));
            case Route.Known known -> {
                if (!request.method().equals(known.method())) {
                    yield methodNotAllowed(request, allow(known.method()));
                }
                yield new Waiting(request, environment.submit(call -> Requests.read(known, request, call)));
            }
        };
    }

    /** Nothing answers once the environment has ended (WIRE.md §11.9). */
    boolean isOver() {
        return environment.is(it -> it.phase() == Phase.TERMINATED);
    }

    /** The same dummies that other functions have in their environment (WIRE.md §2.7). */
    private Exchange credentials(Request request) {
        var snapStart = environment.setup().snapStart().orElseThrow();
        if (!request.headers().first("Authorization").equals(Optional.of(snapStart.token()))) {
            var text = notFound("cannot get credentials for the provided token\n");
            return refused(request, Refusal.WRONG_TOKEN, text);
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.put("AccessKeyId", snapStart.accessKeyId());
        body.put("SecretAccessKey", snapStart.secretAccessKey());
        body.put("Token", snapStart.sessionToken());
        var expiry = environment.time().instant().plus(CREDENTIALS_LIFE).truncatedTo(SECONDS);
        body.put("Expiration", expiry.toString());
        return immediate(Replies.ok(body));
    }

    @Override
    public Optional<Upload> upload(Request head) {
        return movesBeforeItsBody(head)
                .filter(_ -> !isOver())
                .map(route -> new PostUpload(environment, route, head, reply -> write(head, reply)));
    }

    boolean isUpload(Request head) {
        return movesBeforeItsBody(head).isPresent() && !isOver();
    }

    private static Optional<Route.Known> movesBeforeItsBody(Request head) {
        return Route.Known.asked(head).filter(Route.Known::movesBeforeItsBody);
    }

    /** As the engine's router answers: Go's standard text (WIRE.md §1). */
    private static Answer.Response notFound() {
        return notFound("404 page not found\n");
    }

    private static Answer.Response notFound(String text) {
        var headers = TEXT.with("X-Content-Type-Options", "nosniff");
        return new Answer.Response(404, headers, Bytes.utf8(text));
    }

    private static Headers allow(String method) {
        return Headers.of("Allow", method);
    }

    private Exchange methodNotAllowed(Request request, Headers allow) {
        var answer = new Answer.Response(405, allow, Bytes.EMPTY);
        return refused(request, Refusal.WRONG_METHOD, answer);
    }

    private Exchange refused(Request request, Refusal cause, Answer answer) {
        record(request, cause, "");
        return immediate(answer);
    }

    private void record(Request request, Refusal cause, String detail) {
        var method = Optional.of(request.method());
        refused(new Unserved(method, Optional.of(request.path()), request.headers(), cause, cause.message(detail)));
    }

    @Override
    public void refused(Unserved request) {
        var fact = new Fact.RequestRefused(
                request.method().map(LocalApi::cut),
                request.path().map(LocalApi::cut),
                request.cause(),
                cut(request.reason()));
        environment.record(actor(request.path().orElse(""), request.headers()), fact);
    }

    private static String cut(String text) {
        return text.length() > TOLD_LIMIT ? text.substring(0, TOLD_LIMIT) + "…" : text;
    }

    private Exchange immediate(Answer undated) {
        var answer = dated(undated);
        return new Exchange() {
            @Override
            public Answer await() {
                return answer;
            }

            @Override
            public boolean isAnswered() {
                return true;
            }

            @Override
            public void abandon() {
                // There was nothing to deliver.
            }
        };
    }

    private Answer write(Request request, Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            record(request, refused.cause(), refused.detail());
        }
        return dated(Replies.write(reply));
    }

    Answer dated(Answer answer) {
        if (!(answer instanceof Answer.Response response)) {
            return answer;
        }
        var date = date();
        var headers = response.headers().with(date.name(), date.value());
        return new Answer.Response(response.status(), headers, response.body());
    }

    /** The time as others have it goes on while the case's clock is held. */
    @Override
    public Header date() {
        var time = environment.time();
        long second = time.instant().plus(time.stood()).getEpochSecond();
        var known = Dated.last;
        if (known.second() != second) {
            known = Dated.of(second);
            Dated.last = known;
        }
        return known.line();
    }

    /** The line of one second: many answers have the same. */
    private record Dated(long second, Header line) {
        /** That of the answer before, whoever's it was. */
        private static volatile Dated last = of(0);

        static Dated of(long second) {
            return new Dated(second, new Header("Date", HttpDate.of(Instant.ofEpochSecond(second))));
        }
    }

    /** Who sent a request, as far as its path and headers tell. */
    String actor(Request request) {
        return actor(request.path(), request.headers());
    }

    private String actor(String path, Headers headers) {
        if (path.startsWith(Route.RUNTIME_BASE)) {
            return Event.RUNTIME;
        }
        return headers.first("Lambda-Extension-Name")
                .map(environment.setup()::actor)
                .or(() -> headers.first("Lambda-Extension-Identifier").flatMap(this::name))
                .filter(name -> !name.isEmpty())
                .orElse(Event.ENVIRONMENT);
    }

    private Optional<String> name(String identifier) {
        return environment.look(view -> view.extensions().byId(identifier).map(Extension::name));
    }

    /** A call that the environment has. */
    private final class Waiting implements Exchange {
        private final Request request;
        private final Pending pending;

        Waiting(Request request, Pending pending) {
            this.request = request;
            this.pending = pending;
        }

        @Override
        public Answer await() throws InterruptedException {
            return write(request, pending.await());
        }

        /** An event is not: a client that has hung up gets none. */
        @Override
        public boolean isAnswered() {
            return pending.now()
                    .filter(it -> !(it instanceof Reply.Event || it instanceof Reply.Lifecycle))
                    .isPresent();
        }

        @Override
        public boolean isReady() {
            return pending.now().isPresent();
        }

        @Override
        public void abandon() {
            pending.abandon();
        }

        @Override
        public boolean withdraw() {
            return pending.withdraw();
        }
    }
}
