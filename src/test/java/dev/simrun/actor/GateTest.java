package dev.simrun.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Played;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Times;
import dev.simrun.fake.LambdaClient;
import dev.simrun.sim.Phase;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds fakes up, while their environment is frozen or the clock stands still. */
class GateTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long WHILE_MILLIS = 60;
    private static final Request GET = Request.of("GET", "/", Headers.NONE, Bytes.EMPTY);

    private final RealTime time = Times.real();
    private final Environment environment = Played.environment(time, "f", LIMIT, 1);
    private final Gate gate = new Gate(environment);
    private final AtomicInteger sent = new AtomicInteger();
    private final LambdaClient client = new GatedClient(gate, new CountingClient());
    private boolean closed;

    /** Gets nothing for whatever it sends; counts what it is asked for. */
    private class CountingClient implements LambdaClient {
        @Override
        public Answer send(Request request) {
            sent.incrementAndGet();
            return new Answer.Closed();
        }

        @Override
        public Sending begin(Request head) {
            sent.incrementAndGet();
            return new Sending() {
                @Override
                public void piece(Bytes bytes) {
                    sent.incrementAndGet();
                }

                @Override
                public Answer end(Headers trailers) {
                    return send(head);
                }

                @Override
                public Answer cut() {
                    return send(head);
                }
            };
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What a fake does with its client. */
    private interface Call<T> {
        T make() throws Exception;
    }

    @BeforeEach
    void ready() throws InterruptedException {
        var _ = Played.next(environment);
        assertThat(environment.await(LIMIT, view -> view.phase() == Phase.READY))
                .isTrue();
    }

    @AfterEach
    void close() {
        environment.close();
        time.close();
    }

    private <T> CompletableFuture<T> begin(Call<T> call) {
        var result = new CompletableFuture<T>();
        var _ = time.start("client", () -> {
            try {
                result.complete(call.make());
            } catch (Exception wrong) {
                result.completeExceptionally(wrong);
            }
        });
        return result;
    }

    private CompletableFuture<Answer> send() {
        return begin(() -> client.send(GET));
    }

    private static <T> T within(CompletableFuture<T> result) throws Exception {
        return result.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** It does nothing while the environment is frozen, and then what it should. */
    private <T> T heldUp(Call<T> call) throws Exception {
        int before = sent.get();
        environment.freeze();
        var result = begin(call);
        assertWaits(result);
        assertThat(sent).hasValue(before);
        environment.thaw();
        var made = within(result);
        assertThat(sent).hasValue(before + 1);
        return made;
    }

    private static void assertWaits(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> answer.get(WHILE_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    private static void assertGoesOn(CompletableFuture<Answer> answer) throws Exception {
        assertThat(within(answer)).isEqualTo(new Answer.Closed());
    }

    @Test
    void while_it_is_frozen_nothing_is_sent() throws Exception {
        environment.freeze();
        assertThat(gate.isShut()).isTrue();
        var answer = send();
        assertWaits(answer);
        assertThat(sent).hasValue(0);
        environment.thaw();
        assertGoesOn(answer);
    }

    @Test
    void while_the_clock_stands_still_nothing_is_sent() throws Exception {
        time.hold();
        assertThat(gate.isShut()).isTrue();
        var answer = send();
        assertWaits(answer);
        assertThat(sent).hasValue(0);
        time.goOn();
        assertGoesOn(answer);
        assertThat(gate.isShut()).isFalse();
    }

    @Test
    void it_opens_only_once_there_is_neither_reason() throws Exception {
        environment.freeze();
        time.hold();
        var answer = send();
        environment.thaw();
        assertWaits(answer);
        environment.freeze();
        time.goOn();
        assertWaits(answer);
        assertThat(sent).hasValue(0);
        environment.thaw();
        assertGoesOn(answer);
    }

    @Test
    void each_piece_of_a_body_waits_until_it_is_open() throws Exception {
        var body = heldUp(() -> client.begin(GET));
        heldUp(() -> {
            body.piece(Bytes.utf8("x"));
            return true;
        });
        assertThat(heldUp(() -> body.end(Headers.NONE))).isEqualTo(new Answer.Closed());
        var other = within(begin(() -> client.begin(GET)));
        assertThat(heldUp(other::cut)).isEqualTo(new Answer.Closed());
    }

    @Test
    void an_answer_that_comes_while_it_is_frozen_is_received_after_it() throws Exception {
        var freezing = new GatedClient(gate, new CountingClient() {
            @Override
            public Answer send(Request request) {
                environment.freeze();
                return super.send(request);
            }
        });
        var answer = begin(() -> freezing.send(GET));
        assertWaits(answer);
        assertThat(sent).hasValue(1);
        environment.thaw();
        assertGoesOn(answer);
    }

    @Test
    void it_is_closed_at_once() {
        environment.freeze();
        client.close();
        assertThat(closed).isTrue();
    }
}
