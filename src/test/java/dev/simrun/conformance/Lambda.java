package dev.simrun.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.LocalApi;
import dev.simrun.engine.Environment;
import dev.simrun.engine.Host;
import dev.simrun.engine.Invoked;
import dev.simrun.engine.MonotonicClock;
import dev.simrun.engine.Times;
import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.http.LocalServer;
import dev.simrun.http.Loopback;
import dev.simrun.http.RawClient;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Setup;
import dev.simrun.sim.Setups;
import dev.simrun.wire.Answer;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * An environment in init, behind a real socket, with Lambda's limit for payloads and long times for all else. The test
 * plays the processes by their requests; they end when they are signalled.
 */
final class Lambda implements AutoCloseable {
    static final String ARN = Setups.arn("f");
    static final int PAYLOAD_LIMIT_BYTES = 6_291_556;
    static final String OK = "202 {\"status\":\"OK\"}\n";

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Environment environment;
    final LocalServer server;
    private final List<Closeable> open = new ArrayList<>();
    private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);
    private volatile Optional<Instant> stopped = Optional.empty();
    private volatile boolean obedient = true;

    Lambda(String... externals) throws IOException {
        this(LONG, externals);
    }

    private Lambda(Duration init, String... externals) throws IOException {
        var limits = new Setup.Limits(init, LONG, LONG, LONG, LONG, PAYLOAD_LIMIT_BYTES);
        var setup = new Setups().limits(limits).externals(externals).setup();
        environment = new Environment(setup, Times.real(leaping()), new SplittableRandom(1));
        environment.attach(host());
        server = Loopback.serving(new LocalApi(environment));
        environment.init();
    }

    static Lambda withInitLimit(Duration limit, String... externals) throws IOException {
        return new Lambda(limit, externals);
    }

    /** From now on SIGTERM changes nothing. */
    void ignoreSigterm() {
        obedient = false;
    }

    private InstantSource leaping() {
        var clock = new MonotonicClock();
        return () -> stopped.orElseGet(() -> clock.instant().plus(leapt.get()));
    }

    /** From now on no time passes. */
    void stopClock() {
        stopped = Optional.of(environment.time().instant());
    }

    /** Lets time pass at once. Timers that were set before take no notice. */
    void leap(Duration by) {
        leapt.updateAndGet(before -> before.plus(by));
    }

    Instant now() {
        return Instant.now().plus(leapt.get());
    }

    private Host host() {
        return new Host() {
            @Override
            public void start(String actor) {
                environment.starting(actor, () -> actor);
            }

            @Override
            public void signal(String actor, boolean kill) {
                if (kill || obedient) {
                    environment.processEnded(actor, new Ending.Signal(kill ? "SIGKILL" : "SIGTERM"));
                }
            }

            @Override
            public void freeze(BooleanSupplier wanted, Runnable done) {
                throw new UnsupportedOperationException("this function is never frozen");
            }

            @Override
            public void thaw(Runnable done) {
                throw new UnsupportedOperationException("this function is never frozen");
            }

            @Override
            public boolean alive(String actor) {
                return false;
            }
        };
    }

    /** The processes that were started, in order. */
    List<String> started() {
        return recorded(EventType.PROCESS_START).stream().map(Event::actor).toList();
    }

    /** A client with a connection of its own. */
    Client client() {
        var client = new Client(server.port());
        open.add(client::close);
        return client;
    }

    /** A connection that sends exactly the bytes it is given. */
    RawClient raw() throws IOException {
        var client = new RawClient(server);
        open.add(client::close);
        return client;
    }

    /** An extension that registers; it has not polled. */
    Extension extension(String name, String... events) {
        var client = client();
        var quoted = List.of(events).stream().map(event -> '"' + event + '"').toList();
        var answer = client.register(name, "{\"events\":" + quoted + "}");
        assertThat(answer.status()).as(show(answer)).isEqualTo(200);
        return new Extension(client, header(answer, Extension.ID));
    }

    Invoked invoke(String requestId) {
        return invoke(Call.of(requestId));
    }

    Invoked invoke(Call call) {
        return Invoked.by(environment, call.invocation());
    }

    /** Waits until the caller has its answer. */
    static CallerAnswer answer(Invoked invoked) {
        return invoked.answered().join();
    }

    /** Waits until an event was recorded so often. */
    void await(EventType type, int times) throws InterruptedException {
        assertThat(environment.await(PATIENCE, _ -> recorded(type).size() >= times))
                .as("%s recorded %s times within %s", type, times, PATIENCE)
                .isTrue();
    }

    List<Event> recorded(EventType type) {
        return environment.timeline().all().stream()
                .filter(e -> e.type() == type)
                .toList();
    }

    static String show(Answer.Response response) {
        return response.status() + " " + response.body().text();
    }

    /** A refusal as {@link #show} gives it. */
    static String refusal(int status, String type, String message) {
        return status + " {\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n";
    }

    static String header(Answer.Response response, String name) {
        return response.headers().first(name).orElse("(no " + name + ")");
    }

    @Override
    public void close() throws IOException {
        for (var one : open) {
            one.close();
        }
        environment.close();
        server.close();
    }
}
