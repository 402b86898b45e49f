package dev.simrun.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.Fault;
import dev.simrun.api.Faults;
import dev.simrun.api.FaultyApi;
import dev.simrun.api.LocalApi;
import dev.simrun.engine.Environment;
import dev.simrun.engine.Played;
import dev.simrun.engine.Times;
import dev.simrun.engine.VirtualTime;
import dev.simrun.event.Fact;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client without a socket, by a virtual clock. */
class DirectClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Request PING = Request.of("GET", "/2018-06-01/ping", Headers.NONE, Bytes.EMPTY);

    private final VirtualTime time = Times.virtual(1);
    private final Environment environment = Played.environment(time, "f", LIMIT, 1);
    private final Faults faults = new Faults(time, new SplittableRandom(1));
    private final DirectClient client =
            new DirectClient(new FaultyApi(new LocalApi(environment), environment, faults), time);

    @AfterEach
    void close() {
        environment.close();
        time.close();
    }

    /** What a request gets, and when. */
    private record Got(Answer answer, Duration after) {}

    private Got send(Request request) throws Exception {
        var got = new CompletableFuture<Got>();
        Instant start = time.instant();
        var _ = time.startSteps("steps", () -> {
            try {
                var answer = client.send(request);
                var after = Duration.between(start, time.instant());
                got.complete(new Got(answer, after));
            } catch (InterruptedException closed) {
                got.completeExceptionally(closed);
            }
        });
        return got.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static int status(Got got) {
        return ((Answer.Response) got.answer()).status();
    }

    private void fault(FaultAction action) {
        faults.add(new Fault(Optional.empty(), Fault.Selector.ANY, OptionalInt.empty(), true, action));
    }

    @Test
    void date_is_that_of_the_virtual_clock() throws Exception {
        var answer = (Answer.Response) send(PING).answer();
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                answer.headers().first("Date").orElseThrow());
        assertThat(Instant.from(date)).isEqualTo(time.start().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void a_call_gets_its_answer_in_no_time() throws Exception {
        var got = send(PING);
        assertThat(status(got)).isEqualTo(200);
        assertThat(got.after()).isZero();
    }

    @Test
    void a_torn_answer_and_a_reset_connection_are_none() throws Exception {
        fault(new FaultAction.Truncate(1));
        assertThat(send(PING).answer()).isEqualTo(new Answer.Closed());
        faults.clear();
        fault(new FaultAction.Reset());
        assertThat(send(PING).answer()).isEqualTo(new Answer.Closed());
    }

    @Test
    void a_slow_network_takes_the_time_that_it_takes() throws Exception {
        fault(new FaultAction.Network(Duration.ofMillis(300), Duration.ZERO, OptionalLong.of(1), OptionalInt.empty()));
        var got = send(PING);
        var body = ((Answer.Response) got.answer()).body();
        assertThat(body.size()).isPositive();
        assertThat(got.after()).isEqualTo(Duration.ofMillis(300).plusSeconds(body.size()));
    }

    @Test
    void a_body_is_cut_as_a_reader_of_sockets_cuts_it() throws Exception {
        var large = Bytes.of(new byte[new LocalApi(environment).bodyLimitBytes() + 2]);
        var path = "/2018-06-01/runtime/invocation/none/response";
        var got = send(Request.of("POST", path, Headers.NONE, large));
        assertThat(status(got)).isBetween(400, 499);
    }

    /** What a request gets whose body is sent in pieces. */
    private Answer sent(Request head, boolean cut, String... pieces) throws Exception {
        var got = new CompletableFuture<Answer>();
        var _ = time.startSteps("steps", () -> {
            try {
                var sending = client.begin(head);
                for (var piece : pieces) {
                    sending.piece(Bytes.utf8(piece));
                }
                got.complete(cut ? sending.cut() : sending.end(Headers.NONE));
            } catch (Exception wrong) {
                got.completeExceptionally(wrong);
            }
        });
        return got.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Request post(String path) {
        return Request.of("POST", path, Headers.of("Lambda-Extension-Name", "inner"), Bytes.EMPTY);
    }

    @Test
    void body_in_pieces_is_whole_for_calls_that_want_it_so() throws Exception {
        var register = post("/2020-01-01/extension/register");
        var answer = (Answer.Response) sent(register, false, "{\"events\":", "[\"INVOKE\"]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(environment.<List<?>>look(view -> view.extensions().all())).hasSize(1);
        assertThat(sent(register, true, "{\"events\":[]}")).isEqualTo(new Answer.Closed());
    }

    @Test
    void body_in_pieces_is_passed_on_to_calls_that_want_it_so() throws Exception {
        var error = post("/2018-06-01/runtime/init/error");
        var answer = (Answer.Response) sent(error, false, "{\"errorMessage\":", "", "\"no\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(environment.timeline().all())
                .anyMatch(event -> event.fact() instanceof Fact.RuntimeInitError it
                        && it.errorMessage().equals(Optional.of("no")));
    }

    @Test
    void body_of_exactly_the_limit_is_not_cut() throws Exception {
        int limit = new LocalApi(environment).bodyLimitBytes();
        var most = Bytes.utf8("\"" + "x".repeat(limit - 2) + "\"");
        var register = post("/2020-01-01/extension/register");
        var whole = (Answer.Response) send(register.with(most, Headers.NONE, Request.BodyEnd.COMPLETE))
                .answer();
        assertThat(whole.body().text()).contains("json: cannot unmarshal string");
        var more = Bytes.utf8("\"" + "x".repeat(limit - 1) + "\"");
        var cut = (Answer.Response) send(register.with(more, Headers.NONE, Request.BodyEnd.COMPLETE))
                .answer();
        assertThat(cut.status()).isBetween(400, 499);
    }
}
