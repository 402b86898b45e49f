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

    /** Gets nothing for whatever it sends. */
    private final class CountingClient implements LambdaClient {
        @Override
        public Answer send(Request request) {
            sent.incrementAndGet();
            return new Answer.Closed();
        }

        @Override
        public Sending begin(Request head) {
            throw new UnsupportedOperationException("nothing is begun here");
        }

        @Override
        public void close() {}
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

    private CompletableFuture<Answer> send() {
        var answer = new CompletableFuture<Answer>();
        var _ = time.start("client", () -> {
            try {
                answer.complete(client.send(GET));
            } catch (Exception wrong) {
                answer.completeExceptionally(wrong);
            }
        });
        return answer;
    }

    private static void assertWaits(CompletableFuture<Answer> answer) {
        assertThatThrownBy(() -> answer.get(WHILE_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    private static void assertGoesOn(CompletableFuture<Answer> answer) throws Exception {
        assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Answer.Closed());
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
}
