package dev.simrun.api;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Host;
import dev.simrun.engine.Times;
import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Setups;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** An environment behind its routes; a signal ends whatever it is sent to. */
public final class Routed implements AutoCloseable {
    static final String ARN = Setups.arn("f");
    static final String NEXT = "/2018-06-01/runtime/invocation/next";
    static final String REGISTER = "/2020-01-01/extension/register";
    static final String EVENT_NEXT = "/2020-01-01/extension/event/next";

    final Environment environment;
    public final LocalApi api;

    public Routed(String... externals) {
        this(false, externals);
    }

    Routed(boolean extensionsOff, String... externals) {
        this(new Setups().externals(externals).extensionsOff(extensionsOff));
    }

    Routed(Setups setup) {
        environment = new Environment(
                setup.limits(Duration.ofSeconds(60)).setup(),
                Times.real(InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000))),
                new Random(1));
        api = new LocalApi(environment);
        environment.attach(new Host() {
            @Override
            public void start(String actor) {
                // The test calls as the process would.
            }

            @Override
            public void signal(String actor, boolean kill) {
                environment.processEnded(actor, new Ending.Code(0));
            }

            @Override
            public void freeze(BooleanSupplier wanted, Runnable done) {
                done.run();
            }

            @Override
            public void thaw(Runnable done) {
                done.run();
            }

            @Override
            public boolean alive(String actor) {
                return false;
            }
        });
        environment.init();
    }

    static Invocation invocation(String id, String traceId) {
        return invocation(id, Bytes.utf8("{\"n\":1}"), traceId);
    }

    static Invocation invocation(String id, Bytes payload, String traceId) {
        return new Invocation(
                id,
                payload,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                traceId,
                Duration.ofSeconds(60),
                false);
    }

    Api.Exchange begin(String method, String path, String body, String... headers) {
        var lines = Headers.NONE;
        for (int i = 0; i < headers.length; i += 2) {
            lines = lines.with(headers[i], headers[i + 1]);
        }
        return api.begin(Request.of(method, path, lines, Bytes.utf8(body)));
    }

    Answer.Response get(String path, String... headers) throws InterruptedException {
        return (Answer.Response) begin("GET", path, "", headers).await();
    }

    Answer.Response put(String path) throws InterruptedException {
        return (Answer.Response) begin("PUT", path, "").await();
    }

    Answer.Response post(String path, String body, String... headers) throws InterruptedException {
        return (Answer.Response) begin("POST", path, body, headers).await();
    }

    /** The runtime's post for an invocation. */
    Answer.Response post(String id, String what, String body, List<String> headers) throws InterruptedException {
        return post("/2018-06-01/runtime/invocation/" + id + "/" + what, body, headers.toArray(String[]::new));
    }

    static String show(Answer.Response response) {
        return response.status() + " " + response.body().text();
    }

    @Override
    public void close() {
        environment.close();
    }

    public List<Event> eventsAfter(long seq) {
        return environment.timeline().after(seq);
    }

    /** Why requests were refused, in order. */
    public List<Refusal> refusals() {
        return environment.timeline().all().stream()
                .flatMap(event -> event.as(Fact.RequestRefused.class).stream())
                .map(Fact.RequestRefused::cause)
                .toList();
    }
}
